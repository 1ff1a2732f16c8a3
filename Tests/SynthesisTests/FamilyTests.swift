import Terms
import Testing

@testable import Synthesis

@Suite struct FamilyTests {
    /// Two sequences that are of one family for one reason, and what is made of the second by a small change, which is not.
    struct Pair: Sendable, CustomTestStringConvertible {
        var relation: Relation
        var left: String
        var right: String
        var testDescription: String { "\(relation.rawValue): \(left), \(right)" }
    }

    static let pairs = [
        Pair(relation: .equal, left: "linear[0,1][1,1][0]", right: "linear[0,1][1,1][0]"),
        Pair(relation: .equal, left: "mod[2](digitsum[2][1])", right: "mod[2](digitsum[2][1])"),
        Pair(relation: .scaled, left: "totient", right: "affine[-3,0](totient)"),
        Pair(relation: .scaled, left: "affine[4,0](sigma[1][1,0])", right: "affine[6,0](sigma[1][1,0])"),
        Pair(relation: .scaled, left: "linear[0,1][1,1][0]", right: "linear[1,1][1,1][0]"),
        Pair(relation: .scaled, left: "mod[2](digitsum[2][1])", right: "affine[7,0](mod[2](digitsum[2][1]))"),
        Pair(relation: .affine, left: "prime", right: "affine[1,-1](prime)"),
        Pair(relation: .affine, left: "poly[5,0,0,1]", right: "affine[2,9](poly[0,0,0,1])"),
        Pair(relation: .affine, left: "digitsum[3][1]", right: "compose(digitsum[3][1],poly[7,1])"),
        Pair(relation: .sums, left: "sigma[1][1,0]", right: "psum(sigma[1][1,0])"),
        Pair(relation: .sums, left: "diff(prime)", right: "affine[-5,2](prime)"),
        Pair(relation: .signs, left: "totient", right: "alternate(totient)"),
        Pair(relation: .binomial, left: "prime", right: "binomial(prime)"),
        Pair(relation: .binomial, left: "invbinomial(totient)", right: "totient"),
        Pair(relation: .divisorSums, left: "digitsum[10][2]", right: "divsum(digitsum[10][2])"),
        Pair(relation: .divisorSums, left: "moebiustransform(collatz)", right: "affine[2,0](collatz)"),
        Pair(relation: .zeros, left: "prime", right: "interleave(prime,poly[0])"),
        Pair(relation: .zeros, left: "sigma[1][1,0]", right: "interleave(poly[0],sigma[1][1,0])"),
    ]

    private func families(_ sequences: [[Term]], offsets: [Int?]) -> Families {
        var index = FamilyIndex()
        for (terms, offset) in zip(sequences, offsets) { index.add(terms, offset: offset) }
        return index.families()
    }

    private func families(_ texts: [String], count: Int = 60) throws -> Families {
        let expressions = try texts.map { try Expression(parsing: $0) }
        return families(try texts.map { try Making.terms($0, count) }, offsets: expressions.map(\.start))
    }

    @Test(arguments: pairs)
    func `each relation joins, and a wrong term parts`(pair: Pair) throws {
        // Something else of its kind stands between: what is joined is joined for its terms.
        let texts = [pair.left, "partitions[3,5,7]", pair.right]
        let found = try families(texts)
        #expect(found.first == [0, 1, 0])
        #expect(found.joins == [pair.relation: 1])

        let offsets = try texts.map { try Expression(parsing: $0).start }
        var sequences = try texts.map { try Making.terms($0, 60) }
        let place = pair.relation == .binomial || pair.relation == .divisorSums ? 12 : 26
        for n in [place, place + 1] { sequences[2][n] = Term(sequences[2][n].description + "3") ?? 0 }
        #expect(families(sequences, offsets: offsets).first == [0, 1, 2])
    }

    @Test(
        arguments: [
            ("prime", "totient"), ("mod[2](digitsum[2][1])", "mod[2](collatz)"),
            ("poly[0,0,1]", "poly[0,0,0,1]"), ("linear[0,1][1,1][0]", "linear[2,1][1,1][0]"),
            ("prime", "multiply(prime,prime)"), ("prime", "mod[30](prime)"),
            ("psum(prime)", "psum(psum(psum(prime)))"),
        ])
    func `what is only alike is no relative`(left: String, right: String) throws {
        #expect(try families([left, right]).first == [0, 1])
    }

