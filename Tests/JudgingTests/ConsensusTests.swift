import Judging
import Sandboxing
import Terms
import Testing

@Suite struct ConsensusTests {
    private static func voter(_ name: String, _ terms: [Term?]) -> Consensus.Voter {
        Consensus.Voter(
            name: name,
            terms: terms.enumerated().reduce(into: [:]) { $0[10 + $1.offset] = $1.element })
    }

    private static let indices = Array(10..<14)

    @Test func `who contradicts nobody is in one group, also who ends early`() {
        let consensus = Consensus(
            [
                Self.voter("a", [1, 2, 3, 4]), Self.voter("b", [1, 2]), Self.voter("c", [1, 2, 3]),
            ], at: Self.indices)
        #expect(consensus.groups.map(\.members) == [["a", "b", "c"]])
        #expect(consensus.groups[0].firstDifference == nil)
        #expect(consensus.derived.map(\.term) == [1, 2, 3])
        #expect(consensus.derived.map(\.agreeing) == [3, 3, 2])
        #expect(consensus.derived.map(\.answering) == [3, 3, 2])
    }

    @Test func `an outlier is named with the index at which it leaves the majority`() {
        let consensus = Consensus(
            [
                Self.voter("odd", [1, 2, 9, 4]), Self.voter("a", [1, 2, 3, 4]),
                Self.voter("b", [1, 2, 3, 4]),
            ], at: Self.indices)
        #expect(consensus.groups.map(\.members) == [["a", "b"], ["odd"]])
        #expect(consensus.groups[1].firstDifference == 12)
        #expect(consensus.groups[1].terms[12] == 9)
        #expect(consensus.derived.map(\.agreeing) == [3, 3, 2, 3])
    }

    @Test func `nothing is derived from one voice, from a tie, or past where the majority ends`() {
        #expect(Consensus([Self.voter("a", [1, 2])], at: Self.indices).derived.isEmpty)
        let tied = Consensus(
            [Self.voter("a", [1, 2]), Self.voter("b", [1, 3])], at: Self.indices)
        #expect(tied.derived.map(\.term) == [1])
        let short = Consensus(
            [Self.voter("a", [1, 2]), Self.voter("b", [1, 2]), Self.voter("c", [1, 5, 6, 7])],
            at: Self.indices)
        #expect(short.derived.map(\.term) == [1, 2])
        #expect(Consensus([], at: Self.indices).groups.isEmpty)
    }

    @Test func `no group contradicts itself, whatever is answered`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let voters = (0..<Int.random(in: 1...8, using: &random)).map { number in
                Self.voter(
                    "\(number)",
                    Self.indices.map { _ in
                        Bool.random(using: &random) ? Term(Int.random(in: 0...1, using: &random)) : nil
                    })
            }
            let consensus = Consensus(voters, at: Self.indices)
            #expect(consensus.groups.flatMap(\.members).sorted() == voters.map(\.name).sorted())
            for group in consensus.groups {
                for member in voters where group.members.contains(member.name) {
                    for (index, term) in member.terms {
                        #expect(group.terms[index] == term, "\(voters)")
                    }
                }
            }
            for term in consensus.derived { #expect(2 * term.agreeing > term.answering && term.agreeing > 1) }
        }
    }
}

@Suite struct AnswersTests {
    @Test(arguments: Judges.rungs, Specimen.python + Specimen.c)
    func `each convention gives its answers without a truth`(rung: Rung, specimen: Specimen) async throws {
        let judge = try Judges.on(rung)
        let answers = try await judge.answers(
            of: Candidate(
                name: "candidate", source: Array(specimen.right.utf8), language: specimen.language,
                entry: specimen.entry),
            at: Array(3...8), offset: 0)
        #expect(answers.terms == [3: 9, 4: 16, 5: 25, 6: 36, 7: 49, 8: 64], "\(answers)")
        #expect(answers.ending == nil && answers.explanation.isEmpty)
    }

    @Test(arguments: Judges.rungs)
    func `what has no answer is told, with its reason`(rung: Rung) async throws {
        let judge = try Judges.on(rung)
        func answers(_ source: String) async throws -> Answers {
            try await judge.answers(
                of: Candidate(name: "x.py", source: Array(source.utf8), entry: .function("a")),
                at: Array(0...4), offset: 0)
        }
        let failing = try await answers("def a(n): return 1 // (3 - n)")
        // Neighbours may be asked for in either order, so that a(4) may have come before.
        #expect(failing.terms.filter { $0.key < 4 } == [0: 0, 1: 0, 2: 1])
        #expect(failing.ending == .runTimeError)
        let odd = try await answers("def a(n): return n / 1")
        #expect(odd.terms.isEmpty && odd.items.count == 5 && odd.ending == nil)
        let broken = try await answers("def a(n) return n")
        #expect(broken.items.isEmpty && broken.ending == .compileError)
    }

    @Test func `two programs are compared up to the first difference, or as far as both answer`() async throws
    {
        let judge = try Judges.on(try #require(Judges.rungs.max()))
        let indices = Array(0...9)
        func compare(_ first: String, _ second: String) async throws -> AnswerComparison {
            var both: [Answers] = []
            for body in [first, second] {
                both.append(
                    try await judge.answers(
                        of: Candidate(
                            name: "x.py", source: Array("def a(n): return \(body)".utf8),
                            entry: .function("a")), at: indices, offset: 0))
            }
            return AnswerComparison(both[0], both[1], at: indices)
        }
        let same = try await compare("n * n", "n ** 2")
        #expect(same.outcome == .agree && same.agreeing == 10)
        let different = try await compare("n * n", "n ** 2 + (n > 6)")
        #expect(different.outcome == .differ(at: 7, first: 49, second: 50) && different.agreeing == 7)
        let ends = try await compare("n * n", "n ** 2 + 0 // (n - 4)")
        #expect(ends.outcome == .undecided(from: 4) && ends.agreeing == 4)
        // Two floats are no agreement about an integer.
        let floats = try await compare("n / 1", "n / 1")
        #expect(floats.outcome == .differ(at: 0, first: nil, second: nil))
    }
}
