import Terms
import Testing
import Verification

@Suite struct StreamComparisonTests {
    let fibonacci: [Term] = [0, 1, 1, 2, 3, 5]

    func table(_ terms: [Term], from first: Int = 0) -> [IndexedTerm] {
        terms.enumerated().map { IndexedTerm(index: first + $0.offset, term: $0.element) }
    }

    func compare(
        _ text: String, with required: [IndexedTerm]? = nil, offset: Int = 0, allCases: Bool = false,
        finishing: Bool = true
    ) -> StreamComparison {
        var comparison = StreamComparison(
            required: required ?? table(fibonacci), offset: offset, allCases: allCases)
        comparison.feed(Array(text.utf8))
        if finishing { comparison.finish() }
        return comparison
    }

    @Test(arguments: [
        "0 1 1 2 3 5", "[0, 1, 1, 2, 3, 5, 8, 13]", "0 0\n1 1\n2 1\n3 2\n4 3\n5 5",
        "0,0\n1,1\n2,1\n3,2\n4,3\n5,5",
        "5 5\n4 3\n3 2\n2 1\n1 1\n0 0\n", "# b-file\n0 0\n1 1\n1 1\n2 1\n3 2\n4 3\n5 5\n",
        "0\n1\n1\n2\n3\n5\nbye",
    ])
    func `right terms are accepted in every form`(text: String) {
        let comparison = compare(text)
        #expect(comparison.decision == .accepted)
        #expect(comparison.results.map(\.outcome) == Array(repeating: .passed, count: 6))
    }

    @Test func `acceptance comes with the last required term and no earlier`() {
        #expect(compare("0 1 1 2 3 5", finishing: false).decision == .undecided)
        #expect(compare("0 1 1 2 3 5 ", finishing: false).decision == .accepted)
        #expect(compare("0 0\n1 1\n2 1\n3 2\n4 3\n5 5", finishing: false).decision == .undecided)
        #expect(compare("0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n", finishing: false).decision == .accepted)
        #expect(compare("0 1 1 2 3 ").decision == .rejected)
    }

