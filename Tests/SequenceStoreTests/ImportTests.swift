import Foundation
import Terms
import Testing

@testable import SequenceStore

@Suite struct ImportTests {
    private static let files = [
        "stripped": "# Head\nA000045 ,0,1,1,2,3,5,\nA000290 ,0,1,4,9,16,\nA122803 ,1,-2,4,-8,\n",
        "names": "A000045 Fibonacci numbers.\nA000290 The squares.\n",
        "offsets": "A000045\t0\nA122803\t0\n",
        "tree/seq/A000/A000045.seq":
            "%I A000045\n%S A000045 0,1,1,2,3,5,8\n%N A000045 Fibonacci.\n%O A000045 0,4\n%K A000045 nonn,core\n",
        "tree/files/A000/b000045.txt": "0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n6 8\n7 13\n8 21\n",
        "own.jsonl": "{\"id\": \"squares and more\", \"offset\": -3, \"terms\": [9, 4, 1, 0, 1, 4]}\n",
    ]

    @Test func `each form gives what it tells`() throws {
        try StoreFolder.with(Self.files) { folder in
            let told = try folder.read("stripped", "names", "offsets", "tree", "own.jsonl")
            #expect(told.rejected == [] && told.notes == [])
            #expect(told.summary.added == 4 && told.summary.files == 6 && told.summary.records == 10)
            let fibonacci = try #require(try folder.sequence("a45"))
            #expect(fibonacci.name == "Fibonacci." && fibonacci.offset == 0)
            #expect(fibonacci.keywords == ["nonn", "core"])
            #expect(fibonacci.dataCount == 7 && fibonacci.bFileCount == 9)
            #expect(fibonacci.disagreement == nil)
            #expect(try fibonacci.truth().table.entries.map(\.term) == [0, 1, 1, 2, 3, 5, 8, 13, 21])
            let own = try #require(try folder.sequence("squares and more"))
            #expect(own.offset == -3 && own.data == [9, 4, 1, 0, 1, 4])
            #expect(try folder.sequence("A000290")?.offset == nil)
            #expect(try folder.sequence("A000001") == nil)
            #expect(try folder.names.contains("s.sqlite.new") == false)
        }
    }

    @Test func `several imports come to the same as one`() throws {
        let inputs = ["own.jsonl", "tree", "offsets", "names", "stripped"]
        try StoreFolder.with(Self.files) { folder in
            for input in inputs { try folder.read(input) }
            let fibonacci = try #require(try folder.sequence("A000045"))
            // The stripped file has fewer terms than the record that was read before it: the longer list stays.
            #expect(fibonacci.dataCount == 7 && fibonacci.bFileCount == 9 && fibonacci.offset == 0)
            #expect(try folder.open().figures().sequences == 4)
            #expect(try folder.read("own.jsonl").summary.added == 0)
        }
    }

