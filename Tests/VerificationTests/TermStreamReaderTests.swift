import Terms
import Testing

@testable import Verification

@Suite struct TermStreamReaderTests {
    func items(_ chunks: [[UInt8]], longestToken: Int = 1 << 20) -> [TermStreamReader.Item] {
        var reader = TermStreamReader(longestToken: longestToken)
        var items: [TermStreamReader.Item] = []
        for chunk in chunks { items += reader.feed(chunk) }
        return items + reader.finish()
    }

    func terms(_ text: String) -> [Term?] {
        items([Array(text.utf8)]).compactMap { item -> Term?? in
            switch item {
            case .term(let term): .some(term)
            case .malformed: .some(nil)
            default: nil
            }
        }
    }

    func malformations(_ text: String) -> [Malformation] {
        items([Array(text.utf8)]).compactMap {
            if case .malformed(let malformation) = $0 { malformation } else { nil }
        }
    }

    @Test(arguments: [
        "[0, 1, -1]", "(0,1,-1)", "{0, 1, -1}", "0 1 -1", "0\n1\n-1\n", "0,1,-1,\n", "0; 1; -1",
        "[[0], [1, -1]]",
        "\n\n# a comment, 5\r\n0\t1\r\n  # 7\n-1", "0\r1\r-1\r", "[0, 1, -1", "[0 1\n -1]\n",
        "[0,\n1,\n-1,\n]",
    ])
    func `lists of every style hold the same terms`(text: String) {
        #expect(terms(text) == [0, 1, -1])
    }

    @Test(arguments: [
        "0 x 1", "0,,1", "0, 1.5, 1", "0 mpz(1)".replacing("(1)", with: " 1"), "0 \u{0} 1", "0 \u{0661} 1",
    ])
    func `what is no term takes the place of one`(text: String) {
        #expect(terms(text) == [0, nil, 1])
    }

    @Test func `calls, glued brackets and leading commas are malformed`() {
        #expect(terms("mpz(5)") == [nil, 5])
        #expect(terms("5(6)") == [nil, 6])
        #expect(terms(",5") == [nil, 5])
        #expect(terms("[,5]") == [nil, 5])
        #expect(terms("5 # five") == [5, nil, nil])
    }

    @Test func `a malformed item knows its line`() {
        #expect(malformations("1\r\n# c\n\n2 ?\n").map(\.line) == [4])
        #expect(malformations("\u{1B}[0m").first?.excerpt == "\\x1b")
    }

    @Test func `a value is complete only with the byte after it`() {
        var reader = TermStreamReader()
        #expect(reader.feed(Array("12".utf8)) == [])
        #expect(reader.feed(Array("34".utf8)) == [])
        #expect(reader.feed(Array(",".utf8)) == [.term(1234)])
        #expect(reader.feed(Array("5".utf8)) == [])
        #expect(reader.finish() == [.term(5)])
        #expect(reader.finish() == [])
    }

    @Test func `a value beyond the limit is malformed and the stream goes on`() {
        let text = Array("1234 12345 6 123456789".utf8)
        for cut in 0...text.count {
            let found = items([Array(text[..<cut]), Array(text[cut...])], longestToken: 4)
            #expect(found.first == .term(1234))
            #expect(found.dropFirst(2).first == .term(6))
            guard case .malformed(let malformation) = found[1] else {
                Issue.record("12345 was read")
                return
            }
            #expect(malformation.reason == "longer than 4 bytes")
        }
    }

    @Test func `a line of ten megabytes is read`() {
        let line = Array(String(repeating: "1 ", count: 5_000_000).utf8)
        #expect(items([line]).count == 5_000_000)
        let digits = [UInt8](repeating: UInt8(ascii: "7"), count: 10_000_000)
        #expect(items([digits, [10]]).count == 2)
    }

    @Test func `any chunking gives the same items`() {
        var random = SeededGenerator(seed: 20_260_101)
        let alphabet = Array("0123456789-- ,,;\n\n\r#[](){}x.\u{0}\u{1B}".utf8) + [0xC3, 0xFF]
        for _ in 0..<400 {
            let text = (0..<60).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let whole = items([text], longestToken: 6)
            #expect(items(text.map { [$0] }, longestToken: 6) == whole)
            let first = Int.random(in: 0...60, using: &random)
            let second = Int.random(in: first...60, using: &random)
            let cut = [Array(text[..<first]), Array(text[first..<second]), [], Array(text[second...])]
            #expect(items(cut, longestToken: 6) == whole, "\(text)")
        }
    }
}