    @Test func `a wrong term stops the comparison`() {
        let comparison = compare("0 1 7 2 ", finishing: false)
        #expect(comparison.decision == .rejected)
        #expect(comparison.readingName == "values")
        #expect(
            comparison.results.map(\.outcome) == [
                .passed, .passed, .wrong(expected: 1, actual: 7), .notRun, .notRun, .notRun,
            ])
    }

    @Test func `all cases are compared on request`() {
        let values = compare("[0, 1, 7, 2, x, 5]", allCases: true)
        #expect(values.results.filter { $0.outcome == .passed }.map(\.index) == [0, 1, 3, 5])
        #expect(values.malformation?.excerpt == "x")
        #expect(compare("0 a b", allCases: true).malformation?.excerpt == "a")
        let lines = compare("0 0\n1 1\n2 9\n3 2\n5 5\n", allCases: true)
        #expect(lines.readingName == "indexed lines")
        #expect(lines.results[2].outcome == .wrong(expected: 1, actual: 9))
        #expect(lines.results[4].outcome == .missing(expected: 3))
        #expect(lines.results[5].outcome == .passed)
    }

    @Test func `terms that do not come are missing`() {
        let comparison = compare("0 1 1 2")
        #expect(comparison.decision == .rejected)
        #expect(
            comparison.results.suffix(2).map(\.outcome) == [.missing(expected: 3), .missing(expected: 5)])
        #expect(compare("").results.allSatisfy { if case .missing = $0.outcome { true } else { false } })
    }

    @Test func `a pair of columns is read in the way that holds`() {
        let pairs = "1 2\n3 4\n"
        #expect(compare(pairs, with: table([1, 2, 3, 4])).readingName == "values")
        #expect(compare(pairs, with: table([1, 2, 3, 4])).decision == .accepted)
        let odd = [IndexedTerm(index: 1, term: 2), IndexedTerm(index: 3, term: 4)]
        #expect(compare(pairs, with: odd, offset: 1).readingName == "indexed lines")
        #expect(compare(pairs, with: odd, offset: 1).decision == .accepted)
        #expect(compare("1 2\n3 5\n", with: odd, offset: 1).decision == .rejected)
    }

    @Test func `plain values skip the indices of a gap`() {
        let required = [IndexedTerm(index: -1, term: 10), IndexedTerm(index: 2, term: 13)]
        let comparison = compare("9 10 None 12 13 ", with: required, offset: -2, finishing: false)
        #expect(comparison.decision == .accepted)
        #expect(comparison.sawUnneededValues)
        #expect(compare("-1 10\n2 13\n", with: required, offset: -2).decision == .accepted)
        #expect(compare("10 13", with: required, offset: -2).decision == .rejected)
        #expect(compare("10 11", with: table([10, 11], from: 3), offset: 4).decision == .rejected)
    }

    @Test func `a second answer for an index cannot mend or follow another`() {
        #expect(compare("0 9\n0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n").decision == .rejected)
        #expect(compare("0 0\n0 9\n1 1\n2 1\n3 2\n4 3\n5 5\n").decision == .rejected)
        #expect(compare("0 9\n0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n", allCases: true).decision == .rejected)
    }

    @Test func `a malformed term is told with its reason`() {
        let values = compare("0, 1, 1.0, 2, 3, 5")
        guard case .malformed(let expected, let found) = values.results[2].outcome else {
            Issue.record("1.0 was read")
            return
        }
        #expect(expected == 1)
        #expect(found.reason.contains("decimal point"))
        #expect(values.malformation == found)
        let lines = compare("0 0\n1 1\n2 nan\n")
        #expect(lines.readingName == "indexed lines")
        #expect(lines.malformation?.excerpt == "nan")
        #expect(compare("Enter n: 0 1 1 2 3 5").malformation?.excerpt == "Enter")
    }

    @Test func `nothing required is never accepted`() {
        #expect(compare("1", with: []).decision == .rejected)
    }

    @Test func `what comes after the decision changes nothing`() {
        var comparison = compare("0 7 ", finishing: false)
        let before = comparison.results
        comparison.feed(Array("0 0\n1 1\n".utf8))
        comparison.finish()
        #expect(comparison.results == before)
    }

    @Test(arguments: [false, true])
    func `one changed digit is always found`(allCases: Bool) throws {
        var random = SeededGenerator(seed: 7)
        for round in 0..<300 {
            let terms = (0..<8).compactMap { _ in random.term(digits: 40) }
            let offset = Int.random(in: -5...5, using: &random)
            var printed = terms.map { Array($0.description.utf8) }
            let place = Int.random(in: 0..<terms.count, using: &random)
            let digit = printed[place].count - 1
            let text = { (lines: [[UInt8]]) -> String in
                lines.enumerated().map { index, term in
                    (round % 2 == 0 ? "\(offset + index) " : "") + String(decoding: term, as: UTF8.self)
                }.joined(separator: "\n")
            }
            let required = table(terms, from: offset)
            #expect(compare(text(printed), with: required, offset: offset).decision == .accepted)
            printed[place][digit] = printed[place][digit] == 0x39 ? 0x38 : printed[place][digit] + 1
            let wrong = compare(text(printed), with: required, offset: offset, allCases: allCases)
            #expect(wrong.decision == .rejected)
            let actual = try #require(Term(String(decoding: printed[place], as: UTF8.self)))
            #expect(wrong.results[place].outcome == .wrong(expected: terms[place], actual: actual))
        }
    }

    @Test func `any chunking gives the same decision and results`() {
        var random = SeededGenerator(seed: 99)
        let texts = [
            "[0, 1, 1, 2, 3, 5]", "0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n", "0 0\n1 1\n2 x\n", "0 1\r\n1 2 3",
        ]
        for text in texts {
            let whole = compare(text)
            for _ in 0..<50 {
                var comparison = StreamComparison(required: table(fibonacci), offset: 0, allCases: false)
                var rest = Array(text.utf8)[...]
                while !rest.isEmpty {
                    let count = Int.random(in: 1...4, using: &random)
                    comparison.feed(Array(rest.prefix(count)))
                    rest = rest.dropFirst(count)
                }
                comparison.finish()
                #expect(comparison.decision == whole.decision)
                #expect(comparison.results == whole.results)
            }
        }
    }
}
