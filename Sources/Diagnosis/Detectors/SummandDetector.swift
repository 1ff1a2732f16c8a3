import BigInt
import Terms

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
