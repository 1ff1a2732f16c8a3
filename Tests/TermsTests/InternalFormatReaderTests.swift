import Terms
import Testing

@Suite struct InternalFormatReaderTests {
    let text = """
        # a comment
        %I A900001 #1
        %S A900001 1,2,3,
        %T A900001 4,5
        %V A900001 1,-2,3,
        %W A900001 -4,5
        %N A900001 A made-up one.
        %O A900001 -1,2
        %K A900001 sign,easy
        %C A900001 %S A900009 9

        %I A900002 #2\r
        %S A900002 7,8\r
        %O A900002 3\r
        %I A900003
        %S A900003 1,x
        """

    func find(_ text: String, id: String? = nil, offset: Int? = nil) throws -> TermTable {
        try InternalFormatReader(TermInput(bytes: text.utf8, name: "t.seq")).find(id: id, offset: offset)
    }

    @Test func `signed terms win and the other tags are kept`() throws {
        let table = try find(text)
        #expect(table.id == "A900001")
        #expect(table.offset == -1)
        #expect(table.entries.map(\.term) == [1, -2, 3, -4, 5])
        #expect(table.name == "A made-up one.")
        #expect(table.keywords == ["sign", "easy"])
    }

    @Test func `a record is found among others`() throws {
        #expect(try find(text, id: "a900002")[3] == 7)
        #expect(try find(text, id: "A900002", offset: 0)[1] == 8)
        #expect(#expect(throws: InputError.self) { try find(text, id: "A900003") }?.line == 16)
        #expect(#expect(throws: InputError.self) { try find(text, id: "A900004") }?.kind == .absent)
    }

    @Test(arguments: [
        "", "%S A900001 1,2", "%O A900001 0,1", "%S A900001 1,2\n%O A900002 0", "%S A900001 1\n%O A900001 x",
        "%S A900001 1\n%O A900001", "S A900001 1\n%O A900001 0", "%S 1,2", "%S A900001 1,,2\n%O A900001 0",
        "%S A900001 1,2\n%V A900001 -1\n%O A900001 0", "%S A900001\n%O A900001 0",
    ])
    func `a record that is damaged is an error`(text: String) {
        #expect(throws: InputError.self) { try find(text) }
    }
}
