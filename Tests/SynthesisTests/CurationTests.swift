import Synthesis
import Terms
import Testing

@Suite struct CurationTests {
    private static let squares = (0..<20).map { Term($0 * $0) }

    private func reason(
        _ terms: [Term] = squares, name: String? = nil, keywords: [String] = [],
        rules: Set<CurationRule>? = nil
    ) -> CurationRule? {
        var curation = Curation()
        if let rules { curation.rules = rules }
        return curation.reason(
            against: TermTable(name: name, offset: 0, terms: terms, keywords: keywords, source: "test"))
    }

    @Test func `each rule has what it leaves out, and leaves the rest in`() {
        #expect(reason() == nil)
        #expect(reason(Array(Self.squares.prefix(11))) == .tooFewTerms)
        #expect(reason(Array(Self.squares.prefix(12))) == nil)
        #expect(reason((0..<20).map { Term($0) }) == .trivial)
        #expect(reason(name: "Duplicate of A000290.") == .onlyRefers)
        #expect(reason(keywords: ["nonn", "dead"]) == .dead)
        #expect(reason(keywords: ["nonn", "easy"]) == nil)
    }

    @Test func `a rule that does not hold leaves nothing out`() {
        #expect(reason(keywords: ["dead"], rules: [.trivial]) == nil)
        #expect(reason([1, 2, 4], rules: [.trivial]) == nil)
    }

    @Test(
        arguments: [
            "Duplicate of A000045", "Erroneous version of A000045.",
            "erroneous version of A000045 - A000046.",
            "Essentially the same as A001477.", "a(n) = A000045(n).", "a(n) = A000045(n+1)", "A000045(n).",
            "A000045",
            "Same as A000045.", "Allocated for Somebody", "Recycled", "See A000045.",
        ])
    func `a title that only refers`(title: String) { #expect(reason(name: title) == .onlyRefers) }

    @Test(
        arguments: [
            "a(n) = A000045(n)^2.", "a(n) = A000045(2n).", "Partial sums of A000045.",
            "A000045 and A000032 in turns.",
            "Seen from afar: numbers.", "Same as every other, doubled.", "a(n) = n^2.",
            "Numbers n such that A000045(n) is even.",
            "a(n) = A000045(n) + 1.",
        ])
    func `a title that says more`(title: String) { #expect(reason(name: title) == nil) }

    @Test func `each way of being trivial, and what is near it`() {
        func of(_ term: (Int) -> Int) -> Triviality? { Triviality.of((0..<30).map { Term(term($0)) }) }
        #expect(of { _ in 0 } == .constant)
        #expect(of { $0 < 8 ? $0 * $0 : 7 } == .constant)
        #expect(of { $0 < 20 ? $0 * $0 : 7 } == nil)
        #expect(of { $0 % 2 } == .periodic)
        #expect(of { [4, 1, 0, 9][$0 % 4] } == .periodic)
        #expect(of { [4, 1, 0, 9, 9][$0 % 5] } == nil)
        #expect(of { $0 } == .progression)
        #expect(of { 5 - 3 * $0 } == .progression)
        #expect(of { $0 == 29 ? 30 : $0 } == nil)
    }
}
