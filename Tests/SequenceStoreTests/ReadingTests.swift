import Foundation
import GRDB
import Terms
import Testing

@testable import SequenceStore

@Suite struct ReadingTests {
    @Test func `files that are no store, or a newer one, are refused`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n", "text": "This is no database, is it?", "empty": ""]) {
            folder in
            let absent = #expect(throws: StoreError.self) { try folder.open() }
            #expect(absent?.kind == .absent && absent?.hint?.contains("sequences import") == true)
            for name in ["text", "empty", "."] {
                let error = #expect(throws: StoreError.self) {
                    try SequenceStore(path: "\(folder.path)/\(name)")
                }
                #expect(error?.kind == .unusable, "\(name)")
            }
            try folder.read("a")
            let queue = try DatabaseQueue(path: folder.store)
            try queue.write { try $0.execute(sql: "PRAGMA user_version = \(StoreSchema.version + 1)") }
            try queue.close()
            let newer = #expect(throws: StoreError.self) { try folder.open() }
            #expect(newer?.message.contains("a store of version 2") == true)
            let refused = #expect(throws: StoreError.self) { try folder.read("a") }
            #expect(refused?.kind == .unusable)
            let other = try DatabaseQueue(path: "\(folder.path)/other")
            try other.write { try $0.execute(sql: "CREATE TABLE sequences (x)") }
            try other.close()
            let foreign = #expect(throws: StoreError.self) { try SequenceStore(path: "\(folder.path)/other") }
            #expect(foreign?.message.hasSuffix("no store of sequences") == true)
        }
    }

    @Test func `a damaged record is told, not believed`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\nA2 ,3,4\n"]) { folder in
            try folder.read("a")
            let queue = try DatabaseQueue(path: folder.store)
            try queue.write { try $0.execute(sql: "UPDATE sequences SET terms = x'FF' WHERE key = 1") }
            try queue.close()
            let error = #expect(throws: StoreError.self) { try folder.sequence("A1") }
            #expect(error?.message.contains("A000001 is damaged") == true)
            #expect(try folder.sequence("A2")?.data == [3, 4])
        }
    }

    @Test func `a store cut in the middle is an error and no trap`() throws {
        let lines = (1...3_000).map { "A\($0) ,\($0),\($0 * 3),\($0 * $0),1,2,3\n" }.joined()
        try StoreFolder.with(["a": lines]) { folder in
            try folder.read("a")
            let whole = try Data(contentsOf: URL(filePath: folder.store))
            for part in [2, 3, 10] {
                try whole.prefix(whole.count / part).write(to: URL(filePath: folder.store))
                #expect(throws: StoreError.self) {
                    let store = try folder.open()
                    for number in 1...3_000 { _ = try store.sequence("A\(number)") }
                    _ = try store.sequences(holding: [1, 2, 3], limit: 10)
                    _ = try store.figures()
                }
            }
        }
    }

    @Test func `an open store shows what it held when it was opened`() throws {
        try StoreFolder.with(["a": "A1 ,1,2\n", "b": "A2 ,1,2\n"]) { folder in
            try folder.read("a")
            let store = try folder.open()
            try folder.read("b")
            #expect(try store.sequence("A2") == nil)
            #expect(try folder.sequence("A2") != nil)
        }
    }

    @Test func `lists are chosen by keyword, title and disagreement`() throws {
        let seq = "%I A000001\n%S A000001 1,2\n%N A000001 The One.\n%O A000001 0\n%K A000001 nonn,tabl\n"
        let more = "%I A000002\n%S A000002 1,2\n%N A000002 Other.\n%O A000002 0\n%K A000002 nonn\n"
        try StoreFolder.with(["a.seq": seq + more, "b000002.txt": "0 1\n1 3\n"]) { folder in
            try folder.read(".")
            func ids(_ change: (inout SequenceStore.Selection) -> Void) throws -> [String] {
                var selection = SequenceStore.Selection()
                change(&selection)
                var ids: [String] = []
                try folder.open().forEachLine(selection) {
                    ids.append($0.id)
                    return true
                }
                return ids
            }
            #expect(try ids { _ in } == ["A000001", "A000002"])
            #expect(try ids { $0.limit = 1 } == ["A000001"])
            #expect(try ids { $0.keywords = ["tabl"] } == ["A000001"])
            #expect(try ids { $0.keywords = ["tab"] } == [])
            #expect(try ids { $0.title = "the one" } == ["A000001"])
            #expect(try ids { $0.onlyDisagreeing = true } == ["A000002"])
            let figures = try folder.open().figures()
            #expect(figures.sequences == 2 && figures.disagreeing == 1 && figures.bFileTerms == 2)
        }
    }

    @Test func `the standard place follows the environment`() async {
        await #expect(processExitsWith: .success) {
            setenv("HOME", "/h", 1)
            setenv("XDG_DATA_HOME", "/x", 1)
            try #require(StoreLocation.standard == "/x/seqjudge/sequences.sqlite")
            setenv("XDG_DATA_HOME", "relative", 1)
            try #require(StoreLocation.standard == "/h/.local/share/seqjudge/sequences.sqlite")
            unsetenv("HOME")
            try #require(StoreLocation.standard == nil)
        }
    }

    @Test func `the bundled sequences all have terms, and a store comes before them`() throws {
        #expect(BundledSequences.all.count >= 30)
        for sequence in BundledSequences.all {
            #expect(
                sequence.dataCount + sequence.bFileCount >= 10 && sequence.firstIndex != nil, "\(sequence.id)"
            )
        }
        let known = KnownSequences.bundled
        #expect(try known.sequence("a45")?.truth().table[10] == 55)
        #expect(try known.sequence("A000001") == nil)
        #expect(try known.sequences(holding: [1, 3, 4, 7, 11, 18], limit: 3).first?.id == "A000032")
        try StoreFolder.with(["a": "A000045 ,7,7,8,9,10,12\n", "n": "A000290 Only a name\n"]) { folder in
            try folder.read("a", "n")
            let both = try KnownSequences(store: folder.store)
            #expect(try both.sequence("A45")?.data.first == 7)
            #expect(try both.sequence("A290")?.dataCount ?? 0 > 10)
            #expect(
                try both.sequences(holding: [1, 1, 2, 3, 5, 8], limit: 9).map(\.id).contains("A000045")
                    == false)
        }
    }
}
