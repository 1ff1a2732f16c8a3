import Sandboxing
import Terms
import Verification

/// Asks one process for index after index, each answered by a line before the next is told.
struct LineAsker {
    let asker: Asker

    func judge(_ evidence: inout Evidence) throws {
        var limits = asker.limits
        limits.totalCPU = asker.budget
        limits.cpu = min(limits.cpu, asker.budget)
        limits.output = asker.outputLimit(for: asker.entries + asker.entries.suffix(AskingOrder.repeats))
        guard let first = asker.entries.first else { return }
        var conversation = Conversation(
            run: try asker.start(at: first.index, limits, &evidence), session: asker.session)
        try ask(&conversation, &evidence)
        let report = try conversation.end()
        evidence.add(report)
        evidence.setFigures(conversation.figures())
        evidence.takeEarlierCasesOffTheLast()
        if conversation.hasMore, report.ending == .stopped {
            evidence.decide(.wrongAnswer, "there is output beyond the answers that were asked for")
        }
        if evidence.report.tally.passed < evidence.report.tally.required, evidence.report.diagnostics.isEmpty
        {
            evidence.report.diagnostics = Diagnostics.text(conversation.errors)
        }
    }

    private func ask(_ conversation: inout Conversation, _ evidence: inout Evidence) throws {
        let entries = asker.entries
        let order = AskingOrder(
            entries, visible: asker.session.truth.visible, source: asker.session.candidate.source,
            variation: asker.session.variation)
        var held: CaseReport?
        for position in order.positions {
            let item = try ask(entries[position], &conversation, &evidence)
            evidence.add(item)
            if !item.isPassed, order.isAhead(position), conversation.ended == nil {
                // The term below it comes next, and if that fails, too, it is the one to be told.
                held = item
                continue
            }
            decide(item, held, &evidence)
            let isWrong = !item.isPassed || held != nil
            if conversation.ended != nil || isWrong && !asker.session.options.allCases { return }
            held = nil
        }
        guard !evidence.isDecided, entries.count > 1 else { return }
        for position in order.again {
            let item = try ask(entries[position], again: true, &conversation, &evidence)
            if item.isPassed { continue }
            let index = entries[position].index
            evidence.decide(.wrongAnswer, "a(\(index)) was right, but not when asked for again")
            return
        }
    }

    /// Decides for a case that failed, and for the one above it, which failed before.
    private func decide(_ item: CaseReport, _ above: CaseReport?, _ evidence: inout Evidence) {
        if let above, above.outcome == .wrong(actual: item.expected),
            item.outcome == .wrong(actual: above.expected)
        {
            let pair = "a(\(above.index)) and then a(\(item.index)) were asked for"
            return evidence.decide(
                .wrongAnswer, "\(pair), and answered the other way round: the program does not go by n")
        }
        asker.decide(item.outcome, at: item.index, &evidence)
        if let above { asker.decide(above.outcome, at: above.index, &evidence) }
    }

    /// The outcome is left to the caller to decide, unless the run ended.
    private func ask(
        _ entry: IndexedTerm, again: Bool = false, _ conversation: inout Conversation,
        _ evidence: inout Evidence
    ) throws -> CaseReport {
        var item = CaseReport(
            index: entry.index, outcome: .missing, expected: entry.term,
            isVisible: asker.isVisible(entry.index))
        guard let line = try conversation.answer(to: asker.plan.question(entry.index)) else {
            settle(&item, conversation, &evidence)
            return item
        }
        // The warden's figures come while the next question is on its way.
        conversation.mark(again ? nil : evidence.report.cases.count)
        item.outcome = asker.compare(AnswerLine.read(line), with: entry.term, &evidence)
        return item
    }

    /// The run ended before an answer came.
    private func settle(_ item: inout CaseReport, _ conversation: Conversation, _ evidence: inout Evidence) {
        guard let report = conversation.ended else { return }
        (item.cpu, item.wall, item.peakMemory) = (report.cpu, report.wall, report.peakMemory)
        if let verdict = Words.verdict(report) {
            item.outcome = .stopped(verdict)
            let explanation = Words.explanation(report, errors: conversation.errors)
            evidence.decide(verdict, "at n = \(item.index) \(explanation)")
        } else if report.processesRefused > 0 {
            item.outcome = .stopped(.processLimitExceeded)
            evidence.decide(.processLimitExceeded, Words.explanation(report, errors: conversation.errors))
        } else {
            asker.decide(.missing, at: item.index, &evidence)
        }
    }
}

/// A line of a harness: digits, or `!TYPE EXCERPT` for a value that is no integer.
enum AnswerLine {
    static func read(_ line: [UInt8]) -> AnswerReading {
        // A harness sends printable ASCII; a candidate that has found the way to write there itself may send anything.
        let isOfHarness =
            line.first == UInt8(ascii: "!") && line.prefix(201).allSatisfy { (0x20...0x7e).contains($0) }
        guard isOfHarness else { return AnswerReader.read(line) }
        let words = String(decoding: line.dropFirst().prefix(200), as: UTF8.self)
            .split(separator: " ", maxSplits: 1).map(String.init)
        let type = words.first ?? "nothing"
        let reason = type == "NoneType" ? "nothing is returned" : "a value of type \(type) is returned"
        return .malformed(Malformation(reason: reason, excerpt: (words.count > 1 ? words[1] : "").utf8))
    }
}

/// Questions and answers with one run.
struct Conversation {
    let run: Run
    let session: CheckSession
    private var buffer: [UInt8] = []
    /// How much of the buffer has been given out: a program may answer many questions before they are put.
    private var given = 0
    private(set) var errors: [UInt8] = []
    private(set) var ended: RunReport?
    /// The warden's number of a case, and its place in the report.
    private var marks: [(number: UInt32, place: Int)] = []

    init(run: Run, session: CheckSession) {
        self.run = run
        self.session = session
    }

    /// Whether there is output that no question asked for.
    var hasMore: Bool { given < buffer.count }

    /// The next line, without its end; nil when the run ended first.
    mutating func answer(to question: [UInt8]) throws -> [UInt8]? {
        run.write(question)
        var searched = given
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[given..<end])
                given = end + 1
                if given == buffer.count {
                    buffer.removeAll(keepingCapacity: true)
                    given = 0
                }
                return line
            }
            searched = buffer.count
            guard ended == nil else { return nil }
            try step()
        }
    }

    /// Ends a case, whose place in the report is given; nil: it has none.
    mutating func mark(_ place: Int?) {
        let number = run.mark()
        if let place { marks.append((number, place)) }
    }

    /// What each case used, by its place in the report, once the run has ended.
    func figures() -> [(place: Int, lap: Lap)] {
        marks.compactMap { mark in run.figures(of: mark.number).map { (mark.place, $0) } }
    }

    /// Stops the run and gives its report.
    mutating func end() throws -> RunReport {
        run.stop()
        while true {
            if let ended { return ended }
            try step()
        }
    }

    private mutating func step() throws {
        try Capture.stopIfCancelled(run, session)
        switch try run.next(timeout: Capture.patience) {
        case .output(let bytes): buffer += bytes
        case .errorOutput(let bytes): errors += bytes
        case .timedOut: break
        case .ended(let report): ended = report
        }
    }
}
