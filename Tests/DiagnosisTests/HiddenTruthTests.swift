import Diagnosis
import Terms
import Testing

/// With true terms hidden, a finding holds none.
@Suite struct HiddenTruthTests {
    private static let truth = (0..<40).map { Term(1_000_003 * ($0 + 3) * ($0 + 3) + 77_777 * $0) }

    /// Every answer list that some rule applies to, with what it makes of the truth.
    private static let answers: [[Term]] = {
        let values = Sample.integers(truth)
        var sum = 0
        return [
            Array(truth.dropFirst()) + [1], [1] + truth.dropLast(), values.map { Term(-$0) },
            values.map { Term($0 * 3) }, values.map { Term($0 + 9) }, values.map { Term($0 & 0xFFFF) },
            values.map { value in
                sum += value
                return Term(sum)
            },
            zip(values, values.dropFirst()).map { Term($1 - $0) } + [1], truth.reversed(),
            values.enumerated().map { Term($0.element + $0.offset) }, values.map { Term($0 / 2 * 2) },
            values.enumerated().map { Term($0.offset < 10 ? $0.element : 0) },
            values.enumerated().map { Term($0.offset % 2 == 0 ? $0.element : 4) }, values.map { _ in 5 },
            truth.enumerated().filter { $0.offset % 5 != 3 }.map(\.element),
        ]
    }()

    private static func text(_ finding: Finding) -> String {
        "\(finding.sentence) \(finding.hint) \(finding.evidence.map { "\($0.name)=\($0.value)" })"
    }

    @Test(arguments: [nil, 8]) func `no hidden term is in a finding's words or evidence`(visible: Int?) {
        let hidden = Self.truth.dropFirst(visible ?? 0).map(\.description)
        var told = 0
        for answers in Self.answers {
            for convention in [Observation.Convention.function, .terms] {
                let observation = Sample.function(
                    truth: Array(Self.truth.prefix(answers.count)), answers: answers, visible: visible,
                    convention: convention)
                let findings = Sample.findings(observation)
                told += findings.count
                for finding in findings.map(\.hidingTruth) {
                    let text = Self.text(finding)
                    #expect(!hidden.contains { text.contains($0) }, "\(text)")
                }
            }
        }
        #expect(told > 30)
    }

    @Test func `a number that gives all hidden terms away is told only where visible terms show it`() throws {
        let answers = Sample.integers(Self.truth).map { Term($0 + 918_273) }
        func summand(visible: Int?) throws -> String {
            let observation = Sample.function(truth: Self.truth, answers: answers, visible: visible)
            let finding = try #require(Sample.findings(observation).first)
            #expect(finding.code == .constantSummand && Self.text(finding).contains("918273"))
            return Self.text(finding.hidingTruth)
        }
        #expect(try !summand(visible: nil).contains("918273"))
        #expect(try !summand(visible: 0).contains("918273"))
        #expect(try summand(visible: 5).contains("918273"))
    }
}
