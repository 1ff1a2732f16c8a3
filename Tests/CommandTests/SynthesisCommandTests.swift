import ArgumentParser
import Foundation
import Judging
import Synthesis
import Terms
import Testing

@testable import SeqJudgeCommands

/// Runs subcommands in this process.
private enum Run {
    /// The exit status: 0 where the command ends well.
    static func status(_ command: any AsyncParsableCommand) async throws -> Int32 {
        var command = command
        do { try await command.run() } catch let code as ExitCode { return code.rawValue }
        return 0
    }

    static func synth(_ arguments: [String]) async throws -> Int32 {
        try await status(try SynthCommand.parse(arguments + ["--quiet"]))
    }

    static func split(_ arguments: [String]) async throws -> Int32 {
        try await status(try SplitCommand.parse(arguments + ["--quiet"]))
    }

    static func json(_ path: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
    }

    /// A new folder, removed afterwards.
    static func inFolder(_ files: [String: String] = [:], _ body: (String) async throws -> Void) async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "seqjudge-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try await body(folder.path())
    }
}

/// The names in a folder, sorted.
private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
}

@Suite struct SynthCommandTests {
    @Test func `lines are true terms for every reader, and have what goes with them`() async throws {
        try await Run.inFolder { folder in
            let (output, summary) = ("\(folder)/s.jsonl", "\(folder)/summary.json")
            #expect(try await Run.synth(["-c", "30", "--output", output, "--summary", summary]) == 0)
            let records = try BatchFixture.records(output)
            #expect(records.count == 30)
            for record in records {
                let id = try #require(record["id"] as? String)
                let table = try TermSource.read(path: output, id: id)
                #expect(table.entries.map(\.term.description) == record["terms"] as? [String])
                #expect(table.offset == record["offset"] as? Int)
                #expect(table.name == record["name"] as? String)
                #expect(table.keywords == record["keywords"] as? [String])
                let expression = try Expression(parsing: try #require(record["expression"] as? String))
                #expect(expression.terms(60) == table.entries.map(\.term))
                #expect(expression.generator.kind.rawValue == record["kind"] as? String)
                #expect(expression.words == record["description"] as? String)
                for member in ["program", "language", "entry", "digest", "family", "known", "difficulty"] {
                    #expect(record[member] != nil, "\(member)")
                }
            }
            let library = try TruthLibrary(paths: [output], offsets: nil)
            #expect(library.count == 30)
            #expect(try library.find("S000007", offset: nil).table.entries.count == 60)
            let told = try Run.json(summary)
            #expect(told["sequences"] as? Int == 30)
            let kinds = try #require(told["kinds"] as? [String: Int])
            #expect(kinds.values.reduce(0, +) == 30)
            #expect(Set(kinds.keys) == Set(Kind.allCases.map(\.rawValue)))
        }
    }

    @Test func `the same seed gives the same bytes`() async throws {
        try await Run.inFolder { folder in
            for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
                #expect(
                    try await Run.synth(["--seed", seed, "-c", "40", "--output", "\(folder)/\(name)"]) == 0)
            }
            let texts = try ["a", "b", "c"].map {
                try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
            }
            #expect(texts[0] == texts[1])
            #expect(texts[0] != texts[2])
        }
    }

    @Test func `fewer sequences than asked for are told by the status, and written`() async throws {
        try await Run.inFolder { folder in
            let output = "\(folder)/s.jsonl"
            let status = try await Run.synth(["-c", "30", "--kinds", "nested", "--output", output])
            #expect(status == 1)
            #expect(try BatchFixture.records(output).count == 8)
        }
    }

    @Test func `an output that cannot be is an error and leaves nothing behind`() async throws {
        try await Run.inFolder { folder in
            #expect(try await Run.synth(["-c", "2", "--output", "\(folder)/none/s.jsonl"]) == 65)
            let lines = try LineOutput(path: "\(folder)/s.jsonl")
            try lines.write(Array("half\n".utf8))
            #expect(names(folder).count == 1)
            #expect(!FileBytes.exists("\(folder)/s.jsonl"))
        }
        try await Run.inFolder(["s.jsonl": "before"]) { folder in
            func abandon() throws { try LineOutput(path: "\(folder)/s.jsonl").write(Array("half\n".utf8)) }
            try abandon()
            #expect(names(folder) == ["s.jsonl"])
            #expect(try String(contentsOfFile: "\(folder)/s.jsonl", encoding: .utf8) == "before")
        }
    }

    @Test(
        arguments: [
            ["--count", "0"], ["--kinds", "prime,prime"], ["--kinds", "primes"], ["--kinds", ""],
            ["--terms", "3"],
            ["--min-difficulty", "x"], ["--min-difficulty", "5", "--max-difficulty", "4"], ["--seed", "-1"],
            ["--max-digits", "1"], ["--tail", "-1"],
        ])
    func `a command line without sense is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try SynthCommand.parse(arguments) }
    }
}

@Suite struct SplitCommandTests {
    private static let stripped = """
        # Made for this test.
        A000001 ,1,4,9,16,25,36,49,64,81,100,121,144,169,196,225,256,289,324,361,400,
        A000002 ,2,8,18,32,50,72,98,128,162,200,242,288,338,392,450,512,578,648,722,800,
        A000003 ,2,3,5,7,11,13,17,19,23,29,31,37,41,43,47,53,59,61,67,71,
        A000004 ,1,5,14,30,55,91,140,204,285,385,506,650,819,1015,1240,1496,1785,2109,2470,2870,
        A000005 ,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,
        A000006 ,1,2,2,3,2,4,2,4,3,4,2,6,2,4,4,5,2,6,2,6,
        A000007 ,3,1,4,
        """

    @Test func `families stay together, and what is left out is counted`() async throws {
        try await Run.inFolder(["stripped": Self.stripped, "offsets": "A000001 1\nA000003 1\n"]) { folder in
            let arguments = [
                "\(folder)/stripped", "--offsets", "\(folder)/offsets", "--test", "2", "--curate",
                "--output-train", "\(folder)/train", "--output-test", "\(folder)/test", "--families",
                "\(folder)/families", "--summary", "\(folder)/summary",
            ]
            #expect(try await Run.split(arguments) == 0)
            let families = try BatchFixture.records("\(folder)/families")
            #expect(families.compactMap { $0["id"] as? String } == [1, 2, 3, 4, 6].map { "A00000\($0)" })
            #expect(families.compactMap { $0["family"] as? String } == [1, 1, 3, 1, 6].map { "A00000\($0)" })
            let (train, test) = (try ids("\(folder)/train"), try ids("\(folder)/test"))
            #expect(train == ["A000001", "A000002", "A000004"])
            #expect(test == ["A000003", "A000006"])
            #expect(try TermSource.read(path: "\(folder)/test", id: "A000003").entries.count == 20)
            let told = try Run.json("\(folder)/summary")
            #expect(told["families"] as? Int == 3)
            #expect(told["test_with_relative_in_train"] as? Int == 0)
            #expect((told["dropped"] as? [String: Int])?["trivial"] == 1)
            #expect((told["dropped"] as? [String: Int])?["too-few-terms"] == 1)
            #expect((told["joins"] as? [String: Int])?["scaled"] == 1)
            #expect((told["joins"] as? [String: Int])?["sums"] == 1)
        }
    }

    private func ids(_ path: String) throws -> [String] {
        try BatchFixture.records(path).compactMap { $0["id"] as? String }
    }

    @Test func `lines of JSON go into their part as they are, no family into both`() async throws {
        try await Run.inFolder { folder in
            let all = "\(folder)/s.jsonl"
            #expect(try await Run.synth(["--seed", "12", "-c", "400", "--output", all]) == 0)
            func part(_ name: String, seed: String) async throws -> [String] {
                let (train, test) = ("\(folder)/\(name)-train", "\(folder)/\(name)-test")
                #expect(
                    try await Run.split(
                        [
                            all, "--test", "0.25", "--seed", seed, "--output-train", train, "--output-test",
                            test,
                        ]) == 0)
                return try [train, test].map { try String(contentsOfFile: $0, encoding: .utf8) }
            }
            let parts = try await part("a", seed: "3")
            #expect(try await part("b", seed: "3") == parts)
            #expect(try await part("c", seed: "4") != parts)
            let lines = parts.map { $0.split(separator: "\n") }
            let whole = try String(contentsOfFile: all, encoding: .utf8).split(separator: "\n")
            #expect((lines[0] + lines[1]).sorted() == whole.sorted())
            #expect((90...100).contains(lines[1].count))
            let families = try ["a-train", "a-test"].map { name in
                Set(try BatchFixture.records("\(folder)/\(name)").compactMap { $0["family"] as? String })
            }
            #expect(!families[0].isEmpty && !families[1].isEmpty)
            #expect(families[0].isDisjoint(with: families[1]))
        }
    }

    @Test func `an object over several lines becomes one line`() async throws {
        let pretty = """
            [{"id": "X1", "offset": 0,
              "terms": [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048], "difficulty": 2},
             {"id": "X2", "offset": 0, "terms": [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89], "difficulty": null}]
            """
        try await Run.inFolder(["in.json": pretty]) { folder in
            let outputs = ["--output-train", "\(folder)/train", "--output-test", "\(folder)/test"]
            #expect(try await Run.split(["\(folder)/in.json", "--test", "1"] + outputs) == 0)
            let text = try ["train", "test"].map {
                try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
            }
            #expect(text.allSatisfy { $0.count { $0 == "\n" } == 1 })
            #expect(try Set(ids("\(folder)/train") + ids("\(folder)/test")) == ["X1", "X2"])
        }
    }

    @Test func `bad data ends with its place and writes nothing`() async throws {
        let text = #"{"id": "X", "offset": 0, "terms": [1, 2], "difficulty": "hard"}"#
        try await Run.inFolder(["in.json": text, "stripped": "A000001 ,1,2,\nnonsense\n"]) { folder in
            let outputs = ["--output-train", "\(folder)/train", "--output-test", "\(folder)/test"]
            for name in ["in.json", "stripped", "none"] {
                let status = try await Run.split(["\(folder)/\(name)", "--test", "1"] + outputs)
                #expect(status == 65, "\(name)")
            }
            #expect(names(folder) == ["in.json", "stripped"])
        }
    }

    @Test(arguments: [("0.1", 100), ("0.25", 250), ("7", 7), ("5000", 1_000)])
    func `a share or a number is for testing`(text: String, count: Int) {
        #expect(TestAmount(argument: text)?.count(of: 1_000) == count)
    }

    @Test(arguments: ["0", "-1", "1.0", "0.0", "1.5", "x", "", "."])
    func `what is neither is refused`(text: String) { #expect(TestAmount(argument: text) == nil) }
}

@Suite struct SyntheticProgramTests {
    /// Some of each sort.
    private static let sequences = Kind.allCases.flatMap { kind -> [SyntheticSequence] in
        var plan = SynthesisPlan()
        (plan.seed, plan.count, plan.kinds, plan.patience) = (21, 4, [kind], 2_000)
        var synthesizer = Synthesizer(plan: plan)
        return (0..<4).compactMap { _ in synthesizer.next() }
    }

    @Test func `programs of all sorts are accepted on all terms, and asked as they say`() async throws {
        #expect(Self.sequences.count >= 60)
        #expect(Set(Self.sequences.map(\.kind)) == Set(Kind.allCases))
        #expect(Set(Self.sequences.map(\.entry)).count == 4)
        let judge = try Judge()
        for sequence in Self.sequences {
            let report = try await judge.check(
                Candidate(name: "\(sequence.id).py", source: Array(sequence.program.utf8)),
                against: Truth(table: sequence.table, visible: 20))
            #expect(
                report.verdict == .accepted,
                "\(sequence.expression): \(report.explanation)\n\(sequence.program)")
            #expect(report.tally.passed == 60)
            #expect(report.entry?.entry.description == sequence.entry, "\(sequence.program)")
        }
        await judge.close()
    }

    @Test func `a wrong last term is found out`() async throws {
        let sequence = try #require(Self.sequences.first)
        var terms = sequence.terms
        terms[59] = Term(terms[59].description + "1") ?? 0
        let judge = try Judge()
        let report = try await judge.check(
            Candidate(name: "x.py", source: Array(sequence.program.utf8)),
            against: Truth(table: TermTable(offset: sequence.offset, terms: terms, source: "test")))
        #expect(report.verdict == .wrongAnswer)
        #expect(report.tally.passed == 59)
        await judge.close()
    }
}
