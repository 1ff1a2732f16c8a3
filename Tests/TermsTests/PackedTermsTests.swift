import Testing

@testable import Terms

@Suite struct PackedTermsTests {
    private static let lists: [[Term]] = [
        [], [0], [-1], [0, 1, 1, 2, 3], [-12, 345, 0, -6],
        [Term("123456789012345678901234567890") ?? 0, 7], [9, 99, 999, 9_999],
    ]

    @Test(arguments: lists) func `terms come out as they went in`(list: [Term]) throws {
        let packed = PackedTerms(list)
        #expect(packed.count == list.count)
        #expect(packed.terms() == list)
        let again = try #require(PackedTerms(bytes: packed.bytes))
        #expect(again == packed && again.count == list.count)
        #expect(packed.terms(atMost: 2) == Array(list.prefix(2)))
    }

    @Test(arguments: lists) func `a list begins with its beginnings and with nothing else`(list: [Term]) {
        let packed = PackedTerms(list)
        for count in 0...list.count { #expect(PackedTerms(list.prefix(count)).isPrefix(of: packed)) }
        #expect(!PackedTerms(list + [5]).isPrefix(of: packed))
        if let last = list.last {
            let other: Term = last == 8 ? 9 : 8
            #expect(!PackedTerms(list.dropLast() + [other]).isPrefix(of: packed))
        }
    }

    @Test(arguments: [
        [0x00], [0xbb], [0xaa, 0xb1], [0xa0, 0xbf], [0x01, 0xbf], [0x1f], [0x1c], [0x1b, 0xff], [0x1a, 0xbf],
    ])
    func `bytes that no terms give are refused`(bytes: [UInt8]) {
        #expect(PackedTerms(bytes: bytes) == nil)
    }

    @Test func `a list that has room in its last byte goes on there`() throws {
        var packed = try #require(PackedTerms(bytes: PackedTerms([12]).bytes))
        packed.append(3)
        #expect(packed.terms() == [12, 3])
    }
}
