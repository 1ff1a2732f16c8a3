import Foundation
import Terms
import Testing

@testable import Synthesis

@Suite struct SynthesizerTests {
    @Test func `the same plan makes the same sequences, and another seed others`() {
        let first = Making.sequences(seed: 3, count: 120)
        #expect(first == Making.sequences(seed: 3, count: 120))
        // A longer run begins with a shorter one.
        #expect(Array(first.prefix(40)) == Making.sequences(seed: 3, count: 40))
        let other = Making.sequences(seed: 4, count: 120)
        #expect(Set(first.map(\.expression)).intersection(other.map(\.expression)).count < 60)
    }

    @Test func `what a seed makes is the same on every platform and in every version`() throws {
        let sequences = Making.sequences(seed: 1, count: 3)
        #expect(sequences.map { "\($0.expression)" } == Self.firstOfSeedOne)
        var dice = Dice(seed: 1, stream: 2)
        #expect((0..<3).map { _ in dice.number(0...999) } == Self.diceOfSeedOne)
    }

    static let firstOfSeedOne = [
        "floor[0,6][7]", "convolve(gpf,min(nested[8],runmax(partitions[1,2,3,5,8,9])))", "totient",
    ]
    static let diceOfSeedOne = [825, 810, 779]

    @Test func `no two sequences have the same terms`() {
        let sequences = ExpressionTests.sequences
        #expect(Set(sequences.map { $0.terms.prefix(40) }).count == sequences.count)
        #expect(Set(sequences.map(\.digest)).count == sequences.count)
        #expect(Set(sequences.map(\.id)).count == sequences.count)
        #expect(sequences.first?.id == "S000001")
    }

    @Test func `members tell the truth`() {
        for sequence in ExpressionTests.sequences {
            #expect(sequence.terms.count == 60)
            #expect(sequence.known == 40)
            #expect(sequence.offset == sequence.expression.start)
            #expect(sequence.keywords.contains("sign") == sequence.terms.contains { $0.isNegative })
            #expect(sequence.keywords.contains("nonn") != sequence.keywords.contains("sign"))
            #expect(sequence.terms.allSatisfy { $0.digitCount <= 1_000 })
            #expect(Triviality.of(sequence.terms) == nil)
            #expect(sequence.description.hasPrefix(sequence.name))
            #expect(sequence.table.entries.map(\.term) == sequence.terms)
        }
    }

    @Test func `terms are those that the traits foretell`() {
        for sequence in ExpressionTests.sequences where sequence.expression.traits.isNonnegative {
            #expect(sequence.terms.allSatisfy { !$0.isNegative }, "\(sequence.expression)")
        }
    }

    @Test(arguments: Kind.allCases)
    func `only the sorts asked for are made`(kind: Kind) {
        let sequences = Making.sequences(seed: 5, count: 2) {
            $0.kinds = [kind]
            $0.patience = 2_000
        }
        #expect(!sequences.isEmpty)
        #expect(sequences.allSatisfy { $0.kind == kind })
    }

    @Test func `difficulties stay within bounds, and terms as many and as short as asked for`() {
        let sequences = Making.sequences(seed: 6, count: 60) {
            $0.minimumDifficulty = Difficulty(tenths: 60)
            $0.maximumDifficulty = Difficulty(tenths: 90)
            ($0.known, $0.tail, $0.mostDigits) = (15, 5, 12)
        }
        #expect(sequences.count == 60)
        #expect(sequences.allSatisfy { (60...90).contains($0.difficulty.tenths) })
        #expect(sequences.allSatisfy { $0.terms.count == 20 && $0.known == 15 })
        #expect(sequences.allSatisfy { $0.terms.allSatisfy { $0.digitCount <= 13 } })
        #expect(Making.sequences(seed: 6, count: 60).contains { $0.difficulty.tenths > 90 })
    }

