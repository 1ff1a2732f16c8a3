import Terms

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
