import ArgumentParser
import Foundation
import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct DocumentationTests {
    private static let commands: [any ParsableCommand.Type] = [
        CheckCommand.self, TestCommand.self, BatchCommand.self, DoctorCommand.self, CacheCommand.Info.self,
        CompareCommand.self, ConsensusCommand.self, ProblemsCommand.Pack.self, ProblemsCommand.Validate.self,
        CandidatesCommand.self, SolvabilityCommand.self, RewardCommand.Give.self, RewardCommand.Sweep.self,
        EvalCommand.self, ExportCommand.self,
        CacheCommand.Clear.self, SynthCommand.self, SplitCommand.self, SequencesCommand.Import.self,
        SequencesCommand.Show.self,
        SequencesCommand.Find.self, SequencesCommand.List.self, SequencesCommand.Stats.self,
        SequencesCommand.Export.self,
        SampleCommand.self, ReflectCommand.self,
    ]

    /// The long options that a command's help lists.
    private static func options(_ command: any ParsableCommand.Type) -> Set<String> {
        let words = SeqJudge.helpMessage(for: command, columns: 400).split { " ,\n[]()=<>.:;".contains($0) }
        return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))
            .subtracting(["--help", "--version"])
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Samples.package.appending(path: path), encoding: .utf8)
    }

    @Test func `the manual page has every option, verdict and exit status`() throws {
        let page = try Self.text("Documentation/seqjudge.1").replacing("\\-", with: "-")
        let words = Set(page.split { " ,\n\"\t".contains($0) }.map(String.init))
        for command in Self.commands {
            let options = Self.options(command)
            #expect(
                !options.isDisjoint(with: [
                    "--require", "--cache", "--store", "--output", "--output-train", "--report",
                ]))
            for option in options { #expect(words.contains(option), "\(option) is not in the manual page") }
        }
        for verdict in Verdict.allCases { #expect(page.contains("\n\(verdict.rawValue)\t\(verdict.name)")) }
        for status in CommandStatus.allCases { #expect(page.contains("\n\(status.rawValue)\t")) }
        #expect(!words.contains("--no-such-option"))
    }

    @Test func `the manual page has no option that is not there`() throws {
        let known = Self.commands.reduce(into: Set<String>()) { $0.formUnion(Self.options($1)) }
        let page = try Self.text("Documentation/seqjudge.1").replacing("\\-", with: "-")
        let words = Set(page.split { " ,\n\"\t".contains($0) }.map(String.init).filter { $0.hasPrefix("--") })
        #expect(words.subtracting(known) == ["--generate-completion-script"])
    }

    @Test func `the readme names every verdict and every limit's option`() throws {
        let readme = try Self.text("README.md")
        for verdict in Verdict.allCases {
            #expect(readme.contains("| \(verdict.rawValue) | \(verdict.name) |"))
        }
        for option in [
            "cpu-time", "check-cpu-time", "wall-time", "memory", "output-limit", "processes", "threads",
        ] {
            #expect(readme.contains("`--\(option)`"))
            #expect(Self.options(CheckCommand.self).contains("--\(option)"))
        }
    }
}

@Suite struct SchemaTests {
    private static func schema(_ name: String) throws -> [String: Any] {
        let file = Samples.package.appending(path: "Documentation/schemas/\(name).schema.json")
        return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    /// The objects of a document whose members are not just those that the schema requires, as paths.
    private static func strays(_ value: Any, _ schema: [String: Any], root: [String: Any], at path: String)
        -> [String]
    {
        if let reference = schema["$ref"] as? String {
            guard reference.hasPrefix("#/$defs/"), let defs = root["$defs"] as? [String: Any],
                let target = defs[String(reference.dropFirst(8))] as? [String: Any]
            else { return [] }
            return strays(value, target, root: root, at: path)
        }
        if let choices = schema["anyOf"] as? [[String: Any]] {
            if value is NSNull { return [] }
            return strays(value, choices.last ?? [:], root: root, at: path)
        }
        if let items = value as? [Any], let schema = schema["items"] as? [String: Any] {
            return items.flatMap { strays($0, schema, root: root, at: path + "[]") }
        }
        guard let members = value as? [String: Any], let properties = schema["properties"] as? [String: Any]
        else {
            return []
        }
        let required = Set(schema["required"] as? [String] ?? [])
        let wrong = Set(members.keys).symmetricDifference(properties.keys).union(
            required.symmetricDifference(properties.keys))
        return wrong.sorted().map { "\(path).\($0)" }
            + members.flatMap { name, member in
                strays(member, properties[name] as? [String: Any] ?? [:], root: root, at: "\(path).\(name)")
            }
    }

    private static var documents: [(schema: String, json: String)] {
        let context = ReportContext(path: "x.py")
        let hidden = ReportContext(path: "x.py", hidesExpected: true)
        let submission = Submission(
            sequence: "S", name: "accepted/x.py", path: "x.py",
            truth: Truth(table: TermTable(offset: 0, terms: [1], source: "test")), limits: LimitSettings(),
            expectation: Expectation(verdicts: [.accepted]))
        var odd = Samples.plain(.securityViolation)
        odd.violation = "ptrace"
        odd.cases = [
            CaseReport(
                index: -2, outcome: .malformed(reason: "a plus sign", excerpt: "+7"), expected: -7,
                isVisible: true),
            CaseReport(index: -1, outcome: .missing, expected: 0, isVisible: true),
            CaseReport(index: 0, outcome: .stopped(.securityViolation), expected: 1, isVisible: true),
        ]
        let suite = SuiteReport(results: [
            SuiteResult(
                submission: submission, outcome: .asExpected, report: Samples.wrongAnswer,
                wall: .milliseconds(3)),
            SuiteResult(submission: submission, outcome: .mismatch(["x"]), report: nil, wall: .zero),
            SuiteResult(submission: submission, outcome: .skipped("x"), report: nil, wall: .zero),
        ])
        return [
            ("check-report", JSONReport(report: Samples.wrongAnswer, context: context).value.document),
            ("check-report", JSONReport(report: Samples.wrongAnswer, context: hidden).value.document),
            ("check-report", JSONReport(report: Samples.accepted, context: context).value.document),
            ("check-report", JSONReport(report: odd, context: context).value.document),
            ("test-report", suite.json.document),
            (
                "doctor-report",
                DoctorReport(survey: HostSurvey.run(), tools: ToolCheck.all(), required: nil).json.document
            ),
        ]
    }

    @Test func `reports have just the members that the schemas name`() throws {
        for (name, json) in Self.documents {
            let schema = try Self.schema(name)
            let document = try JSONSerialization.jsonObject(with: Data(json.utf8))
            #expect(Self.strays(document, schema, root: schema, at: name) == [])
        }
        let schema = try Self.schema("check-report")
        let odd = try JSONSerialization.jsonObject(with: Data(#"{"schema_version": 1, "odd": 2}"#.utf8))
        #expect(Self.strays(odd, schema, root: schema, at: "").contains(".odd"))
    }

    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator as V
        from jsonschema import RefResolver
        folder, name, path = sys.argv[1:]
        schemas = [json.load(open(f"{folder}/{n}.schema.json")) for n in ("check-report", "test-report", "doctor-report")]
        store = {s["$id"]: s for s in schemas}
        schema = store[f"seqjudge:{name}:1"]
        V.check_schema(schema)
        document = json.load(open(path))
        validate = lambda d: list(V(schema, resolver=RefResolver.from_schema(schema, store=store)).iter_errors(d))
        for error in validate(document): print(list(error.path), error.message)
        document["schema_version"] = 2
        if not validate(document): print("the schema refuses nothing")
        """

    @Test(.enabled(if: BatchSchemaTests.hasValidator, "the Python module jsonschema is not installed"))
    func `reports are valid by an independent validator`() throws {
        let folder = Samples.package.appending(path: "Documentation/schemas").path()
        for (name, json) in Self.documents {
            try Samples.withFolder(["report.json": json]) { temporary in
                let result = try ChildProcess.run(
                    "python3",
                    ["-W", "ignore", "-c", Self.validator, folder, name, "\(temporary)/report.json"])
                #expect(result.status == 0 && result.output == "", "\(result.output)\(result.errors)")
            }
        }
    }
}
