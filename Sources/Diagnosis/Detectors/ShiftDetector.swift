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

/// Rows of a triangle, or all terms, in reverse.
struct RowDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard let first = facts.observation.truth.first?.index,
            let last = facts.observation.truth.last?.index,
            !facts.wrong.isEmpty, !facts.isConstant
        else { return [] }
        let rows = facts.agreement { sample in
            let place = sample.index - first
            var row = 0
            while (row + 1) * (row + 2) / 2 <= place { row += 1 }
            let start = row * (row + 1) / 2
            return facts.truth(first + start + (row - (place - start)))
        }
        let reversed = rows.found(
            facts, .reversedRows, "each row of the triangle comes in reverse",
            hint: "within row n, count k in the other direction")
        // The last term that came is the first one, whatever was asked for.
        let end = facts.integers.last?.index ?? last
        let order = facts.agreement { facts.truth(first + end - $0.index) }
        let backwards = order.found(
            facts, .reversedOrder, "the true terms come in reverse order", hint: "print them ascending by n")
        return [reversed, backwards].compactMap { $0 }
    }
}

/// Output that pays no heed to the sequence: constant, periodic, or n itself.
struct ConstantDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let samples = facts.integers
        guard samples.count >= 4, !facts.wrong.isEmpty else { return [] }
        let share = facts.share(facts.wrong.count)
        if facts.isConstant {
            let finding = Finding(
                .constantOutput, samples.count >= 6 ? .certain : .likely,
                "the answer is \(Quoted.text(samples[0].answer.description)) for every n",
                hint: "the result does not depend on n: is the right variable returned?",
                evidence: [
                    .init("value", .term(samples[0].answer)), .init("answers", .integer(samples.count)),
                ])
            return [Found(finding: finding, share: share)]
        }
        if samples.allSatisfy({ $0.answer.intValue == $0.index }) {
            let finding = Finding(
                .echoesIndex, samples.count >= 6 ? .certain : .likely, "the answer is n itself for every n",
                hint: "return the computed value, not the argument",
                evidence: [.init("answers", .integer(samples.count))])
            return [Found(finding: finding, share: share)]
        }
        return periodic(facts, share)
    }

    private func periodic(_ facts: Facts, _ share: Double) -> [Found] {
        let samples = facts.integers
        guard samples.count >= 9, facts.isConsecutive else { return [] }
        for period in 2...max(2, min(24, samples.count / 3)) {
            let pairs = zip(samples, samples.dropFirst(period))
            guard pairs.allSatisfy({ $0.answer == $1.answer }), !pairs.allSatisfy({ $0.truth == $1.truth })
            else { continue }
            let finding = Finding(
                .periodicOutput, samples.count >= 4 * period && samples.count >= 12 ? .certain : .likely,
                "the answers repeat every \(period) terms",
                hint: "what is carried from one term to the next is lost or reset",
                evidence: [.init("period", .integer(period)), .init("answers", .integer(samples.count))])
            return [Found(finding: finding, share: share)]
        }
        return []
    }
}

extension Facts {
    /// Whether integers were answered at consecutive indices.
    var isConsecutive: Bool {
        guard let first = integers.first, let last = integers.last else { return false }
        return last.index - first.index == integers.count - 1
    }
}

/// The output of another known sequence.
struct CatalogueDetector: Detector {
    private static let fewest = 6
    private static let most = 40

    func findings(_ facts: Facts) -> [Found] {
        guard let catalogue = facts.catalogue, !facts.wrong.isEmpty, !facts.isConstant else { return [] }
        var run: [Facts.Sample] = []
        for sample in facts.integers.prefix(Self.most) {
            if let last = run.last, sample.index != last.index + 1 { break }
            run.append(sample)
        }
        guard run.count >= Self.fewest, run.contains(where: { !$0.isRight }),
            let matches = try? catalogue.sequences(holding: run.map(\.answer), limit: 8)
        else { return [] }
        let own = facts.observation.sequenceID
        let match = matches.first { match in
            !(own.map { SequenceID.same($0, match.id) } ?? false) && match.relation == .equal
                && match.fitting >= Self.fewest
        }
        guard let match else { return [] }
        let bits = Set(run.map(\.answer)).reduce(0) { $0 + Agreement.bits(of: $1) }
        let isCertain = match.fitting >= 8 && match.fitting >= run.count && bits >= Agreement.bitsForCertainty
        let name = match.name.map { ": " + Quoted.text($0) } ?? ""
        let finding = Finding(
            .otherSequence, isCertain ? .certain : .likely,
            "the answers are those of another sequence, \(Quoted.text(match.id))\(name)",
            hint: "read the definition again: that sequence is another one",
            evidence: [
                .init("sequence", .text(Quoted.text(match.id))), .init("index", .integer(match.index)),
                .init("fitting", .integer(match.fitting)),
            ])
        return [Found(finding: finding, share: facts.share(facts.wrong.count))]
    }
}
