import Sandboxing
import Terms
import Verification

/// What a further run of a judged candidate showed, for its diagnosis.
struct Explored {
    /// What was answered, by index, ascending. Nothing of it counts for the verdict.
    var answers: [Int: CaseReport] = [:]
    /// The beginning of a stream's output.
    var output: [UInt8] = []
    /// Whether a stream came to its own end.
    var endedByItself = false
    /// How many values had come at what time of a stream.
    var arrivals: [(count: Int, elapsed: Duration)] = []
    var errors: [UInt8] = []
    var usage = CheckReport.Usage()

    /// Adds what a run used.
    mutating func add(_ run: RunReport) {
        usage.cpu += run.cpu
        usage.wall += run.wall
        usage.peakMemory = max(usage.peakMemory, run.peakMemory)
        usage.runs += 1
    }
}

/// Asks a candidate that was judged for more of its answers: a check ends at the first wrong one, which says little about
/// why it is wrong. Within the check's own limits, and never more than these.
struct Exploration {
    let asker: Asker

    /// Questions put to one process, in ascending order.
    static let mostQuestions = 192
    /// Processes, where each answers one question.
    static let mostProcesses = 20
    /// Of these, how many look for the place where it begins to be wrong.
    static let mostHalvings = 6
    /// How often a process that ended is started anew behind the index where it did.
    static let mostRestarts = 4
    /// Bytes of a stream that are kept as they are.
    static let mostOutput = 8_192
    /// Terms of a stream.
    static let mostTerms = 1_000
    /// Moments of a stream that are kept.
    private static let mostArrivals = 256

    /// Nil where a further run would show nothing that the check did not, or would cost more than it shows.
    func explore(_ report: CheckReport) throws -> Explored? {
        switch (asker.plan.framing, report.verdict) {
        case (.stream, .wrongAnswer), (.stream, .runTimeError), (.stream, .timeLimitExceeded):
            return try stream(report)
        case (.lines, .wrongAnswer), (.lines, .runTimeError): return try lines(report)
        case (.perProcess, .wrongAnswer), (.perProcess, .runTimeError), (.perProcess, .timeLimitExceeded):
            return try processes(report)
        default: return nil
        }
    }

    /// Some of the required terms: the first ones, those around the failure, and some of the rest, ascending.
    static func selection(_ entries: [IndexedTerm], around index: Int?, most: Int) -> [IndexedTerm] {
        guard entries.count > most else { return entries }
        let part = most / 3
        var chosen = Set(0..<part)
        if let place = index.flatMap({ index in entries.firstIndex { $0.index >= index } }) {
            chosen.formUnion(max(0, place - part / 2)..<min(entries.count, place + part / 2))
        }
        let left = most - chosen.count
        for step in 0..<left { chosen.insert((entries.count - 1) * (step + 1) / left) }
        return chosen.sorted().map { entries[$0] }
    }

    private func item(_ entry: IndexedTerm, _ outcome: CaseReport.Outcome = .missing) -> CaseReport {
        CaseReport(
            index: entry.index, outcome: outcome, expected: entry.term,
            isVisible: asker.isVisible(entry.index))
    }

    /// An answer as it is, prompts forgiven or not.
    private func outcome(_ reading: AnswerReading, _ expected: Term) -> CaseReport.Outcome {
        switch reading {
        case .term(let term): term == expected ? .passed : .wrong(actual: term)
        case .missing: .missing
        case .malformed(let malformation):
            .malformed(reason: malformation.reason, excerpt: malformation.excerpt)
        }
    }

    // MARK: One process, question after question

    private func lines(_ report: CheckReport) throws -> Explored {
        var explored = Explored()
        let entries = Self.selection(
            asker.entries, around: report.firstFailure?.index, most: Self.mostQuestions)
        var limits = asker.limits
        limits.output = asker.outputLimit(for: entries)
        var next = 0
        var left = asker.session.options.limits.checkCPU
        for _ in 0...Self.mostRestarts where next < entries.count && left > .zero {
            limits.totalCPU = left
            var conversation = Conversation(
                run: try asker.restart(at: entries[next].index, limits), session: asker.session)
            next = try ask(entries, from: next, &conversation, &explored)
            let run = try conversation.end()
            explored.add(run)
            left -= run.cpu
            if explored.errors.isEmpty { explored.errors = conversation.errors }
            // What takes all its time here takes it at the larger indices, too.
            if run.ending == .breached(.cpu) || run.ending == .breached(.wall) { break }
        }
        return explored
    }

    /// The place of the entry to go on with.
    private func ask(
        _ entries: [IndexedTerm], from start: Int, _ conversation: inout Conversation,
        _ explored: inout Explored
    ) throws -> Int {
        for place in start..<entries.count {
            let entry = entries[place]
            guard let line = try conversation.answer(to: asker.plan.question(entry.index)) else {
                let isBad = conversation.ended.map { Words.verdict($0) != nil } ?? false
                explored.answers[entry.index] = item(entry, isBad ? .stopped(.runTimeError) : .missing)
                return place + 1
            }
            conversation.mark(nil)
            explored.answers[entry.index] = item(entry, outcome(AnswerLine.read(line), entry.term))
        }
        return entries.count
    }

