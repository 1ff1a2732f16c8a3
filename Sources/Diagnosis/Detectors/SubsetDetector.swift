import Terms

/// Ascending answers that leave some true terms out, or hold some values too many: a condition that is too strict or too
/// lax.
struct SubsetDetector: Detector {
    private static let fewest = 8
    private static let leastBits = 20.0

    func findings(_ facts: Facts) -> [Found] {
        let run = facts.run
        guard run.first?.index == facts.observation.truth.first?.index,
            run.count(where: { !$0.isRight }) >= 2,
            let answers = ascending(run.map(\.answer)), answers.count >= Self.fewest,
            let truths = ascending(facts.observation.truth.map(\.term)), let last = truths.last,
            let end = answers.last
        else { return [] }
        let within = answers.filter { $0 <= last }
        let known = truths.filter { $0 <= end }
        guard within.count >= Self.fewest, known.count >= Self.fewest else { return [] }
        // Up to the first wrong answer both are the same whatever comes after.
        let same = run.prefix { $0.isRight }.last?.answer.intValue ?? .min
        let missing = Set(known).subtracting(within).sorted()
        let surplus = Set(within).subtracting(known).sorted()
        if surplus.isEmpty, missing.count >= 2 {
            return [
                found(
                    .missingTerm, "every value is a true term, but some are left out",
                    "the condition that lets a term pass is too strict", missing, truths,
                    within.count { $0 > same })
            ].compactMap { $0 }
        }
        guard missing.isEmpty, !surplus.isEmpty else { return [] }
        return [
            found(
                .extraTerm,
                "all true terms come, and values between them that are none, the first of them \(surplus[0])",
                "the condition that lets a term pass is too lax", surplus, within, known.count { $0 > same })
        ].compactMap { $0 }
    }

    /// By chance each of the few falls among the many with the probability that their density is.
    private func found(
        _ code: Finding.Code, _ sentence: String, _ hint: String, _ odd: [Int], _ many: [Int], _ few: Int
    ) -> Found? {
        guard let first = many.first, let last = many.last, last > first else { return nil }
        let density = Double(many.count) / Double(last - first + 1)
        var (bits, share) = (0.0, 1.0)
        while share * 0.75 > density, bits < 20 {
            share *= 0.75
            bits += 0.415
        }
        let sum = Double(few) * bits
        guard sum >= Self.leastBits else { return nil }
        let finding = Finding(
            code, sum >= 2 * Self.leastBits ? .certain : .likely, sentence, hint: hint,
            evidence: [
                .init("count", .integer(odd.count)),
                .init("values", .integers(Array(odd.prefix(8))), tellsTruth: code == .missingTerm),
            ])
        return Found(finding: finding, share: 1)
    }

    /// The values, if they ascend and fit in a machine word.
    private func ascending(_ terms: [Term]) -> [Int]? {
        var values: [Int] = []
        for term in terms.prefix(4_096) {
            guard let value = term.intValue, value.magnitude < 1 << 61,
                values.last.map({ $0 < value }) ?? true
            else { return nil }
            values.append(value)
        }
        return values
    }
}
