import Diagnosis
import Terms
import Testing

@Suite struct BoundTests {
    private func time(_ observation: Observation) -> Duration {
        let clock = ContinuousClock()
        return (0..<3).map { _ in clock.measure { _ = Examination(observation).findings } }.min() ?? .zero
    }

    @Test func `usual observations take little time`() {
        let truth = Sample.factorials(190)
        var worst = Duration.zero
        for answers in [
            Array(truth.dropFirst()) + [1], truth.map { Term($0.digitCount) },
            truth.enumerated().map { $0.offset % 3 == 0 ? 1 : $0.element },
        ] {
            let observation = Sample.function(truth: truth, answers: answers, visible: 10, language: .c)
            worst = max(worst, time(observation))
        }
        print("a diagnosis of 190 factorials: \(worst)")
        // A debug build, on a host that may be busy: an optimised one takes a few milliseconds.
        #expect(worst < .seconds(1))
    }

    @Test func `terms of ten thousand digits are bounded work`() throws {
        let truth = try (1..<200).map { n in
            try #require(Term(String(repeating: String(n % 9 + 1), count: 10_000)))
        }
        let observation = Sample.function(
            truth: truth, answers: Array(truth.dropFirst()) + [7], visible: 10, convention: .terms)
        let taken = time(observation)
        print("a diagnosis of 199 terms of 10,000 digits: \(taken)")
        #expect(taken < .seconds(3))
        #expect(Sample.findings(observation).first?.code == .missingFirstTerms)
        // Residues are linear in the digits, and so bounded, too.
        let small = Sample.function(truth: truth, answers: truth.map { _ in 3 } + [], language: .c)
        #expect(time(small) < .seconds(3))
    }

    @Test func `indices at the ends of the range do not overflow`() {
        let largest = TermTable.largestIndex
        for offset in [-largest, largest - 40, -20, 0] {
            let observation = Sample.function(
                truth: Sample.primes(30), answers: Sample.fibonacci(30), offset: offset, visible: 5)
            _ = Sample.findings(observation)
        }
        let none = Observation(outcome: .wrongAnswer, language: .c, convention: .terms, truth: [], offset: 0)
        #expect(Sample.findings(none) == [])
    }
}