    @Test func `other terms for a known sequence are taken, and told`() throws {
        try StoreFolder.with(["a": "A1 ,1,2,3\n", "b": "A1 ,1,2,4,5\n", "c": "A1 3\n", "d": "A1 4\n"]) {
            folder in
            try folder.read("a", "c")
            let told = try folder.read("b", "d")
            #expect(
                told.notes == [
                    "A000001: term 3 of the data was 3 and is now 4",
                    "A000001: the offset was 3 and is now 4",
                ])
            #expect(told.summary.changed == 1)
            #expect(try folder.sequence("A1")?.data == [1, 2, 4, 5])
        }
    }

    @Test func `a file that breaks off in the middle of a term changes nothing`() throws {
        try StoreFolder.with(["a": "A1 ,1,22,333\n", "b": "A1 ,1,22,33", "c": "A1 ,1,22,34\n"]) { folder in
            try folder.read("a")
            #expect(
                try folder.read("b").notes == ["A000001: the data breaks off in term 3; the older terms stay"]
            )
            #expect(try folder.sequence("A1")?.data == [1, 22, 333])
            #expect(try folder.read("c").summary.changed == 1)
        }
    }

    @Test func `what is wrong is told with file and line, and the rest is taken`() throws {
        let files = [
            "stripped": "A000001 ,1,2,\r\nA000002 ,1,x,\r\nA000003 ,3\r\n", "b000001.txt": "0 1\n0 2\n",
            "b000003.txt": "version https://example.org\n", "names": "A000001 One\n",
        ]
        try StoreFolder.with(files) { folder in
            let told = try folder.read("stripped", "b000001.txt", "b000003.txt", "names")
            #expect(
                told.rejected.map { $0.prefix { $0 != " " } } == [
                    "stripped:2:12:", "b000001.txt:2:", "b000003.txt:1:1:",
                ])
            #expect(told.summary.rejected == 3 && told.summary.records == 3)
        }
    }

    @Test(
        arguments: [
            ("missing", "No such file"), ("empty", "nothing was taken"), ("comment", "nothing was taken"),
            ("folder", "no file in it"), ("rubbish", "nothing was taken"), ("cut.gz", "nothing was taken"),
        ])
    func `an import of nothing leaves everything as it was`(input: String, problem: String) throws {
        let files = [
            "empty": "", "comment": "# x\n", "folder/x.txt": "x", "rubbish": "\u{1}\u{2}\nA1 ,x\n",
            "good": "A1 ,1,2\n",
        ]
        try StoreFolder.with(files) { folder in
            try Data([0x1f, 0x8b, 8, 0, 0, 0]).write(to: URL(filePath: "\(folder.path)/cut.gz"))
            let first = #expect(throws: StoreError.self) { try folder.read(input) }
            #expect(first?.kind == .badInput && first?.message.contains(problem) == true)
            #expect(try folder.names.filter { $0.hasPrefix("s.") } == [])
            try folder.read("good")
            #expect(throws: StoreError.self) { try folder.read(input) }
            #expect(try folder.sequence("A1")?.data == [1, 2])
            #expect(try folder.names.filter { $0.hasPrefix("s.") } == ["s.sqlite"])
        }
    }

    @Test func `a packed file that is cut off gives what comes before, and is told`() throws {
        let lines = (1...20_000).map { "A\($0) ,\($0),\($0 &* 7919 % 1009),\($0 &* 31 % 997),\n" }.joined()
        try StoreFolder.with(["stripped": lines]) { folder in
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/usr/bin/env")
            gzip.arguments = ["gzip", "-k", "\(folder.path)/stripped"]
            try gzip.run()
            gzip.waitUntilExit()
            let whole = try Data(contentsOf: URL(filePath: "\(folder.path)/stripped.gz"))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: "\(folder.path)/cut.gz"))
            let told = try folder.read("cut.gz")
            #expect(told.rejected.contains { $0.contains("damaged gzip data") })
            #expect(told.summary.records > 5_000 && told.summary.records < 20_000)
            #expect(try folder.read("stripped.gz").rejected == [])
            #expect(try folder.open().figures().sequences == 20_000)
        }
    }

    @Test func `an import that is ended leaves the store as it was`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n", "b": "A1 ,3,4\nA2 ,5\n"]) { folder in
            try folder.read("a")
            var asked = 0
            let job = SequenceImport(store: folder.store, inputs: ["\(folder.path)/b"])
            let error = #expect(throws: StoreError.self) {
                try job.run(
                    isCancelled: {
                        asked += 1
                        return asked > 1
                    }, report: { _ in })
            }
            #expect(error?.kind == .cancelled)
            #expect(try folder.sequence("A1")?.data == [1, 2])
            #expect(try folder.names.filter { $0.hasPrefix("s.") } == ["s.sqlite"])
        }
    }

    @Test func `of two imports at once the second is refused, and readers see the old store`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n"]) { folder in
            try folder.read("a")
            let other = try DraftFile(besides: folder.store)
            let error = #expect(throws: StoreError.self) { try folder.read("a") }
            #expect(error?.kind == .busy)
            #expect(try folder.sequence("A1") != nil)
            other.discard()
        }
    }

    @Test func `what a dead import left is overwritten and goes`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n", "s.sqlite.new": "half written"]) { folder in
            try folder.read("a")
            #expect(try folder.names == ["a", "s.sqlite"])
            #expect(try folder.sequence("A1") != nil)
        }
    }

    @Test func `a store behind a link is brought up to date where it is`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n", "b": "A2 ,1\n", "real/x": ""]) { folder in
            try folder.read("a")
            try FileManager.default.moveItem(atPath: folder.store, toPath: "\(folder.path)/real/s.sqlite")
            try FileManager.default.createSymbolicLink(
                atPath: folder.store, withDestinationPath: "\(folder.path)/real/s.sqlite")
            try folder.read("b")
            #expect(try SequenceStore(path: "\(folder.path)/real/s.sqlite").figures().sequences == 2)
        }
    }
}