    // MARK: A process for each question

    private func processes(_ report: CheckReport) throws -> Explored {
        var explored = Explored()
        var left = asker.session.options.limits.checkCPU
        let chosen = Self.selection(
            asker.entries, around: report.firstFailure?.index, most: Self.mostProcesses - Self.mostHalvings)
        for entry in chosen where left > .zero {
            let verdict = try ask(entry, &left, &explored)
            // What is too slow here is too slow at the larger indices, too.
            if verdict == .timeLimitExceeded || verdict == .idlenessLimitExceeded { return explored }
        }
        for _ in 0..<Self.mostHalvings where left > .zero {
            guard let entry = halfway(explored) else { break }
            _ = try ask(entry, &left, &explored)
        }
        return explored
    }

    /// Between the first failure and the last right answer before it: where a program begins to be wrong tells much.
    private func halfway(_ explored: Explored) -> IndexedTerm? {
        let entries = asker.entries
        let known = entries.indices.filter { explored.answers[entries[$0].index] != nil }
        guard let failed = known.first(where: { explored.answers[entries[$0].index]?.isPassed == false }),
            let right = known.last(where: { $0 < failed }), right + 1 < failed
        else { return nil }
        return entries[(right + failed) / 2]
    }

    private func ask(
        _ entry: IndexedTerm, _ left: inout Duration, _ explored: inout Explored
    ) throws -> Verdict? {
        var limits = asker.limits
        limits.cpu = min(limits.cpu, left)
        limits.output = asker.outputLimit(for: CollectionOfOne(entry))
        let capture = try Capture.whole(try asker.restart(at: entry.index, limits), asker.session)
        explored.add(capture.report)
        left -= capture.report.cpu
        var item = item(entry)
        (item.cpu, item.wall) = (capture.report.cpu, capture.report.wall)
        let verdict = Words.verdict(capture.report)
        item.outcome = verdict.map { .stopped($0) } ?? outcome(AnswerReader.read(capture.output), entry.term)
        explored.answers[entry.index] = item
        if !item.isPassed, explored.errors.isEmpty { explored.errors = capture.errors }
        return verdict
    }

    // MARK: A stream

    private func stream(_ report: CheckReport) throws -> Explored? {
        guard let first = asker.entries.first, let last = asker.entries.last else { return nil }
        let offset = asker.session.truth.table.offset
        let required = Array(asker.entries.prefix(Self.mostTerms))
        var comparison = StreamComparison(required: required, offset: offset, allCases: true)
        let isStandardWall = asker.limits.wall == Limits.wall(forCPU: asker.limits.cpu)
        var limits = asker.limits
        limits.cpu = min(asker.session.options.limits.checkCPU, limits.cpu * 2)
        if isStandardWall { limits.wall = Limits.wall(forCPU: limits.cpu) }
        limits.output = asker.outputLimit(for: required)
        let start = asker.plan.entry.isByRows ? offset : min(first.index, 0)
        let run = try asker.restart(
            at: start, count: max(1, last.index - offset + 1), limits)
        var explored = Explored()
        let ended = try follow(run, &comparison, &explored)
        explored.add(ended)
        explored.endedByItself = ended.ending == .exited(0)
        comparison.finish()
        let isBad = Words.verdict(ended) != nil
        for (entry, result) in zip(required, comparison.results) {
            switch result.outcome {
            case .passed: explored.answers[entry.index] = item(entry, .passed)
            case .wrong(_, let actual): explored.answers[entry.index] = item(entry, .wrong(actual: actual))
            case .malformed(_, let malformation):
                explored.answers[entry.index] = item(entry, outcome(.malformed(malformation), entry.term))
            case .missing, .notRun:
                explored.answers[entry.index] = item(entry, isBad ? .stopped(.runTimeError) : .missing)
            }
        }
        return explored
    }

    private func follow(
        _ run: Run, _ comparison: inout StreamComparison, _ explored: inout Explored
    ) throws -> RunReport {
        let start = ContinuousClock.now
        var lines = 0
        while true {
            try Capture.stopIfCancelled(run, asker.session)
            switch try run.next(timeout: Capture.patience) {
            case .output(let bytes):
                if explored.output.count < Self.mostOutput {
                    explored.output += bytes.prefix(Self.mostOutput - explored.output.count)
                }
                lines += bytes.count { $0 == UInt8(ascii: "\n") }
                if explored.arrivals.count < Self.mostArrivals, lines > explored.arrivals.last?.count ?? 0 {
                    explored.arrivals.append((lines, start.duration(to: .now)))
                }
                if comparison.decision != .undecided { continue }
                comparison.feed(bytes)
                if comparison.decision != .undecided { run.stop() }
            case .errorOutput(let bytes): explored.errors += bytes
            case .timedOut: break
            case .ended(let report): return report
            }
        }
    }
}

extension Asker {
    /// Starts a process for an index, whatever was started before; nothing of it goes into the check's evidence.
    func restart(at index: Int, count: Int = 1, _ limits: Limits) throws -> Run {
        let start = plan.start(at: index, count: count)
        let run = try cell.start(Program(executable, arguments: start.arguments), limits: limits)
        run.write(start.input)
        if start.closesInput { run.closeInput() }
        return run
    }
}
