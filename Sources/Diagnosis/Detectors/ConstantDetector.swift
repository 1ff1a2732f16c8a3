import Terms

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
        let lag = samples[0].answer.intValue.map { $0.subtractingReportingOverflow(samples[0].index) }
        if let lag, !lag.overflow, abs(lag.partialValue) <= 2,
            samples.allSatisfy({ $0.answer == Term($0.index + lag.partialValue) })
        {
            let what = lag.partialValue == 0 ? "n itself" : "n plus \(lag.partialValue)"
            let finding = Finding(
                .echoesIndex, samples.count >= 6 ? .certain : .likely, "the answer is \(what) for every n",
                hint: "give the computed value, not the argument; a condition may always be true",
                evidence: [
                    .init("lag", .integer(lag.partialValue)), .init("answers", .integer(samples.count)),
                ])
            return [Found(finding: finding, share: share)]
        }
        return periodic(facts, share)
    }

    private func periodic(_ facts: Facts, _ share: Double) -> [Found] {
        let samples = facts.run
        guard samples.count >= 9, samples.contains(where: { !$0.isRight }) else { return [] }
        for period in 2...max(2, min(24, samples.count / 2)) {
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

/// The output of another known sequence.
struct CatalogueDetector: Detector {
    private static let fewest = 6
    /// Answers that are looked for, the shorter ones where the program is wrong in another way further on.
    private static let lengths = [40, 16, 8]

    func findings(_ facts: Facts) -> [Found] {
        guard let catalogue = facts.catalogue, !facts.wrong.isEmpty, !facts.isConstant else { return [] }
        let own = facts.observation.sequenceID
        for length in Self.lengths {
            let run = facts.run.prefix(length)
            guard run.count >= Self.fewest, run.contains(where: { !$0.isRight }),
                let matches = try? catalogue.sequences(holding: run.map(\.answer), limit: 8)
            else { return [] }
            let match = matches.first { match in
                !(own.map { SequenceID.same($0, match.id) } ?? false) && match.relation == .equal
                    && match.fitting >= Self.fewest
            }
            if let match { return [found(match, run, facts)] }
        }
        return []
    }

    private func found(_ match: SequenceMatch, _ run: ArraySlice<Facts.Sample>, _ facts: Facts) -> Found {
        let bits = Set(run.map(\.answer)).reduce(0) { $0 + min(16, Agreement.bits(of: $1)) }
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
        return Found(finding: finding, share: facts.share(facts.wrong.count))
    }
}
