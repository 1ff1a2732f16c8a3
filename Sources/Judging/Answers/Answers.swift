import Statistics
public import Terms

/// What a candidate answers at some indices, compared with nothing.
public struct Answers: Sendable {
    /// The candidate's file name.
    public var candidateName: String
    /// One for each index that was reached, in order of index.
    public var items: [Answer]
    /// Why not every index was reached, or nothing was run: a verdict other than accepted or wrong answer. Nil when every
    /// index has an answer of some kind.
    public var ending: Verdict?
    /// One sentence for a person about the ending; empty where there is none.
    public var explanation: String
    /// The calling convention used and why; nil where none was found.
    public var entry: CheckReport.EntryDecision?
    /// The language and the toolchain; nil when none was found.
    public var toolchain: CheckReport.Toolchain?
    /// Compiler diagnostics, or the last part of standard error.
    public var diagnostics: String
    /// What it all used.
    public var usage: CheckReport.Usage
    /// The limits in force.
    public var limits: CheckLimits
    /// The rung and what it could not enforce.
    public var enforcement: CheckReport.Enforcement

    /// The integers that were answered, by their index.
    public var terms: [Int: Term] {
        items.reduce(into: [:]) { terms, item in
            if case .term(let term) = item.value { terms[item.index] = term }
        }
    }
}

/// What was answered at one index.
public struct Answer: Sendable, Hashable {
    /// The index n.
    public var index: Int
    /// The answer.
    public var value: Value
    /// CPU time; nil where an answer has no time of its own (a stream of terms).
    public var cpu: Duration?

    /// What an answer can be.
    public enum Value: Sendable, Hashable {
        /// An integer.
        case term(Term)
        /// No canonical integer: the reason, and an excerpt with control characters escaped.
        case malformed(reason: String, excerpt: String)
        /// Nothing.
        case missing
        /// The program was stopped or ended while it worked on it.
        case stopped(Verdict)
    }
}

extension Judge {
    /// Asks a candidate for terms, in the jail and within the limits of a check, without knowing what is right.
    ///
    /// Where `candidate.entry` is nil the likeliest calling convention is taken, since there is no truth to tell by.
    /// - Parameters:
    ///   - indices: what is asked for; at least one, not below `offset`.
    ///   - offset: the index of the first term that a candidate prints that prints the sequence.
    ///   - sequenceID: helps to find the calling convention; nil: not known.
    /// - Throws: ``JudgeError`` when it could not be begun or was cancelled.
    public func answers(
        of candidate: Candidate, at indices: [Int], offset: Int, sequenceID: String? = nil,
        options: CheckOptions = CheckOptions()
    ) async throws(JudgeError) -> Answers {
        let entries = Set(indices).sorted().map { IndexedTerm(index: $0, term: Placeholder.term($0)) }
        var options = options
        options.allCases = true
        options.isSurvey = true
        let table = TermTable(id: sequenceID, offset: offset, entries: entries, source: "no truth")
        return Answers(
            try await check(candidate, against: Truth(table: table), options: options), of: entries.count)
    }
}

/// What an answer is compared with where there is no truth: nothing that a program would answer, and no two alike.
private enum Placeholder {
    static func term(_ index: Int) -> Term {
        var random = SeededRandom(seed: UInt64(bitPattern: Int64(index)))
        let digits = (0..<3).map { _ in String(random.next() | 1 << 63) }
        return Term("-" + digits.joined()) ?? Term(index)
    }
}

extension Answers {
    /// Takes what was answered from a check against placeholders.
    fileprivate init(_ report: CheckReport, of wanted: Int) {
        candidateName = report.candidateName
        items = report.cases.map { item in
            let value: Answer.Value =
                switch item.outcome {
                case .passed: .term(item.expected)
                case .wrong(let actual): .term(actual)
                case .malformed(let reason, let excerpt): .malformed(reason: reason, excerpt: excerpt)
                case .missing: .missing
                case .stopped(let verdict): .stopped(verdict)
                }
            return Answer(index: item.index, value: value, cpu: item.cpu)
        }
        (entry, toolchain, diagnostics) = (report.entry, report.toolchain, report.diagnostics)
        (usage, limits, enforcement) = (report.usage, report.limits, report.enforcement)
        let stop = items.first { if case .stopped = $0.value { true } else { false } }
        if case .stopped(let verdict)? = stop?.value {
            ending = verdict
            explanation = "a(\(stop?.index ?? 0)): \(verdict.name)"
        } else if report.verdict != .accepted && report.verdict != .wrongAnswer {
            (ending, explanation) = (report.verdict, report.explanation)
        } else if items.count < wanted {
            (ending, explanation) = (.wrongAnswer, "it ended after \(items.count) of \(wanted) answers")
        } else {
            (ending, explanation) = (nil, "")
        }
    }
}