    @Test func `relatives of relatives are of the family`() throws {
        #expect(
            try families(["psum(psum(prime))", "prime", "totient", "psum(prime)"]).first == [0, 0, 2, 0])
    }

    @Test func `some other first terms part nothing, many do`() throws {
        let primes = try Making.terms("prime", 60)
        for (count, isJoined) in [(3, true), (8, true), (15, false)] {
            let other = (0..<count).map { Term(1_000 - 7 * $0 * $0) } + primes
            #expect((families([primes, other], offsets: [1, 1]).first == [0, 0]) == isJoined, "\(count)")
        }
    }

    @Test func `few terms that say little join nothing but their equals`() {
        let ones: [Term] = [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
        let shifted = Array(ones.dropFirst())
        #expect(families([ones, shifted, ones], offsets: [nil, nil, nil]).first == [0, 1, 0])
    }

    @Test func `an unknown offset is taken for 1`() throws {
        let (terms, sums) = (
            try Making.terms("digitsum[10][2]").dropFirst(), try Making.terms("divsum(digitsum[10][2])")
        )
        #expect(families([Array(terms), sums], offsets: [nil, nil]).first == [0, 0])
    }

    @Test func `one by one and all at once families are the same`() {
        let sequences = Making.sequences(seed: 9, count: 300)
        var (book, index) = (FamilyBook(), FamilyIndex())
        var union = UnionFind(count: sequences.count)
        for (number, sequence) in sequences.enumerated() {
            let newcomer = book.look(sequence.terms, offset: sequence.offset)
            for family in newcomer.families { _ = union.join(family, number) }
            _ = book.add(newcomer)
            index.add(sequence.terms, offset: sequence.offset)
        }
        #expect(index.families().first == sequences.indices.map { union.root($0) })
    }

    @Test func `residues are those of the terms`() {
        let modulus = Int(Residue.modulus)
        #expect(Residue(Term(modulus)).value == 0)
        #expect(Residue(Term(-1)).value == Residue.modulus - 1)
        #expect(Residue(Term(modulus + 5)).value == 5)
        let large: Term = 9_223_372_036_854_775_807
        #expect(Residue(large).value == UInt64(Int.max % modulus))
        #expect(Residue(Term(12345)) * Residue(Term(12345)).inverse == 1)
        #expect(Residue(Term(3)) - Residue(Term(5)) == Residue(Term(-2)))
        let product = Residue(Term(1 << 40)) * Residue(Term(1 << 40))
        #expect(product.value == 1 << 19)
    }
}

@Suite struct SplitTests {
    private static let ids = (0..<1_000).map { "A\(100_000 + $0)" }
    /// Families of one to four members that are not neighbours.
    private static let families = Families(first: (0..<1_000).map { $0 % 400 }, joins: [:])
    private static let difficulties = (0..<1_000).map { Difficulty(tenths: $0 % 400 < 100 ? 30 : 75) }

    private func split(_ count: Int, seed: UInt64 = 1) -> Split {
        SplitPlan(seed: seed, testCount: count).byFamily(
            Self.families, ids: Self.ids, difficulties: Self.difficulties)
    }

    @Test func `no family is in both parts, as it is without families`() {
        let split = split(200)
        #expect(split.leaks(families: Self.families) == 0)
        #expect((195...200).contains(split.testCount))
        let plain = SplitPlan(seed: 1, testCount: 200).bySequence(ids: Self.ids)
        #expect(plain.testCount == 200)
        #expect(plain.leaks(families: Self.families) > 100)
    }

    @Test func `bands of difficulty have their share`() {
        let split = split(200)
        let easy = Self.ids.indices.count { split.isTest[$0] && Self.difficulties[$0].tenths == 30 }
        let all = Self.difficulties.count { $0.tenths == 30 }
        #expect(abs(easy - all / 5) <= 3)
    }

    @Test func `a split follows from its seed, and not from the order`() {
        #expect(split(200).isTest == split(200).isTest)
        #expect(split(200).isTest != split(200, seed: 2).isTest)
        let order = Array(Self.ids.indices.reversed())
        // The same families, their first members now others.
        let turned = Families(
            first: order.map { $0 % 400 }.map { k in order.firstIndex { $0 % 400 == k } ?? 0 }, joins: [:])
        let other = SplitPlan(seed: 1, testCount: 200).byFamily(
            turned, ids: order.map { Self.ids[$0] }, difficulties: order.map { Self.difficulties[$0] })
        #expect(
            order.indices.filter { other.isTest[$0] }.map { order[$0] }.sorted()
                == Self.ids.indices.filter { split(200).isTest[$0] })
    }

    @Test func `a family that is too large stays where one learns`() {
        let families = Families(first: (0..<100).map { $0 < 60 ? 0 : $0 }, joins: [:])
        let split = SplitPlan(seed: 1, testCount: 30).byFamily(
            families, ids: Array(Self.ids.prefix(100)), difficulties: Array(repeating: nil, count: 100))
        #expect(split.testCount == 30)
        #expect(!split.isTest[0])
    }
}
