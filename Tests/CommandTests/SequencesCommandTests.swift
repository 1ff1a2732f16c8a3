import Foundation
import Glibc
import SequenceStore
import Terms
import Testing

@testable import SeqJudgeCommands

/// The commands on stores, as they are run.
@Suite struct SequencesCommandTests {
    private static let files = [
        "stripped":
            "A000045 ,0,1,1,2,3,5,8,13,21,34,55,\nA000204 ,1,3,4,7,11,18,29,47,76,\nA000009 ,1,1,x,\n",
        "good": "A000045 ,0,1,1,2,3,5,8,13,21,34,55,\nA000204 ,1,3,4,7,11,18,29,47,76,\n",
        "names": "A000045 Fibonacci numbers.\nA000204 Lucas numbers.\n", "offsets": "A000045 0\nA000204 1\n",
        "odd/A000007.seq":
            "%I A000007\n%S A000007 1,2,3,4,5,6,7,8,9,10,11,12\n%N A000007 Counting \u{1b}[31m.\n%K A000007 nonn,tabl\n%O A000007 1,2\n",
        "odd/b000007.txt": (1...12).map { "\($0) \($0 == 4 ? 44 : $0)\n" }.joined(),
        "fib.py": "def a(n):\n    x, y = 0, 1\n    for _ in range(n): x, y = y, x + y\n    return x\n",
        "id.py": "def a(n): return n\n",
    ]

    private func run(
        _ arguments: [String], in folder: String, input: String = ""
    ) throws -> ChildProcess.Result {
        let environment = ["XDG_DATA_HOME=\(folder)/data", try ChildProcess.seqjudge]
        let arguments = arguments.map { $0.replacing("@", with: folder) }
        return try ChildProcess.run("env", environment + arguments, input: input)
    }

    private func withStore(_ inputs: [String], _ body: (String) throws -> Void) throws {
        try Samples.withFolder(Self.files) { folder in
            let result = try run(["sequences", "import", "--quiet"] + inputs.map { "@/\($0)" }, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            try body(folder)
        }
    }

    private func exported(
        _ arguments: [String], in folder: String
    ) throws -> (result: ChildProcess.Result, lines: [[String: Any]]) {
        let result = try run(["sequences", "export"] + arguments, in: folder)
        let lines = try result.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        return (result, lines)
    }

    @Test func `sequences are written as the pipeline reads them, up to the first index without a term`()
        throws
    {
        try withStore(["good", "names", "offsets", "odd"]) { folder in
            let (result, lines) = try exported(["--licence", "CC0-1.0"], in: folder)
            #expect(result.status == 0 && result.errors == "  3 sequences\n", "\(result)")
            #expect(lines.map { $0["id"] as? String } == ["A000007", "A000045", "A000204"])
            // Data and b-file disagree about a(4): what is beyond is not known to follow.
            #expect(lines[0]["terms"] as? [String] == ["1", "2", "3"])
            #expect(lines[2]["offset"] as? Int == 1 && lines[2]["name"] as? String == "Lucas numbers.")
            #expect(lines.allSatisfy { $0["licence"] as? String == "CC0-1.0" && $0["source"] is String })
            let chosen = try exported(["--keyword", "tabl", "--count", "2"], in: folder)
            #expect(chosen.lines.map { $0["terms"] as? [String] } == [["1", "2"]])
            #expect(try exported(["a204", "A000045", "--limit", "1"], in: folder).lines.count == 1)
            try Data(result.output.utf8).write(to: URL(filePath: "\(folder)/all.jsonl"))
            let split = try run(
                [
                    "sequences", "split", "@/all.jsonl", "--test", "1", "--output-train", "@/a",
                    "--output-test", "@/b",
                    "--quiet",
                ], in: folder)
            #expect(split.status == 0, "\(split)")
        }
    }

    @Test func `what has no terms or no first index is left out and told`() throws {
        try withStore(["good", "names"]) { folder in
            let (result, lines) = try exported([], in: folder)
            #expect(result.status == 0 && lines.isEmpty, "\(result)")
            #expect(
                result.errors.contains("0 sequences, 2 left out\n    A000045: the index of its first term"))
        }
    }

    @Test func `the bundled sequences need no store`() throws {
        try Samples.withFolder([:]) { folder in
            let (result, lines) = try exported(["--bundled"], in: folder)
            #expect(result.status == 0 && lines.count == BundledSequences.all.count, "\(result.errors)")
            #expect(lines.count > 30 && lines.allSatisfy { ($0["terms"] as? [String] ?? []).count >= 8 })
            #expect(lines.contains { $0["id"] as? String == "A000521" && $0["offset"] as? Int == -1 })
        }
    }

