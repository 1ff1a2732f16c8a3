import BigInt
import Terms

/// Each answer is the true term with n added, taken off, multiplied or divided.
struct IndexRuleDetector: Detector {
    private struct Rule {
        var code: Finding.Code
        var sentence: String
        var rule: String
        var predict: @Sendable (_ truth: BigInt, _ n: BigInt) -> BigInt?
    }

    private static let rules: [Rule] = [
        Rule(
            code: .indexSummand, sentence: "each answer is n more than the true term", rule: "a(n) + n",
            predict: { $0 + $1 }),
        Rule(
            code: .indexSummand, sentence: "each answer is n less than the true term", rule: "a(n) - n",
            predict: { $0 - $1 }),
        Rule(
            code: .indexFactor, sentence: "each answer is n times the true term", rule: "a(n) * n",
            predict: { $0 * $1 }),
        Rule(
            code: .indexFactor, sentence: "each answer is the true term divided by n", rule: "a(n) / n",
            predict: { $1 != 0 && $0 % $1 == 0 ? $0 / $1 : nil }),
    ]

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.wrong.isEmpty, !facts.isConstant else { return [] }
        var found: [Found] = []
        for rule in Self.rules {
            let agreement = facts.agreementOfValues { rule.predict($0.truth, BigInt($0.sample.index)) }
            guard agreement.compared * 4 >= facts.values.count * 3 else { continue }
            let one = agreement.found(
                facts, rule.code, rule.sentence,
                hint: "check the first and the last element that is counted or multiplied",
                [.init("rule", .text(rule.rule))], ofValues: true)
            if let one { found.append(one) }
        }
        return found
    }
}
