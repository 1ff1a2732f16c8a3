import Terms

/// Signs: all turned, left out, or alternating where they should not, or not where they should.
struct SignDetector: Detector {
    private static let rules: [(name: String, sentence: String, sign: @Sendable (Facts.Sample) -> Term)] = [
        ("negated", "each answer is the true term with the other sign", { Numbers.negated($0.truth) }),
        (
            "absolute", "the answers are right but for the minus signs, which are left out",
            { Numbers.magnitude($0.truth) }
        ),
        (
            "alternating", "the answers at odd n have the wrong sign",
            {
                $0.index.isMultiple(of: 2) ? $0.truth : Numbers.negated($0.truth)
            }
        ),
        (
            "alternating", "the answers at even n have the wrong sign",
            {
                $0.index.isMultiple(of: 2) ? Numbers.negated($0.truth) : $0.truth
            }
        ),
        (
            "mixed", "the answers are right but for their signs",
            {
                $0.answer.isNegative == $0.truth.isNegative ? $0.truth : Numbers.negated($0.truth)
            }
        ),
    ]

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.isConstant else { return [] }
        for rule in Self.rules {
            let agreement = facts.agreement(rule.sign)
            let found = agreement.found(
                facts, .wrongSign, rule.sentence, hint: "check the factor (-1)^n, or an abs()",
                [.init("rule", .text(rule.name))])
            if let found { return [found] }
        }
        return []
    }
}
