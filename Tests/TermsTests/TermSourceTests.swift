import Terms
import Testing

@Suite struct TermSourceTests {
    func read(_ text: String, id: String? = nil, offset: Int? = nil) throws -> TermTable {
        try TermSource.read(TermInput(bytes: text.utf8, name: "t"), id: id, offset: offset)
    }

    @Test(arguments: [
        ("# A900001 {\n\n 3 7\n4 8\n", "b-file"), ("{\"offset\":3,\"terms\":[7,8]}", "JSON"),
        ("[\n{\"id\":\"A900001\",\"offset\":3,\"terms\":[7,8]}]", "JSON"),
        ("%S A900001 7,8\n%O A900001 3", "internal format"), ("\u{FEFF}3 7\r\n4 8", "b-file"),
        ("\u{FEFF}{\"offset\":3,\"terms\":[7,8]}", "JSON"),
    ])
    func `the format is told from the content`(text: String, format: String) throws {
        let table = try read(text)
        #expect(table.source == "\(format) t")
        #expect(table.entries == [IndexedTerm(index: 3, term: 7), IndexedTerm(index: 4, term: 8)])
    }

    @Test func `a stripped file needs an id and an offset`() throws {
        let text = "# comment\nA900000 ,1,\nA900001 ,7,8,\n"
        let table = try read(text, id: "A900001", offset: 3)
        #expect(table.source == "stripped t")
        #expect(table[4] == 8)
        #expect(throws: InputError.self) { try read(text, id: "A900001") }
        #expect(throws: InputError.self) { try read(text, offset: 3) }
    }

    @Test func `a b-file can begin before its first term but not after`() throws {
        #expect(try read("3 7\n", offset: 1).offset == 1)
        #expect(try read("3 7\n", offset: 1)[3] == 7)
        #expect(throws: InputError.self) { try read("3 7\n", offset: 4) }
    }

    @Test(arguments: ["", "# only\n", "\n\n", "<html>", "\0\0", "1 2\n3\n"])
    func `a file of something else is an error`(text: String) {
        #expect(throws: InputError.self) { try read(text) }
    }

    @Test func `comments longer than a chunk are passed over`() throws {
        let comments = String(repeating: "# no term\n", count: 20_000)
        #expect(try read(comments + "3 7\n")[3] == 7)
    }

    @Test func `a folder and a file that is not there are unreadable`() {
        for path in ["/", "/no/such/file"] {
            let error = #expect(throws: InputError.self) { try TermSource.read(path: path) }
            #expect(error?.kind == .unreadable)
            #expect(error?.file == path)
        }
    }
}

@Suite struct OverflowingIndexTests {
    @Test(arguments: [Int.min, Int.max])
    func `an index or offset at the end of a machine word is an error and no crash`(index: Int) {
        let texts = [
            "\(index) 1\n", "{\"terms\":[1,2],\"offset\":\(index)}", "%S A900001 1,2\n%O A900001 \(index),1",
        ]
        for text in texts {
            #expect(throws: InputError.self) { try TermSource.read(TermInput(bytes: text.utf8, name: "t")) }
        }
        for text in ["{\"terms\":[1,2]}", "%S A1 1,2", "A000001 ,1,2,"] {
            #expect(throws: InputError.self) {
                try TermSource.read(TermInput(bytes: text.utf8, name: "t"), id: "A1", offset: index)
            }
        }
        #expect(throws: InputError.self) { try TermListReader.read("1,2", offset: index) }
    }
}
