import Terms
import Testing

@Suite struct JSONTermsReaderTests {
    func find(_ text: String, id: String? = nil, offset: Int? = nil) throws -> TermTable {
        try JSONTermsReader(TermInput(bytes: text.utf8, name: "t.json")).find(id: id, offset: offset)
    }

    @Test func `terms of any size are exact as numbers and as strings`() throws {
        let big = "-12345678901234567890123456789"
        let table = try find(
            #"{"id": "a45", "name": "F\u00e9\ud83d\ude00\n", "offset": -1, "x": [{"y": [1.5e3, null]}],"#
                + #" "keywords": ["nonn"], "terms": [0, \#(big), "\#(big)"]}"#)
        #expect(table.id == "A000045")
        #expect(table.name == "F\u{E9}\u{1F600}\n")
        #expect(table.offset == -1)
        #expect(table.keywords == ["nonn"])
        #expect(table.entries.map(\.term.description) == ["0", big, big])
    }

    @Test(arguments: [
        #"[{"id":"A1","offset":0,"terms":[1]},{"id":"A2","offset":0,"terms":[2]}]"#,
        "{\"id\":\"A1\",\"offset\":0,\"terms\":[1.5]}\n\n{\"terms\":[2],\"offset\":0,\"id\":\"A2\"}\n",
    ])
    func `an id selects from an array and from lines`(text: String) throws {
        #expect(try find(text, id: "a2").entries.map(\.term) == [2])
        #expect(#expect(throws: InputError.self) { try find(text, id: "A3") }?.kind == .absent)
        #expect(throws: InputError.self) { try find(text) }
    }

    @Test func `an offset given wins and one is needed`() throws {
        #expect(try find(#"{"terms":[7]}"#, offset: 4)[4] == 7)
        #expect(try find(#"{"terms":[7],"offset":1}"#, offset: 4)[4] == 7)
        #expect(throws: InputError.self) { try find(#"{"terms":[7]}"#) }
    }

    @Test func `a bad term is told with its line and column`() {
        let error = #expect(throws: InputError.self) { try find("{\"offset\": 0,\n \"terms\": [1, 2.5]}") }
        #expect(error?.line == 2)
        #expect(error?.column == 15)
        #expect(error?.problem.contains("decimal point") == true)
    }

    @Test(arguments: [
        "", "[]", "{}", "[1,2]", "7", "{\"terms\":[1],\"offset\":0", "{\"terms\":[1,],\"offset\":0}",
        "{\"terms\":[],\"offset\":0}", "{\"terms\":[1],\"terms\":[1],\"offset\":0}",
        "{\"terms\":1,\"offset\":0}",
        "{\"terms\":[true],\"offset\":0}", "{\"terms\":[1e2],\"offset\":0}", "{\"terms\":[1],\"offset\":0.5}",
        "{\"terms\":[1],\"offset\":99999999999999999999}", "{\"terms\":[1],\"offset\":0}x",
        "[{\"terms\":[1],\"offset\":0}", "[{\"terms\":[1],\"offset\":0}] 1",
        "{\"terms\":[\"\\ud800\"],\"offset\":0}",
        "{\"terms\":[1],\"offset\":0,\"x\":nan}", "{\"a\":\"\u{1}\",\"terms\":[1],\"offset\":0}",
        "{'terms':[1]}",
    ])
    func `what is no such JSON is an error`(text: String) {
        #expect(throws: InputError.self) { try find(text) }
    }

    @Test func `deep nesting is an error and no crash`() {
        let text = #"{"x":"# + String(repeating: "[", count: 100_000)
        #expect(throws: InputError.self) { try find(text) }
    }

    @Test func `terms are read across the chunks of a file`() throws {
        let terms = (0..<40_000).map { Term($0) }
        let list = terms.map { "\"\($0)\"" }.joined(separator: " , ")
        #expect(try find("{\"offset\":0,\"terms\":[\(list)]}").entries.map(\.term) == terms)
    }
}
