import Diagnosis
import Terms
import Testing

/// With true terms hidden, a finding holds none.
@Suite struct HiddenTruthTests {
    private static let values: [Int] = (0..<40).map { n in
        let m = n + 3
        return 1_000_003 * m * m + 77_777 * n
    }
    private static let truth: [Term] = values.map { Term($0) }

    private static func each(_ rule: (_ n: Int, _ value: Int) -> Int) -> [Term] {
        var terms: [Term] = []
        for (n, value) in values.enumerated() { terms.append(Term(rule(n, value))) }
        return terms
    }

    /// Every answer list that some rule applies to, with what it makes of the truth.
    private static let answers: [[Term]] = {
        var sum = 0
        var lists: [[Term]] = [Array(truth.dropFirst()) + [1], [1] + Array(truth.dropLast())]
        lists.append(Array(truth.reversed()))
        lists.append(
            each { _, value in
                sum += value
                return sum
            })
        lists.append(each { n, value in n + 1 < values.count ? values[n + 1] - value : 1 })
        lists.append(each { _, value in -value })
        lists.append(each { _, value in value * 3 })
        lists.append(each { _, value in value + 9 })
        lists.append(each { _, value in value & 0xFFFF })
        lists.append(each { n, value in value + n })
        lists.append(each { _, value in value / 2 * 2 })
        lists.append(each { n, value in n < 10 ? value : 0 })
        lists.append(each { n, value in n % 2 == 0 ? value : 4 })
        lists.append(each { _, _ in 5 })
        lists.append(truth.enumerated().filter { pair in pair.offset % 5 != 3 }.map { $0.element })
        return lists
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
        let answers = Self.each { _, value in value + 918_273 }
        func summand(visible: Int?) throws -> String {
            let observation = Sample.function(truth: Self.truth, answers: answers, visible: visible)
            let finding = try #require(Sample.findings(observation).first)
            #expect(finding.code == .constantSummand && Self.text(finding).contains("918273"))
            return Self.text(finding.hidingTruth)
        }
        let (unknown, none, some) = (
            try summand(visible: nil), try summand(visible: 0), try summand(visible: 5)
        )
        #expect(!unknown.contains("918273") && !none.contains("918273") && some.contains("918273"))
    }
}
