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
