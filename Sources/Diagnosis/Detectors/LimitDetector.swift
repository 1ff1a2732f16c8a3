import Terms

/// The other limits.
struct LimitDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        var evidence: [Finding.Evidence] = []
        if let last = facts.integers.last(where: \.isRight) {
            evidence.append(.init("reached_n", .integer(last.index)))
        }
        if let stopped = facts.firstFailure { evidence.append(.init("stopped_n", .integer(stopped))) }
        let (code, sentence, hint): (Finding.Code, String, String)
        switch facts.observation.outcome {
        case .memoryLimit:
            (code, sentence, hint) = (
                .memoryGrowth, "the memory does not suffice", "keep only what the next term needs"
            )
        case .idleness:
            (code, sentence, hint) = (
                .waits,
                "the program waits instead of computing: it sleeps, is blocked, or reads input that does not come",
                "no sleep, no locks, no second question for input"
            )
        case .outputLimit:
            (code, sentence, hint) = (
                .endlessOutput, "there is far more output than answers",
                "print the terms alone, without debugging output"
            )
        case .processLimit:
            (code, sentence, hint) = (
                .startsProcesses, "the program starts other processes or threads", "compute in one process"
            )
        default: return []
        }
        return [Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)]
    }
}
