import BigInt
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

/// Each answer is the true term times the same number.
struct FactorDetector: Detector {
    private static let largest = BigUInt(1_000_000)

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.isConstant else { return [] }
        for base in facts.values.filter({ !$0.sample.isRight && $0.truth != 0 && $0.answer != 0 }).prefix(3) {
            let (truth, answer) = (base.truth, base.answer)
            let common = truth.magnitude.greatestCommonDivisor(with: answer.magnitude)
            let (top, bottom) = (answer.magnitude / common, truth.magnitude / common)
            guard top <= Self.largest, bottom <= Self.largest, top != bottom else { continue }
            let isNegative = truth.sign != answer.sign
            let agreement = facts.agreementOfValues { value in
                let (quotient, rest) = (value.truth * BigInt(top)).quotientAndRemainder(
                    dividingBy: BigInt(bottom))
                // Where it does not divide, the rule fails, whatever the answer.
                return rest == 0 ? (isNegative ? -quotient : quotient) : value.truth
            }
            let factor = (isNegative ? "-" : "") + (bottom == 1 ? "\(top)" : "\(top)/\(bottom)")
            let isOpen = agreement.indices.contains(where: facts.isVisible)
            let found = agreement.found(
                facts, .constantFactor, "each answer is \(factor) times the true term",
                hint: "a constant factor is missing or too many",
                [.init("factor", .text(factor), tellsTruth: !isOpen)],
                guardedSentence: isOpen ? nil : "each answer is the true term times the same number",
                ofValues: true)
            if let found { return [found] }
        }
        return []
    }
}

/// Each answer is the true term and the same number added.
struct SummandDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard !facts.isConstant else { return [] }
        for base in facts.values.filter({ !$0.sample.isRight }).prefix(3) {
            let summand = base.answer - base.truth
            guard let term = Numbers.term(summand), summand.magnitude.bitWidth <= 63 else { continue }
            let agreement = facts.agreementOfValues { $0.truth + summand }
            let isOpen = agreement.indices.contains(where: facts.isVisible)
            let words =
                term.isNegative ? "\(Numbers.magnitude(term)) less" : "\(term) more"
            let found = agreement.found(
                facts, .constantSummand, "each answer is \(words) than the true term",
                hint: "check where counting begins and ends, and what the definition counts",
                [.init("summand", .term(term), tellsTruth: !isOpen)],
                guardedSentence: isOpen ? nil : "each answer differs from the true term by the same number",
                ofValues: true)
            if let found { return [found] }
        }
        return []
    }
}

/// The answers are the differences or the sums of the true terms.
struct DifferenceDetector: Detector {
    /// Sums are taken of so many terms at most.
    private static let mostTerms = 512
    /// And of so many digits, together.
    private static let mostDigits = 10_000

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.isConstant else { return [] }
        var found: [Found] = []
        let truths = truths(facts)
        for ahead in [0, 1] {
            let agreement = facts.agreementOfValues { value in
                guard let high = truths[value.sample.index + ahead],
                    let low = truths[value.sample.index + ahead - 1]
                else { return nil }
                return high - low
            }
            let rule = ahead == 0 ? "a(n) - a(n-1)" : "a(n+1) - a(n)"
            let one = agreement.found(
                facts, .firstDifferences, "the answers are the differences \(rule) of the true terms",
                hint: "sum the terms up", [.init("rule", .text(rule))], ofValues: true)
            if let one { found.append(one) }
        }
        let sums = partialSums(facts)
        for lag in [0, 1, -1] {
            let agreement = facts.agreementOfValues { sums[$0.sample.index - lag] }
            let rule = lag == 0 ? "up to a(n)" : lag == 1 ? "up to a(n-1)" : "up to a(n+1)"
            let one = agreement.found(
                facts, .partialSums, "the answers are the sums of the true terms \(rule)",
                hint: "print the term itself, not the running total", [.init("rule", .text(rule))],
                ofValues: true)
            if let one { found.append(one) }
        }
        return found.max { ($0.finding.confidence, $0.share) < ($1.finding.confidence, $1.share) }
            .map { [$0] } ?? []
    }

    /// The true terms that differences are taken of: where answers are, and beside them.
    private func truths(_ facts: Facts) -> [Int: BigInt] {
        var truths: [Int: BigInt] = [:]
        for value in facts.values { truths[value.sample.index] = value.truth }
        for value in facts.values {
            for index in [value.sample.index - 1, value.sample.index + 1] where truths[index] == nil {
                truths[index] = facts.truth(index).flatMap { Numbers.big($0) }
            }
        }
        return truths
    }

    private func partialSums(_ facts: Facts) -> [Int: BigInt] {
        var sums: [Int: BigInt] = [:]
        var sum = BigInt(0)
        var next = facts.observation.truth.first?.index
        var digits = Self.mostDigits
        for entry in facts.observation.truth.prefix(Self.mostTerms) {
            digits -= entry.term.digitCount
            guard digits > 0, entry.index == next, let value = Numbers.big(entry.term) else { break }
            sum += value
            next = entry.index + 1
            sums[entry.index] = sum
        }
        return sums
    }
}
