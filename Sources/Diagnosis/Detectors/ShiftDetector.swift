import Terms

/// True terms at other places: an index that is off, terms left out or put in.
struct ShiftDetector: Detector {
    private static let farthest = 8

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.wrong.isEmpty, !facts.isConstant else { return [] }
        return whole(facts) + fromSomewhere(facts)
    }

    /// All answers are shifted.
    private func whole(_ facts: Facts) -> [Found] {
        var best: (found: Found, agreeing: Int)?
        for distance in 1...Self.farthest {
            for shift in [distance, -distance] {
                let agreement = facts.agreement { facts.truth($0.index + shift) }
                guard let found = describe(shift, agreement, facts) else { continue }
                // A long shift leaves little to compare.
                guard agreement.compared * 2 >= facts.integers.count else { continue }
                if agreement.agreeing > best?.agreeing ?? 0 { best = (found, agreement.agreeing) }
            }
        }
        return best.map { [$0.found] } ?? []
    }

    private func describe(_ shift: Int, _ agreement: Agreement, _ facts: Facts) -> Found? {
        let evidence: [Finding.Evidence] = [
            .init("shift", .integer(shift)), .init("offset", .integer(facts.observation.offset)),
        ]
        let offset = facts.observation.offset
        guard facts.observation.convention?.isStream == true else {
            let place = shift > 0 ? "n+\(shift)" : "n\(shift)"
            return agreement.found(
                facts, .indexShift, "the answer for n is the true a(\(place))",
                hint: "the sequence's first index is \(offset): "
                    + (shift > 0
                        ? "count \(shift) less" : "count \(-shift) more"),
                evidence)
        }
        if shift > 0 {
            let count = shift == 1 ? "the first true term is" : "the first \(shift) true terms are"
            return agreement.found(
                facts, .missingFirstTerms, "\(count) left out", hint: "begin with a(\(offset))", evidence)
        }
        let count = shift == -1 ? "a value comes" : "\(-shift) values come"
        return agreement.found(
            facts, .extraFirstTerms, "\(count) before the first true term", hint: "begin with a(\(offset))",
            evidence)
    }

    /// The answers are right at first and shifted from some index on.
    private func fromSomewhere(_ facts: Facts) -> [Found] {
        guard let first = facts.wrong.first?.index,
            facts.integers.count(where: { $0.index < first }) >= 2
        else { return [] }
        for shift in [1, -1, 2, -2] {
            let agreement = facts.agreement { sample in
                sample.index < first ? nil : facts.truth(sample.index + shift)
            }
            guard agreement.compared >= 3 else { continue }
            let count = abs(shift) == 1 ? "a term is" : "\(abs(shift)) terms are"
            let sentence =
                shift > 0
                ? "\(count) left out: a(\(first)) is missing" : "\(count) too many, before a(\(first))"
            let found = agreement.found(
                facts, shift > 0 ? .missingTerm : .extraTerm, sentence,
                hint: shift > 0
                    ? "check the condition that lets a term pass; equal terms are to be repeated"
                    : "check for a value that is given twice, or should not pass",
                [.init("shift", .integer(shift)), .init("from_n", .integer(first))])
            if let found { return [found] }
        }
        return []
    }
}
