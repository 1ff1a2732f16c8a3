import BigInt
import Terms

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
