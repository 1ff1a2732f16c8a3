import BigInt
import Terms

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
