import Terms
import Testing

@Suite struct SelectionTests {
    @Test(arguments: [
        ("20", [20...20]), ("-5", [-5 ... -5]), ("0-9", [0...9]), ("-5..3", [-5...3]), ("-5-3", [-5...3]),
        ("-9--5", [-9 ... -5]), ("100-", [100...Int.max]), ("-5..", [-5...Int.max]), ("..7", [Int.min...7]),
        (" 0-9 , 20,100-", [0...9, 20...20, 100...Int.max]),
    ])
    func `a selection is read in every form`(text: String, ranges: [ClosedRange<Int>]) throws {
        #expect(try IndexSelection(parsing: text).ranges == ranges)
    }

    @Test(arguments: [
        "", "1,", ",1", "a", "3-1", "1...2", "..", "-", "1-2-3", "99999999999999999999", "1 2", "\u{0663}",
    ])
    func `anything else is an error`(text: String) {
        #expect(throws: SelectionError.self) { try IndexSelection(parsing: text) }
    }

    @Test func `a table is restricted and keeps its offset`() throws {
        let table = TermTable(offset: -2, terms: [5, 6, 7, 8, 9], source: "test")
        let kept = try table.restricted(to: IndexSelection(parsing: "-1,1-"))
        #expect(kept.entries.map(\.index) == [-1, 1, 2])
        #expect(kept.offset == -2)
        #expect(!kept.contiguous)
        #expect(table.prefix(2).entries.map(\.term) == [5, 6])
        #expect(table.prefix(-1).entries.isEmpty)
        #expect(throws: SelectionError.self) { try table.restricted(to: IndexSelection(parsing: "0,3")) }
        #expect(throws: SelectionError.self) { try table.restricted(to: IndexSelection(parsing: "50-")) }
    }

    @Test func `entries are sorted and an offset above the first is lowered`() {
        let entries = [IndexedTerm(index: 4, term: 1), IndexedTerm(index: 2, term: 0)]
        let table = TermTable(offset: 3, entries: entries, source: "test")
        #expect(table.offset == 2)
        #expect(table[4] == 1)
        #expect(table[3] == nil)
    }

    @Test func `an A-number has one form`() {
        for text in ["a45", "A45", "A000045", "a0000045"] { #expect(SequenceID.normalize(text) == "A000045") }
        #expect(SequenceID.normalize("A1234567") == "A1234567")
        for text in ["", "A", "45", "B45", "A4x", "A\u{0664}", "A1234567890"] {
            #expect(SequenceID.normalize(text) == nil)
        }
        #expect(SequenceID.same("a45", "A000045"))
        #expect(SequenceID.same("mine", "mine"))
        #expect(!SequenceID.same("mine", "yours"))
    }

    @Test func `a list of terms is read with commas, blanks and lines`() throws {
        let table = try TermListReader.read("0, 1 1\n-2", offset: 3)
        #expect(table.entries.map(\.term) == [0, 1, 1, -2])
        #expect(table.entries.map(\.index) == [3, 4, 5, 6])
    }

    @Test(arguments: ["", " ", "1,,2", "1,", "1.0", "1;2", "+1"])
    func `a list with anything else is an error`(text: String) {
        #expect(throws: InputError.self) { try TermListReader.read(text, offset: 0) }
    }
}
