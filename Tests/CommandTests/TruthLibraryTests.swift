import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct TruthLibraryTests {
    private static let files = [
        "stripped": "A000045 ,0,1,1,2,3,\nA000290 ,0,1,4,9,\n",
        "offsets.tsv": "# comment\nA000045\t0\r\nA000290 0\n\nA000001\t1\n",
        "own.jsonl":
            "{\"id\": \"squares\", \"offset\": 3, \"terms\": [9, 16]}\n{\"id\": \"A45\", \"offset\": 9, \"terms\": [7]}\n",
        "suite/A000079-powers/sequence.yaml":
            "id: A000079\noffset: 0\nterms: '1, 2, 4, 8'\ncount: 3\nvisible: 2\nlimits: {cpu_s: 1}\n",
        "suite/README.md": "",
    ]

    private func withLibrary(
        _ paths: [String], offsets: String? = nil, files: [String: String] = files,
        _ body: (TruthLibrary) throws -> Void
    ) throws {
        try Samples.withFolder(files) { folder in
            try body(
                TruthLibrary(
                    paths: paths.map { "\(folder)/\($0)" }, offsets: offsets.map { "\(folder)/\($0)" }))
        }
    }

    @Test func `sequences of all kinds of files are found by their names`() throws {
        try withLibrary(["stripped", "own.jsonl", "suite"], offsets: "offsets.tsv") { library in
            #expect(library.count == 4)
            let fibonacci = try library.find("a45", offset: nil)
            #expect(fibonacci.table.entries.map(\.term) == [0, 1, 1, 2, 3])
            #expect(fibonacci.table.id == "A000045")
            let entry1 = try library.find("squares", offset: nil)
            #expect(entry1.table[4] == 16)
            let entry2 = try library.find("A000290", offset: 5)
            #expect(entry2.table.offset == 5)
            let entry3 = try library.find("A000290", offset: nil)
            #expect(entry3.table.offset == 0)
            let powers = try library.find("A000079", offset: nil)
            #expect(powers.count == 3 && powers.visible == 2 && powers.limits.cpu == .seconds(1))
        }
    }

    @Test func `of a sequence that is there twice the first one counts, and it is told`() throws {
        try withLibrary(["stripped", "own.jsonl"], offsets: "offsets.tsv") { library in
            #expect(
                library.notes == [
                    "1 sequence in --truth more than once, such as A000045: the first of each counts"
                ])
            let entry4 = try library.find("A000045", offset: nil)
            #expect(entry4.table.entries.count == 5)
        }
        try withLibrary(["own.jsonl", "stripped"], offsets: "offsets.tsv") { library in
            let entry5 = try library.find("A000045", offset: nil)
            #expect(entry5.table.entries.map(\.term) == [7])
        }
    }

    @Test func `what cannot be found is told for its line, not for the batch`() throws {
        try withLibrary(["stripped"], offsets: nil) { library in
            let absent = #expect(throws: RequestError.self) { try library.find("A000001", offset: nil) }
            #expect(absent?.message == "no sequence 'A000001' among the 2 sequences of --truth")
            let error = #expect(throws: RequestError.self) { try library.find("A000045", offset: nil) }
            #expect(error?.message.contains("an offset to go with it") == true)
            let entry6 = try library.find("A000045", offset: 1)
            #expect(entry6.table.offset == 1)
        }
    }

    @Test(
        arguments: [
            ("suite/README.md", nil), ("nonexistent", nil), ("stripped", "stripped"),
            ("stripped", "nonexistent"),
            ("twice", "twice.tsv"), ("empty", nil),
        ] as [(String, String?)])
    func `files that do not do end the batch before it begins`(path: String, offsets: String?) throws {
        var files = Self.files
        files["twice"] = "A000001 ,1,\n"
        files["twice.tsv"] = "A1 1\nA000001 2\n"
        files["empty/x"] = ""
        let error = #expect(throws: CommandFailure.self) {
            try withLibrary([path], offsets: offsets, files: files) { _ in }
        }
        #expect(error?.status == .badInput)
    }

    @Test func `sorted numbers are found whatever order they came in`() {
        var numbers = SortedNumbers<Int>()
        var generator = SeededNumbers(3)
        let all = (0..<2_000).map { UInt32($0 * 3) }.shuffled(using: &generator)
        for number in all { numbers.append(number, Int(number) + 1) }
        numbers.append(6, 0)
        #expect(numbers.sort() == [6])
        #expect((0..<6_000).allSatisfy { numbers[$0] == ($0 % 3 == 0 ? Int($0) + 1 : nil) })
    }

    @Test func `what is read last is kept and what was read first is let go`() throws {
        let long = (1...60).map {
            "{\"id\": \"s\($0)\", \"offset\": 0, \"terms\": ["
                + repeatElement("\($0)", count: 2_500).joined(separator: ",") + "]}\n"
        }
        try withLibrary(["long"], files: ["long": long.joined()]) { library in
            for round in 1...2 {
                for number in 1...60 {
                    let entry = try library.find("s\(number)", offset: nil)
                    #expect(entry.table[2_499] == Term(number), "round \(round)")
                }
            }
        }
    }
}
