import Sandboxing
import Terms
import Verification

/// Runs a prepared candidate and compares what it prints, by the framing of its calling convention.
struct Asker {
    let session: CheckSession
    let cell: Cell
    let executable: Program.Executable
    let plan: RunPlan
    let limits: Limits
    /// CPU time of all cases together.
    let budget: Duration
    /// A process that is there already, for the first start.
    var opening: Opening?

    var entries: [IndexedTerm] { session.truth.table.entries }

    func judge(_ evidence: inout Evidence) throws {
        switch plan.framing {
        case .perProcess: try ProcessAsker(asker: self).judge(&evidence)
        case .lines: try LineAsker(asker: self).judge(&evidence)
        case .stream: try StreamAsker(asker: self).judge(&evidence)
        }
        if evidence.report.tally.passed == evidence.report.tally.required {
            evidence.decide(.accepted, "all \(entries.count) required terms are right")
        } else {
            evidence.decide(.wrongAnswer, "terms are missing")
        }
        if session.options.diagnosis != .none { evidence.explorer = self }
    }

    /// Learns more for the diagnosis. A jail that is lost on the way is no reason to judge again: the verdict stands.
    func explore(_ evidence: inout Evidence) throws {
        do {
            evidence.explored = try Exploration(asker: self).explore(evidence.finished())
        } catch let error as JudgeError {
            throw error
        } catch {
            evidence.report.notes.append(
                "the diagnosis goes by the check alone: its own run failed (\(error))")
        }
    }

    /// Starts a process for an index, or takes the one that is there.
    func start(
        at index: Int, count: Int = 1, _ limits: Limits, _ evidence: inout Evidence
    ) throws -> Run {
        let start = plan.start(at: index, count: count)
        if let run = opening?.take() {
            if let used = try run.restart(limits: limits) { evidence.report.usage.compileCPU = used.cpu }
            run.write(plan.continuation(at: index, count: count))
            if start.closesInput { run.closeInput() }
            return run
        }
        let run = try cell.start(Program(executable, arguments: start.arguments), limits: limits)
        run.write(start.input)
        if start.closesInput { run.closeInput() }
        return run
    }

    func isVisible(_ index: Int) -> Bool {
        guard let visible = session.truth.visible else { return false }
        return entries.prefix(visible).last.map { index <= $0.index } ?? false
    }

    /// Output limits count what is asked for on top: a sequence with huge terms is no flood.
    func outputLimit(for terms: some Sequence<IndexedTerm>) -> ByteCount {
        let needed = terms.reduce(0) { $0 + $1.term.digitCount + 32 }
        let (sum, overflow) = limits.output.bytes.addingReportingOverflow(2 * needed)
        return ByteCount(bytes: overflow ? .max : sum)
    }

    /// Compares one answer.
    func compare(_ reading: AnswerReading, with expected: Term, _ evidence: inout Evidence)
        -> CaseReport.Outcome
    {
        switch reading {
        case .term(let term): return term == expected ? .passed : .wrong(actual: term)
        case .missing: return .missing
        case .malformed(let malformation):
            if session.options.forgivePrompts, let term = malformation.labelled {
                let note = "a prompt or label before an answer was forgiven"
                if !evidence.report.notes.contains(note) { evidence.report.notes.append(note) }
                return term == expected ? .passed : .wrong(actual: term)
            }
            return .malformed(reason: malformation.reason, excerpt: malformation.excerpt)
        }
    }

    /// Decides for a case that failed by its answer. The sentence holds no expected term.
    func decide(_ outcome: CaseReport.Outcome, at index: Int, _ evidence: inout Evidence) {
        switch outcome {
        case .stopped(let verdict): evidence.decide(verdict, "a(\(index)): \(verdict.name)")
        default:
            if let words = Self.words(outcome, at: index) { evidence.decide(.wrongAnswer, words, at: index) }
        }
    }

    /// What is wrong with an answer, in words; nil for one that is right, or that never came because the program was stopped.
    static func words(_ outcome: CaseReport.Outcome, at index: Int) -> String? {
        switch outcome {
        case .passed, .stopped: nil
        case .wrong: "a(\(index)) is wrong"
        case .missing: "there is no answer for a(\(index))"
        case .malformed(let reason, let excerpt):
            "the answer for a(\(index)) is no canonical integer: \(reason) (\(excerpt))"
        }
    }
}
