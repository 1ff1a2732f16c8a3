import Terms

/// No output, too little, or too much.
struct SilenceDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .wrongAnswer else { return [] }
        if observation.explanation.contains("output beyond") {
            let finding = Finding(
                .extraOutput, .certain, "there is output beyond the answers", hint: "print the answers alone")
            return [Found(finding: finding, share: 1)]
        }
        let missing = observation.answers.count { $0.answer == .missing }
        let endsQuietly =
            observation.convention == .function && facts.wrong.isEmpty && facts.malformed.isEmpty
        if missing > 0,
            endsQuietly
                || missing == observation.answers.count
                || observation.convention == .process && missing == facts.failedCount
        {
            return [silent(missing, facts)]
        }
        guard observation.convention?.isStream == true, observation.endedByItself, facts.wrong.isEmpty,
            facts.malformed.isEmpty, missing > 0, facts.rightCount > 0, let last = facts.integers.last
        else { return [] }
        let finding = Finding(
            .endsEarly, .certain, "\(facts.rightCount) terms come, all right, and then no more",
            hint: observation.convention == .iterable
                ? "let the generator go on for ever"
                : "print more terms, or go on for ever: the output is cut when it is enough",
            evidence: [
                .init("terms", .integer(facts.rightCount)), .init("last_n", .integer(last.index)),
                .init("required", .integer(observation.truth.count)),
            ])
        return [Found(finding: finding, share: 1)]
    }

    private func silent(_ missing: Int, _ facts: Facts) -> Found {
        let isFunction = facts.observation.convention == .function
        let finding =
            isFunction
            ? Finding(
                .exitsEarly, .certain, "the program ends before it answers",
                hint: "return the value; do not call exit",
                evidence: [.init("answers", .integer(facts.integers.count))])
            : Finding(
                .noOutput, .certain, "nothing is printed",
                hint: "print the result: to compute or to return it does not print it",
                evidence: [.init("missing", .integer(missing))])
        return Found(finding: finding, share: facts.share(missing))
    }
}
