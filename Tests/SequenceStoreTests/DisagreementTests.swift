import Terms
import Testing

@testable import SequenceStore

@Suite struct DisagreementTests {
    private static let data = "%I A000001\n%S A000001 1,2,3,4,5,6,7,8,9,10,11,12\n%O A000001 1\n"

    private func with(
        bFile: String, data: String = data,
        _ body: (StoreFolder, StoreFolder.Told, StoredSequence) throws -> Void
    ) throws {
        try StoreFolder.with(["a.seq": data, "b000001.txt": bFile]) { folder in
            let told = try folder.read(".")
            try body(folder, told, try #require(try folder.sequence("A1")))
        }
    }

    private static func bFile(_ terms: KeyValuePairs<Int, Int>) -> String {
        terms.map { "\($0.key) \($0.value)\n" }.joined()
    }

    @Test func `where both agree all terms count and nothing is told`() throws {
        try with(bFile: (1...20).map { "\($0) \($0)\n" }.joined()) { _, told, sequence in
            #expect(told.notes == [] && sequence.disagreement == nil && sequence.quirks == [])
            let truth = try sequence.truth()
            #expect(truth.notes == [] && truth.table.entries.count == 20)
        }
    }

    @Test func `at one index that differs neither is believed`() throws {
        let lines = (1...14).map { "\($0) \($0 == 7 ? 70 : $0)\n" }.joined()
        try with(bFile: lines) { _, told, sequence in
            #expect(told.summary.disagreeing == 1)
            #expect(told.notes == ["A000001: data and b-file disagree at 1 of 12 indices, first at 7"])
            let truth = try sequence.truth()
            #expect(truth.table[7] == nil && truth.table[6] == 6 && truth.table[14] == 14)
            #expect(truth.notes.first?.contains("left out is 7") == true)
            let data = try sequence.truth(preferring: .data)
            #expect(
                data.table[7] == 7 && data.table[14] == nil
                    && data.notes.first?.contains("data was taken") == true)
            let bFile = try sequence.truth(preferring: .bFile)
            #expect(bFile.table[7] == 70 && bFile.notes.first?.contains("b-file was taken") == true)
        }
    }

    @Test func `where much differs there is no truth without a choice`() throws {
        try with(bFile: (0...14).map { "\($0) \($0 + 1)\n" }.joined()) { _, _, sequence in
            #expect(sequence.disagreement?.shift == -1)
            #expect(sequence.quirks.contains { $0.contains("begins at 0, and the offset is 1") })
            let error = #expect(throws: StoreError.self) { try sequence.truth() }
            #expect(error?.kind == .undecided && error?.hint?.contains("--prefer") == true)
            let data = try sequence.truth(preferring: .data).table
            let bFile = try sequence.truth(preferring: .bFile).table
            #expect(data[1] == 1 && bFile[1] == 2)
            // The caller's own offset makes the two agree.
            let shifted = try sequence.truth(offset: 0).table
            #expect(shifted[0] == 1)
        }
    }

    @Test func `signs that differ are told as such`() throws {
        try with(bFile: "1 1\n2 -2\n3 3\n") { _, told, _ in
            #expect(told.notes.first?.hasSuffix("first at 2 (only in signs)") == true)
        }
    }

    @Test func `a disagreement that is mended goes`() throws {
        try with(bFile: "1 1\n2 5\n") { folder, _, sequence in
            #expect(sequence.disagreement != nil)
            try folder.write("1 1\n2 2\n", "b000001.txt")
            #expect(try folder.read("b000001.txt").notes == [])
            #expect(try folder.sequence("A1")?.disagreement == nil)
            try folder.write("1 1\n2 6\n", "b000001.txt")
            #expect(try folder.read("b000001.txt").notes.count == 1)
        }
    }

    @Test func `gaps, negative indices and b-files alone are no disagreement`() throws {
        let data = "%I A000001\n%S A000001 5,6,7\n%O A000001 -2\n"
        try with(bFile: "-2 5\n0 7\n9 1\n", data: data) { _, _, sequence in
            #expect(sequence.disagreement == nil)
            let table = try sequence.truth().table
            #expect(table.entries.map(\.index) == [-2, -1, 0, 9])
        }
        try StoreFolder.with(["b000001.txt": "4 1\n5 2\n"]) { folder in
            try folder.read("b000001.txt")
            let sequence = try #require(try folder.sequence("A1"))
            #expect(sequence.firstIndex == 4 && sequence.offset == nil)
            #expect(try sequence.truth().table.offset == 4)
            #expect(throws: StoreError.self) { try sequence.truth(preferring: .data) }
        }
    }

    @Test func `terms without an index need an offset`() throws {
        try StoreFolder.with(["stripped": "A1 ,1,2\n", "names": "A2 Only a name\n"]) { folder in
            try folder.read("stripped", "names")
            let sequence = try #require(try folder.sequence("A1"))
            #expect(throws: StoreError.self) { try sequence.truth() }
            #expect(try sequence.truth(offset: -3).table[-2] == 2)
            let named = try #require(try folder.sequence("A2"))
            let error = #expect(throws: StoreError.self) { try named.truth() }
            #expect(error?.message.contains("without terms") == true)
        }
    }

    @Test func `keywords that the terms belie are told`() {
        var sequence = StoredSequence(
            id: "A000001", name: nil, offset: 0, keywords: ["nonn", "cons", "tabf"])
        sequence.packedData = PackedTerms([3, 1, 44, -2])
        #expect(sequence.quirks.count == 2)
        #expect(sequence.forms == ["the digits of a constant", "an irregular table, read by rows"])
        sequence.packedData = PackedTerms([3, 1, 4])
        #expect(sequence.quirks == [])
    }
}
