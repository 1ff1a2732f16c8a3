import Foundation
import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct BatchSchemaTests {
    private static func schema(_ name: String) throws -> [String: Any] {
        let file = Samples.package.appending(path: "Documentation/schemas/\(name).schema.json")
        return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// Records of all kinds.
    private static func records(_ style: VerdictRecord.Style) -> [JudgedLine] {
        let label = RequestLabel(id: Array("\"a\"".utf8), meta: Array("[1, {\"é\": null}]".utf8))
        let line = RequestLine(number: 7, bytes: [], digest: 0xab)
        let record = VerdictRecord(line: line, label: label, style: style)
        var stopped = Samples.plain(.timeLimitExceeded)
        stopped.firstFailure = CaseReport(
            index: 0, outcome: .stopped(.timeLimitExceeded), expected: 1, isVisible: true)
        var malformed = stopped
        malformed.firstFailure?.outcome = .malformed(reason: "a plus sign", excerpt: "+7")
        return [
            record.judged(Samples.wrongAnswer, language: "c"),
            record.judged(Samples.accepted, language: "python"),
            record.judged(stopped, language: "c"), record.judged(malformed, language: "c"),
            record.judged(Samples.plain(.internalError), language: "c"),
            VerdictRecord(line: line, label: RequestLabel(), style: style)
                .failed(.input, RequestError("x", column: 3)),
            record.failed(.tool, RequestError("no gcc")),
        ]
    }

    @Test func `records have just the members that the schema names`() throws {
        let schema = try Self.schema("batch-verdict")
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let required = Set(try #require(schema["required"] as? [String]))
        #expect(required == Set(properties.keys).subtracting(["report"]))
        for hasDetails in [false, true] {
            for line in Self.records(.init(hasDetails: hasDetails)) {
                #expect(line.record.last == UInt8(ascii: "\n"))
                #expect(line.record.count { $0 == UInt8(ascii: "\n") } == 1)
                let record = try Self.object(line.record)
                #expect(Set(record.keys) == (hasDetails ? required.union(["report"]) : required))
                for member in ["error", "first_failure", "suspicion"] {
                    guard let part = record[member] as? [String: Any] else { continue }
                    let choices = try #require(properties[member]?["anyOf"] as? [[String: Any]])
                    let names = try #require(choices[1]["properties"] as? [String: Any])
                    #expect(Set(part.keys) == Set(names.keys))
                }
            }
        }
    }

    @Test func `a record tells what the report says`() throws {
        let line = Self.records(.init())[0]
        let record = try Self.object(line.record)
        #expect(record["line"] as? Int == 7 && record["id"] as? String == "a")
        #expect(record["digest"] as? String == "00000000000000ab")
        #expect(record["verdict"] as? String == "WA" && record["hidden_passed"] as? Int == 2)
        #expect(record["cpu_s"] as? Double == 0.012 && record["rung"] as? String == "lockdown")
        let failure = try #require(record["first_failure"] as? [String: Any])
        let suspicion = try #require(record["suspicion"] as? [String: Any])
        #expect(suspicion["level"] as? String == "strong" && (suspicion["reasons"] as? [String])?.count == 2)
        let findings = try #require(record["findings"] as? [[String: String]])
        #expect(findings.map { $0["confidence"] } == ["certain", "possible"] && findings[0].count == 3)
        #expect(failure["actual"] as? String == "21" && failure["expected"] as? String == "13")
        #expect(String(decoding: line.record, as: UTF8.self).contains("\"meta\":[1, {\"é\": null}]}"))
        #expect(line.cpu == .milliseconds(12) && line.verdict == .wrongAnswer && line.errorKind == nil)
        #expect(Self.records(.init())[4].errorKind == .host)
        #expect(try Self.object(Self.records(.init())[5].record)["suspicion"] is NSNull)
    }

    @Test func `hidden terms are in no part of a record, and huge ones are cut`() throws {
        var report = Samples.wrongAnswer
        let huge = try #require(Term(String(repeating: "7", count: 5_000)))
        report.cases[1].expected = huge
        report.firstFailure = report.cases[1]
        report.firstFailure?.outcome = .wrong(actual: huge)
        let line = RequestLine(number: 1, bytes: [], digest: 0)
        func text(_ style: VerdictRecord.Style) -> String {
            let record = VerdictRecord(line: line, label: RequestLabel(), style: style)
            return String(decoding: record.judged(report, language: "c").record, as: UTF8.self)
        }
        #expect(text(.init()).utf8.count < 1_200)
        #expect(text(.init()).contains("(5,000 digits)"))
        #expect(!text(.init(hidesExpected: true)).contains("\"expected\":\""))
        #expect(!text(.init(hidesExpected: true, hasDetails: true)).contains("\"expected\":\""))
        #expect(text(.init(hasDetails: true)).contains("\"expected\":\"777"))
    }

    @Test func `the request schema has just the members and limits that are read`() throws {
        let properties = try #require(Self.schema("batch-request")["properties"] as? [String: [String: Any]])
        #expect(Set(properties.keys) == Set(RequestField.allCases.map(\.rawValue)))
        let limits = try #require(properties["limits"]?["properties"] as? [String: Any])
        #expect(Set(limits.keys) == Set(LimitField.allCases.map(\.rawValue)))
    }

    @Test func `the summary has just the members that the schema names`() throws {
        let schema = try Self.schema("batch-summary")
        let names = Set(try #require(schema["properties"] as? [String: Any]).keys)
        #expect(Set(try #require(schema["required"] as? [String])) == names)
        let summary = try Self.object(Array(Self.summary.json.document.utf8))
        #expect(Set(summary.keys) == names)
        #expect(summary["suspicion"] as? [String: Int] == ["none": 4, "some": 0, "strong": 1])
        #expect(Self.summary.text.contains("suspicion strong 1"))
        #expect(
            (summary["verdicts"] as? [String: Int])?.keys.sorted()
                == Verdict.allCases.map(\.rawValue).sorted())
    }

    private static var summary: BatchSummary {
        var tally = BatchTally()
        for line in records(.init()) { tally.add(line) }
        let reading = LineSource.Progress(lines: 10, bytes: 1_000)
        return BatchSummary(
            moment: BatchMoment(
                tally: tally, reading: reading, elapsed: .seconds(2), inputSize: 4_000, earlier: 1),
            failure: "x")
    }

    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator as V
        from jsonschema import RefResolver
        folder, name, path = sys.argv[1:]
        names = ("check-report", "batch-request", "batch-verdict", "batch-summary")
        schemas = [json.load(open(f"{folder}/{n}.schema.json")) for n in names]
        store = {s["$id"]: s for s in schemas}
        schema = store[f"seqjudge:{name}:1"]
        V.check_schema(schema)
        for line in open(path):
            document = json.loads(line)
            errors = list(V(schema, resolver=RefResolver.from_schema(schema, store=store)).iter_errors(document))
            print("valid" if not errors else "invalid")
        """

    private static func validate(_ name: String, _ lines: [String]) throws -> [String] {
        var output = ""
        try Samples.withFolder(["lines.jsonl": lines.joined(separator: "\n")]) { folder in
            let schemas = Samples.package.appending(path: "Documentation/schemas").path()
            output = try ChildProcess.run(
                "python3", ["-W", "ignore", "-c", validator, schemas, name, "\(folder)/lines.jsonl"]
            ).output
        }
        return output.split(separator: "\n").map(String.init)
    }

    static let hasValidator =
        (try? ChildProcess.run("python3", ["-W", "ignore", "-c", "import jsonschema"]).status) == 0

    @Test(.enabled(if: hasValidator, "the Python module jsonschema is not installed"))
    func `an independent validator agrees with what is written and what is read`() throws {
        let verdicts = (Self.records(.init()) + Self.records(.init(hidesExpected: true, hasDetails: true)))
            .map { String(decoding: $0.record.dropLast(), as: UTF8.self) }
        #expect(try Self.validate("batch-verdict", verdicts) == verdicts.map { _ in "valid" })
        #expect(try Self.validate("batch-verdict", ["{}"]) == ["invalid"])
        #expect(try Self.validate("batch-summary", [Self.summary.json.line, "{}"]) == ["valid", "invalid"])
        let requests = [
            #"{"source": "x", "language": "c", "terms": [1, "-20"]}"#,
            #"{"file": "x.py", "sequence": "A45"}"#,
            #"{"source": "x", "language": "c", "terms": [1], "file": null, "entry": "function:a"}"#,
            #"{"source": "x", "terms": [1]}"#, #"{"file": "x.rs", "terms": [1]}"#, #"{"file": "x.c"}"#,
            #"{"source": "x", "file": "x.c", "terms": [1]}"#, #"{"file": "x.c", "terms": ["01"]}"#,
            #"{"file": "x.c", "terms": []}"#, #"{"file": "x.c", "terms": [1], "limits": {"cpu": 1}}"#,
            #"{"file": "x.c", "terms": [1], "limits": {"cpu_s": 0}}"#,
            #"{"file": "x.c", "terms": [1], "entry": "f"}"#,
            #"{"file": "x.c", "terms": [1], "id": 1.5}"#, #"{"file": "x.c", "terms": [1], "ids": 1}"#,
            #"{"file": "x.c", "terms": [1], "count": 0}"#, #"{"file": "x.c", "terms": null}"#,
        ]
        let own = requests.map { text in
            if case .success = RequestParser.parse(Array(text.utf8)).request { "valid" } else { "invalid" }
        }
        #expect(own.prefix(4) == ["valid", "valid", "valid", "invalid"])
        #expect(try Self.validate("batch-request", requests) == own)
    }
}
