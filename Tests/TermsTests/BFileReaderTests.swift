import Testing

@testable import Terms

@Suite struct BFileReaderTests {
    func read(_ text: String) throws -> TermTable {
        try BFileReader(TermInput(bytes: text.utf8, name: "b.txt")).read()
    }

    @Test func `comments, tabs, every line end and a gap are free`() throws {
        let table = try read("\u{FEFF}# c\r\n-1\t5\r\n\r\n 0  -7 \r3 123456789012345678901234567890")
        #expect(table.offset == -1)
        #expect(table.entries.map(\.index) == [-1, 0, 3])
        #expect(table[3]?.description == "123456789012345678901234567890")
        #expect(!table.contiguous)
    }

    @Test func `a line that is no term is an error with its line`() {
        let error = #expect(throws: InputError.self) { try read("1 1\n2 ?\n") }
        #expect(error?.line == 2)
        #expect(error?.column == 3)
    }

    @Test func `a large file whose lines end with CR is read in one pass`() throws {
        let text = (0..<200_000).map { "\($0) 1\r" }.joined()
        let start = ContinuousClock.now
        #expect(try read(text).entries.count == 200_000)
        let time = start.duration(to: .now)
        #expect(time < .seconds(20))
    }

    @Test func `a repeated line is free and a second value is an error`() throws {
        #expect(try read("1 1\n1 1\n2 3\n").entries.count == 2)
        #expect(throws: InputError.self) { try read("1 1\n1 2\n") }
        #expect(throws: InputError.self) { try read("2 1\n1 2\n") }
        #expect(throws: InputError.self) { try read("# only\n") }
    }
}
