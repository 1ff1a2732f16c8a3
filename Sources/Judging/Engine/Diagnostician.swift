import Diagnosis
import Sandboxing
import Terms

/// From a check's report, and what a further run showed, to its findings.
struct Diagnostician {
    let session: CheckSession
    let language: Observation.Language

    /// The findings of a report. Never fails: what is not known is left out.
    func findings(_ report: CheckReport, _ explored: Explored?) -> [Finding] {
        Examination(observation(report, explored), catalogue: session.options.catalogue).findings
    }

    /// What was observed, the further run before the check: it went on where the check had stopped.
    func observation(_ report: CheckReport, _ explored: Explored?) -> Observation {
        let table = session.truth.table
        var observation = Observation(
            outcome: Self.outcome(report.verdict), language: language,
            convention: report.entry.map { Self.convention($0.entry) }, truth: table.entries,
            offset: table.offset, visible: session.truth.visible)
        observation.explanation = report.explanation
        observation.sequenceID = table.id
        observation.source = session.candidate.source
        observation.termsAreListed = report.suspicion.level == .strong
        observation.caseSeconds = report.limits.run.cpu.inSeconds
        observation.checkSeconds = report.limits.checkCPU.inSeconds
        observation.errors = report.diagnostics
        if observation.errors.isEmpty, let explored { observation.errors = Diagnostics.text(explored.errors) }
        observation.output = explored?.output ?? []
        observation.endedByItself = explored?.endedByItself ?? false
        observation.arrivals = (explored?.arrivals ?? []).map {
            .init(count: $0.count, seconds: $0.elapsed.inSeconds)
        }
        observation.dependsOnOrder = dependsOnOrder(report, explored)
        var cases = explored?.answers ?? [:]
        for item in report.cases {
            guard let other = cases[item.index] else {
                cases[item.index] = item
                continue
            }
            if other.cpu == nil { cases[item.index]?.cpu = item.cpu }
        }
        observation.answers = cases.values.sorted { $0.index < $1.index }.map(Self.answered)
        return observation
    }

    /// Whether what failed in the check, where a few indices are asked for out of order or again, came out right where
    /// each was asked for once and in order.
    private func dependsOnOrder(_ report: CheckReport, _ explored: Explored?) -> Bool {
        guard case .function = report.entry?.entry, report.verdict == .wrongAnswer, let explored else {
            return false
        }
        let failed = report.cases.filter { !$0.isPassed }
        if failed.isEmpty {
            return report.tally.passed == report.tally.required && !report.explanation.contains("beyond")
        }
        return failed.allSatisfy { explored.answers[$0.index]?.isPassed == true }
    }

    private static func answered(_ item: CaseReport) -> Observation.Answered {
        let answer: Observation.Answer =
            switch item.outcome {
            case .passed: .integer(item.expected)
            case .wrong(let actual): .integer(actual)
            case .malformed(let reason, let excerpt): .malformed(reason: reason, excerpt: excerpt)
            case .missing: .missing
            case .stopped: .stopped
            }
        return .init(index: item.index, truth: item.expected, answer: answer, seconds: item.cpu?.inSeconds)
    }

    private static func convention(_ entry: Entry) -> Observation.Convention {
        switch entry {
        case .stdin, .argv: .process
        case .function: .function
        case .terms: .terms
        case .generator, .list, .upTo, .rows, .table: .iterable
        case .predicate, .predicateFromOne: .predicate
        }
    }

    private static func outcome(_ verdict: Verdict) -> Observation.Outcome {
        switch verdict {
        case .accepted: .accepted
        case .wrongAnswer: .wrongAnswer
        case .timeLimitExceeded: .timeLimit
        case .idlenessLimitExceeded: .idleness
        case .memoryLimitExceeded: .memoryLimit
        case .outputLimitExceeded: .outputLimit
        case .runTimeError: .runTimeError
        case .processLimitExceeded: .processLimit
        case .securityViolation: .securityViolation
        case .compileError: .compileError
        case .internalError: .internalError
        }
    }
}

extension Diagnosing {
    /// Whether candidates with a verdict are diagnosed.
    func includes(_ verdict: Verdict) -> Bool {
        switch self {
        case .none: false
        case .failures: verdict != .accepted
        case .always: true
        }
    }
}
