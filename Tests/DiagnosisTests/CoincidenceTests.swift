import Diagnosis
import Terms
import Testing

/// A finding of certainty about a rule must not come of chance.
@Suite struct CoincidenceTests {
    /// What is seen, and not concluded from an agreement of numbers.
    private static let descriptive: Set<Finding.Code> = [
        .constantOutput, .wrongStart, .periodicOutput, .echoesIndex,
    ]

    private static func terms(_ count: Int, _ kind: Int, _ random: inout Numbers) -> [Term] {
        var sum = 0
        return (0..<count).map { n in
            switch kind {
            case 0: Term(Int.random(in: -1...1, using: &random))
            case 1: Term(Int.random(in: 0...9, using: &random))
            case 2: Term(Int.random(in: 0...n + 1, using: &random))
            case 3: Term(Int.random(in: 0...1_000_000_000_000, using: &random))
            case 4:
                {
                    sum += Int.random(in: 1...4, using: &random)
                    return Term(sum)
                }()
            default: Term(Int.random(in: 0...1 << min(n, 60), using: &random))
            }
        }
    }

    @Test func `unrelated numbers are never certainly related`() {
        var random = Numbers(seed: 7)
        var pairs = 0
        for kind in 0..<6 {
            for other in 0..<6 {
                for round in 0..<60 {
                    let count = [8, 20, 48][round % 3]
                    let observation = Sample.function(
                        truth: Self.terms(count, kind, &random), answers: Self.terms(count, other, &random),
                        offset: round % 2, language: round % 2 == 0 ? .c : .python,
                        convention: [.function, .terms, .process][round % 3])
                    for finding in Sample.findings(observation) where finding.confidence == .certain {
                        #expect(
                            Self.descriptive.contains(finding.code), "\(kind), \(other), \(count): \(finding)"
                        )
                    }
                    pairs += 1
                }
            }
        }
        #expect(pairs == 2_160)
    }

    @Test func `a truth with a few wrong answers is never certainly another rule's`() {
        var random = Numbers(seed: 11)
        for kind in 0..<6 {
            for round in 0..<60 {
                let truth = Self.terms(36, kind, &random)
                let answers = truth.enumerated().map { place, term in
                    Int.random(in: 0..<4, using: &random) == 0 && place > 2
                        ? Term((term.intValue ?? 0) / 2 + Int.random(in: 2...90, using: &random)) : term
                }
                for finding in Sample.findings(Sample.function(truth: truth, answers: answers)) {
                    #expect(
                        finding.confidence < .certain || Self.descriptive.contains(finding.code)
                            || round < 0, "\(kind): \(finding)")
                }
            }
        }
    }

    @Test func `ascending numbers that begin alike and then part are not certainly related`() {
        var random = Numbers(seed: 19)
        for round in 0..<240 {
            let truth = Self.terms(40, 4, &random)
            let common = [3, 8, 15, 25][round % 4]
            var answers = Array(truth.prefix(common))
            var last = answers.last?.intValue ?? 0
            while answers.count < 40 {
                last += Int.random(in: 1...(round % 3 == 0 ? 4 : 400), using: &random)
                answers.append(Term(last))
            }
            for convention in [Observation.Convention.function, .terms] {
                let observation = Sample.function(truth: truth, answers: answers, convention: convention)
                for finding in Sample.findings(observation) {
                    #expect(
                        finding.confidence < .certain || Self.descriptive.contains(finding.code),
                        "\(common): \(finding)")
                }
            }
        }
    }

    @Test func `a right program has no findings at all`() {
        var random = Numbers(seed: 13)
        for kind in 0..<6 {
            for convention in [Observation.Convention.function, .terms, .iterable, .process] {
                let truth = Self.terms(40, kind, &random)
                let observation = Sample.function(
                    truth: truth, answers: truth, visible: 10, convention: convention)
                #expect(observation.outcome == .accepted)
                #expect(Sample.findings(observation) == [])
            }
        }
    }

    @Test func `the positive control: a related pair among them is found with certainty`() {
        var random = Numbers(seed: 17)
        let truth = Self.terms(48, 3, &random)
        let shifted = Array(truth.dropFirst()) + [5]
        let findings = Sample.findings(Sample.function(truth: truth, answers: shifted))
        #expect(findings.first?.code == .indexShift && findings.first?.confidence == .certain)
    }
}
