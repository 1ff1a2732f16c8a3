import Terms
import Testing

@Suite struct StrippedReaderTests {
    let text = "# c\nA000001 ,0,1,-1,\r\nA000012 ,1,x,\nA000013 ,7,8"

    @Test func `a sequence is found and given its offset`() throws {
        let reader = StrippedReader(TermInput(bytes: text.utf8, name: "s"))
        let table = try reader.find(id: "a1", offset: 5)
        #expect(table.entries.map(\.term) == [0, 1, -1])
        #expect(table[7] == -1)
        #expect(try reader.find(id: "A13", offset: 0).entries.count == 2)
    }

    @Test func `a bad term and a missing sequence are different errors`() {
        let reader = StrippedReader(TermInput(bytes: text.utf8, name: "s"))
        #expect(#expect(throws: InputError.self) { try reader.find(id: "A12", offset: 0) }?.line == 3)
        #expect(#expect(throws: InputError.self) { try reader.find(id: "A99", offset: 0) }?.kind == .absent)
    }
}