    @Test func `each reason for a drop is met and counted`() {
        var plan = SynthesisPlan()
        (plan.seed, plan.count) = (2, 1_000)
        (plan.minimumDifficulty, plan.maximumDifficulty) = (Difficulty(tenths: 20), Difficulty(tenths: 200))
        plan.mostDigits = 60
        var synthesizer = Synthesizer(plan: plan)
        while synthesizer.next() != nil {}
        let expected = Set(Drop.allCases).subtracting([.tooFewTerms, .notIntegral])
        #expect(Set(synthesizer.drops.keys) == expected)
        #expect(synthesizer.drops.values.reduce(synthesizer.made, +) <= synthesizer.drafts)
        // No plan asks for so few terms, and what is divided is divisible; but were it not so, it would be told.
        #expect(Drop(CurationRule.tooFewTerms) == .tooFewTerms)
        #expect(Drop(EvaluationError.notIntegral) == .notIntegral)
    }

    @Test func `what the grammar has no more of ends the making`() {
        let sequences = Making.sequences(seed: 1, count: 50) {
            $0.kinds = [.nested]
            $0.patience = 500
        }
        #expect(sequences.count == 8)
    }

    @Test func `the families told are those that are found afterwards`() {
        let sequences = Making.sequences(seed: 8, count: 500)
        var index = FamilyIndex()
        for sequence in sequences { index.add(sequence.terms, offset: sequence.offset) }
        let families = index.families()
        #expect(families.first.map { sequences[$0].id } == sequences.map(\.family))
        #expect(families.members.count < sequences.count)
    }
}

@Suite struct DifficultyTests {
    @Test func `the figure is the sum of its parts`() throws {
        // 0.5, three binary digits of parameters, order 3: 0.9.
        #expect(
            Difficulty(try Expression(parsing: "poly[1,0,3]"), terms: try Making.terms("poly[1,0,3]")).tenths
                == 17)
        // 2.2 and 4.5: no recurrence.
        #expect(
            Difficulty(try Expression(parsing: "totient"), terms: try Making.terms("totient")).tenths == 67)
        // One more generator, and one above the other: 1.5 and 1.
        let text = "psum(totient)"
        #expect(Difficulty(try Expression(parsing: text), terms: try Making.terms(text)).tenths == 92)
    }

    @Test(arguments: [("0", 0), ("4", 40), ("4.5", 45), ("12.0", 120)])
    func `figures are read as they are written`(text: String, tenths: Int) {
        #expect(Difficulty(text)?.tenths == tenths)
    }

    @Test(arguments: ["", "-1", "1.", ".5", "1.25", "x", "1e3", "99999999999"])
    func `what is no such figure is none`(text: String) { #expect(Difficulty(text) == nil) }

    @Test func `the shortest recurrence is found, and none where there is none`() throws {
        #expect(Recurrence.order(of: try Making.terms("linear[0,1][1,1][0]")) == 2)
        #expect(Recurrence.order(of: try Making.terms("linear[0,1,1,3][1,0,2,-1][1]")) == 5)
        #expect(Recurrence.order(of: try Making.terms("poly[4,0,0,2]")) == 4)
        #expect(Recurrence.order(of: try Making.terms("prime")) == nil)
    }
}

@Suite struct GrammarPageTests {
    /// The rows of the page's table of generators: the cells of each.
    private static func rows() throws -> [[String]] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/synthesis.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.split(separator: "\n").map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.count == 5 }
    }

    @Test func `the page has every generator with its kind and weight`() throws {
        let rows = try Self.rows()
        for generator in Generator.allCases {
            let row = try #require(
                rows.first { row in
                    row[0].split { "`,[( ".contains($0) }.contains(Substring(generator.rawValue))
                }, "\(generator)")
            #expect(row[1] == generator.kind.rawValue)
            #expect(row[4] == Difficulty(tenths: generator.rule.weight).description, "\(generator)")
        }
    }
}
