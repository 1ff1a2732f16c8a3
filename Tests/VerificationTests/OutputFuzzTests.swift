import Fuzzing
import Terms
import Testing

@testable import Verification

/// What candidates print, and what nobody would print but to fool the judge. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct OutputFuzzTests {
    private static let outputs = [
        "0, 1, 1, 2, 3, 5", "[0, 1, 1,\n 2, 3, 5]\n", "0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n",
        "# c\r\n0\r\n1\r\n1\r\n2\r\n3\r\n5",
        "Enter n: 5", "a(4) = -12345678901234567890\n", "fib 3 is 2, or 1", "1.5 nan 0x10 True +7 1e3",
        "(((0;1};[", "0\0 1",
    ]
    private static let words = ["\n", ",", "0", "5", "-", "[", "]", ";", "#", "=", "?", "1 ", "\r\n"]

    private static let required = [0, 1, 1, 2, 3, 5].enumerated().map {
        IndexedTerm(index: $0.offset, term: Term($0.element))
    }

    @Test func `an answer is what stands between white space, and nothing else is`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: Self.outputs, words: Self.words), memory: 64 << 20) { bytes in
                let white: Set<UInt8> = [9, 10, 11, 12, 13, 32]
                let text = Array(
                    bytes.drop { white.contains($0) }.reversed().drop { white.contains($0) }.reversed())
                let expected = Term(String(decoding: text, as: UTF8.self)).flatMap {
                    Array($0.description.utf8) == text ? $0 : nil
                }
                switch AnswerReader.read(bytes) {
                case .term(let term): try require(term == expected, "read as \(term)")
                case .missing: try require(text.isEmpty, "missing")
                case .malformed(let found):
                    try require(!text.isEmpty && expected == nil, "malformed: \(found.reason)")
                    try Self.isFit(found)
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    private static func isFit(_ found: Malformation) throws {
        let text = found.reason + found.excerpt
        try require(
            text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "'\(text)' is not fit for a terminal")
        try require(found.excerpt.utf8.count <= Malformation.longestExcerpt, "an excerpt of \(found.excerpt)")
        try require(!found.reason.isEmpty && found.reason.utf8.count < 200, "the reason \(found.reason)")
    }

    @Test func `a stream gives the same items in pieces of any size`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: Self.outputs, words: Self.words), memory: 256 << 20) { bytes in
                func items(_ size: Int) -> [TermStreamReader.Item] {
                    var reader = TermStreamReader(longestToken: 16)
                    var items: [TermStreamReader.Item] = []
                    var rest = bytes[...]
                    while !rest.isEmpty {
                        items += reader.feed(Array(rest.prefix(size)))
                        rest = rest.dropFirst(size)
                    }
                    return items + reader.finish()
                }
                let whole = items(max(1, bytes.count))
                for size in [1, 2, 5, 65] where bytes.count < size * 4_000 {
                    try require(items(size) == whole, "in pieces of \(size) they are others")
                }
                for case .malformed(let found) in whole.prefix(50) { try Self.isFit(found) }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a stream is accepted for its terms alone, however it comes`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: Self.outputs, words: Self.words)) { bytes in
                func compared(_ size: Int, _ allCases: Bool) -> StreamComparison {
                    var comparison = StreamComparison(required: Self.required, offset: 0, allCases: allCases)
                    var rest = bytes[...]
                    while !rest.isEmpty {
                        comparison.feed(Array(rest.prefix(size)))
                        rest = rest.dropFirst(size)
                    }
                    comparison.finish()
                    return comparison
                }
                for allCases in [false, true] {
                    let whole = compared(max(1, bytes.count), allCases)
                    try require(whole.decision != .undecided, "it is not decided")
                    let passed = whole.results.count { $0.outcome == .passed }
                    try require(
                        (whole.decision == .accepted) == (passed == 6), "\(passed) passed: \(whole.decision)")
                    try Self.holdsTerms(bytes, whole)
                    for size in [1, 3] where bytes.count < 8_000 {
                        let pieces = compared(size, allCases)
                        let isSame = pieces.decision == whole.decision && pieces.results == whole.results
                        try require(isSame, "in pieces of \(size) it is \(pieces.results)")
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    /// An accepted stream holds each required term as a word of its own: found here in another way.
    private static func holdsTerms(_ bytes: [UInt8], _ comparison: StreamComparison) throws {
        guard comparison.decision == .accepted else { return }
        let words = bytes.split { !($0 &- 48 < 10 || $0 == UInt8(ascii: "-")) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        for entry in required {
            try require(words.contains("\(entry.term)"), "there is no \(entry.term) in it")
        }
    }
}