    @Test func `an import tells what it took, what it rejected, and where`() throws {
        try Samples.withFolder(Self.files) { folder in
            let result = try run(["sequences", "import", "@/stripped", "@/names"], in: folder)
            #expect(result.status == 65)
            #expect(result.errors.contains("rejected: \(folder)/stripped:3:14: the term 'x' has"))
            #expect(
                result.output.contains("4 records from 2 files into \(folder)/data/seqjudge/sequences.sqlite")
            )
            let again = try run(["sequences", "import", "--format", "json", "@/names"], in: folder)
            #expect(again.status == 0 && again.output.contains("\"added\": 0"))
            let piped = try run(["sequences", "import", "-"], in: folder, input: "A000001 ,1,2\r\n")
            #expect(piped.status == 0 && piped.output.contains("1 new sequence\n"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder)/data/seqjudge") == [
                    "sequences.sqlite"
                ])
        }
    }

    @Test(
        arguments: [
            (["sequences", "import", "@/missing"], "No such file", 65), (["sequences", "import"], "", 64),
            (["sequences", "import", "-"], "an empty file", 65),
            (["sequences", "import", "@/odd", "--as", "no"], "", 64),
            (["sequences", "import", "@/good", "--store", "@/fib.py"], "no store of sequences", 65),
            (["sequences", "import", "@/good", "--store", "/proc/nowhere/s"], "/proc/nowhere", 70),
            (["sequences", "list"], "no such file", 65),
            (["sequences", "stats", "--store", "@/fib.py"], "no store", 65),
            (["sequences", "show", "A000001"], "there is no store", 65),
            (["sequences", "export"], "no such file", 65),
            (["sequences", "export", "--bundled", "A000001"], "A000001", 65),
            (["sequences", "export", "--bundled", "--store", "@/x"], "do not go together", 64),
            (["sequences", "export", "--bundled", "--keyword", "nonn"], "--keyword", 64),
            (["sequences", "export", "--bundled", "--count", "0"], "at least 1", 64),
            (["sequences", "find", "1,2,x"], "an unexpected 'x'", 64), (["sequences", "find"], "once", 64),
            (["sequences", "find", "--limit", "0", "1"], "at least 1", 64),
            (["sequences", "find", "9,9,8,7,1,2,3,4,5"], "", 1),
            (["check", "@/fib.py", "--sequence", "A000001"], "there is no store", 65),
            (["check", "@/fib.py", "--sequence", "A45", "--store", "@/missing"], "no such file", 65),
            (["check", "@/fib.py", "--terms", "1", "--prefer", "data"], "do not go", 64),
        ])
    func `what does not do ends with its status and a word`(arguments: [String], word: String, status: Int32)
        throws
    {
        try Samples.withFolder(Self.files) { folder in
            let result = try run(arguments, in: folder)
            #expect(result.status == status, "\(result.errors)")
            #expect(word.isEmpty || (result.errors + result.output).contains(word), "\(result.errors)")
        }
    }

    @Test func `show, list and stats tell what the store has`() throws {
        try withStore(["good", "names", "offsets", "odd"]) { folder in
            let show = try run(["sequences", "show", "a45", "A000007"], in: folder).output
            #expect(show.hasPrefix("A000045  Fibonacci numbers.\n  offset    0 (offsets "))
            #expect(show.contains("A000007  Counting \\x1b[31m.\n"))
            #expect(show.contains("  quirk     data and b-file disagree at 1 of 12 indices, first at 4\n"))
            #expect(show.contains("  a(4)      data 4, b-file 44\n"))
            #expect(show.contains("  form      a regular table, read by rows\n"))
            #expect(show.contains("  terms     1\n            2, 3\n            4, 5, 6\n"))
            let list = try run(["sequences", "list"], in: folder).output.split(separator: "\n")
            #expect(list.first == "A000007\t1\t12\t12!\tnonn,tabl\tCounting \\x1b[31m.")
            #expect(list.count == 3)
            let stats = try run(["sequences", "stats"], in: folder).output
            #expect(stats.contains("sequences       3\n") && stats.contains("disagreeing     1\n"))
        }
    }

    @Test func `for programs all is JSON`() throws {
        try withStore(["good", "names", "offsets", "odd"]) { folder in
            func json(_ arguments: [String]) throws -> [String: Any] {
                let text = try run(["sequences"] + arguments + ["--format", "json"], in: folder).output
                return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            }
            let show = try json(["show", "A000007"])
            #expect((show["differences"] as? [[String: Any]])?.first?["b_file"] as? String == "44")
            #expect((show["terms"] as? [String])?.count == 12)
            let find = try json(["find", "3,9,12,21,33"])
            let match = try #require((find["matches"] as? [[String: Any]])?.first)
            #expect(match["id"] as? String == "A000204" && match["relation"] as? String == "multiplied")
            #expect(match["value"] as? String == "3" && match["index"] as? Int == 1)
            #expect(try json(["stats"])["sequences"] as? Int == 3)
            let lines = try run(["sequences", "list", "--format", "json", "--limit", "2"], in: folder).output
            #expect(lines.split(separator: "\n").count == 2 && lines.contains("\"disagrees\":true"))
        }
    }

    @Test func `find tells how the terms come of a sequence's`() throws {
        try withStore(["good", "names", "offsets"]) { folder in
            let expected: [([String], String)] = [
                (["1,3,4,7,11,18"], "A000204  Lucas numbers.\n    the terms themselves, from n = 1\n"),
                (
                    ["--terms", "-3,-5,-8,-13"],
                    "A000045  Fibonacci numbers.\n    with all signs turned, from n = 4\n"
                ),
                (["11,13,14,17,21,28"], "A000204  Lucas numbers.\n    each term plus 10, from n = 1\n"),
                (["18,29,47,76,123,200"], "no sequence holds these terms\n"),
                // What no store has may be bundled.
                (["1,744,196884,21493760"], "A000521  Coefficients"),
            ]
            for (arguments, text) in expected {
                let result = try run(["sequences", "find"] + arguments, in: folder)
                #expect(result.output.hasPrefix(text), "\(result)")
            }
        }
    }

    @Test func `check takes terms by name: of the store, else of the bundled set`() throws {
        try withStore(["good", "offsets", "odd"]) { folder in
            func check(_ arguments: String...) throws -> ChildProcess.Result {
                try run(["check"] + arguments + ["--no-cache"], in: folder)
            }
            let stored = try check("@/fib.py", "--sequence", "A000045")
            #expect(stored.status == 0 && stored.output.contains("stripped \(folder)/good"), "\(stored)")
            let bundled = try check("@/id.py", "--sequence", "A000290")
            #expect(bundled.status == 1 && bundled.output.contains("bundled"), "\(bundled)")
            let doubtful = try check("@/id.py", "--sequence", "A000007")
            #expect(doubtful.status == 0 && doubtful.output.contains("left out is 4"), "\(doubtful)")
            #expect(try check("@/id.py", "--sequence", "A7", "--prefer", "data").status == 0)
            let wrong = try check("@/id.py", "--sequence", "A7", "--prefer", "bfile")
            #expect(wrong.status == 1 && wrong.output.contains("the b-file was taken"), "\(wrong)")
        }
    }

    @Test func `batch and test take terms by name, too`() throws {
        try withStore(["good", "offsets", "odd"]) { folder in
            let request = #"{"source": "def a(n): return n", "language": "python", "sequence": "A7"}"#
            let unknown = #"{"source": "def a(n): return n", "language": "python", "sequence": "A8"}"#
            let batch = try run(
                ["batch", "--quiet", "--no-cache"], in: folder, input: "\(request)\n\(unknown)\n")
            #expect(batch.output.contains("left out is 4") && batch.output.contains("\"AC\""), "\(batch)")
            #expect(batch.output.contains("nor in \(folder)/data"), "\(batch)")
            let suite = "\(folder)/suite/A7"
            try FileManager.default.createDirectory(
                atPath: "\(suite)/submissions/accepted", withIntermediateDirectories: true)
            try "id: A000007\n".write(toFile: "\(suite)/sequence.yaml", atomically: true, encoding: .utf8)
            try Self.files["id.py"]?.write(
                toFile: "\(suite)/submissions/accepted/id.py", atomically: true, encoding: .utf8)
            #expect(try run(["test", "@/suite"], in: folder).status == 65)
            let store = ["--store", "@/data/seqjudge/sequences.sqlite"]
            let test = try run(["test", "@/suite"] + store, in: folder)
            #expect(test.status == 0, "\(test)")
        }
    }

    @Test func `the bundled set is that of the fixtures`() throws {
        let fixtures = Samples.package.appending(path: "fixtures").path()
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { $0.hasPrefix("A") }
        #expect(names.count == BundledSequences.all.count)
        for name in names {
            let description = try SequenceDescription.read(path: "\(fixtures)/\(name)/sequence.yaml")
            let bundled = try #require(BundledSequences().sequence(description.table.id ?? ""), "\(name)")
            let truth = try bundled.truth()
            #expect(truth.table.entries == description.table.entries && truth.notes == [], "\(name)")
            #expect(truth.table.offset == description.table.offset && bundled.name == description.table.name)
        }
    }
}
