import Dispatch
import Glibc
import Judging

/// How far work is, at one moment.
protocol ProgressMoment: Sendable {
    /// What is done, and how much there is; nil where that is not known.
    var done: Int { get }
    var total: Int? { get }
    /// How much is done in a second.
    var rate: Double { get }
    /// How far it is, on a line.
    var text: String { get }
}

extension ProgressMoment {
    /// How long it will take still; nil where that is not known.
    var remaining: Duration? {
        guard let total, rate > 0 else { return nil }
        return .seconds(Double(max(0, total - done)) / rate)
    }

    /// The text behind a bar, cut to a terminal's width.
    func bar(width: Int) -> String {
        guard let total, total > 0, width >= 60 else { return String(text.prefix(max(0, width - 1))) }
        let cells = 20
        let filled = min(cells, done * cells / total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: cells - filled)
        return String("[\(bar)] \(text)".prefix(width - 1))
    }
}

/// How far a batch is, at one moment.
struct BatchMoment: ProgressMoment {
    var tally: BatchTally
    var reading: LineSource.Progress
    var elapsed: Duration
    /// The bytes of the whole input; nil where that is not known.
    var inputSize: Int?
    var shards = 1
    /// Records of earlier sittings.
    var earlier = 0

    /// Lines that have their record, from this sitting or an earlier one.
    var done: Int { tally.records }

    /// How many records there will be, judged by the bytes of the lines so far; nil where that is not known.
    var total: Int? {
        guard let inputSize, reading.bytes > 0 else { return nil }
        let lines = Double(reading.lines) * Double(inputSize) / Double(reading.bytes)
        return max(done, Int(lines / Double(shards)))
    }

    /// Records a second, those of earlier sittings not counted.
    var rate: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(tally.records - earlier) / seconds : 0
    }

    /// `1,234 of ~10,000 (12%), 345.6/s, 25 s left; AC 1,000, WA 234`.
    var text: String {
        var text = DisplayText.grouped(done)
        if let total {
            let share = total > 0 ? done * 100 / total : 100
            text += " of ~\(DisplayText.grouped(total)) (\(share)%)"
        } else {
            text += " judged"
        }
        text += ", \(BatchMoment.tenths(rate))/s"
        if let remaining { text += ", \(BatchMoment.roughly(remaining)) left" }
        let counts = Verdict.allCases.compactMap { verdict in
            tally.verdicts[verdict].map { "\(verdict.rawValue) \(DisplayText.grouped($0))" }
        }
        return counts.isEmpty ? text : text + "; " + counts.joined(separator: ", ")
    }

    static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(DisplayText.grouped(tenths / 10)).\(tenths % 10)"
    }

    /// A time in one or two units: `45 s`, `3 min 20 s`, `2 h 5 min`.
    static func roughly(_ duration: Duration) -> String {
        let seconds = Int(clamping: duration.components.seconds)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
}

/// Tells on standard error, from time to time, how far work is.
///
/// On a queue of its own, so that it goes on while every task waits.
struct ProgressTicker {
    /// In what form.
    enum Form: Sendable, Equatable {
        case none
        /// A bar that is drawn over, ten times a second.
        case bar
        /// A line each time so much time has gone by.
        case lines(every: Duration)

        /// A bar on a terminal, else a line every ten seconds.
        static func standard(isQuiet: Bool, every: Duration = .seconds(10)) -> Form {
            if isQuiet { return .none }
            let isDrawn = StandardStream.error.isTerminal && environmentVariable("TERM") != "dumb"
            return isDrawn ? .bar : .lines(every: every)
        }
    }

    private let form: Form
    private let queue = DispatchQueue(label: "seqjudge.progress")
    private let timer: (any DispatchSourceTimer)?

    init(_ form: Form, moment: @escaping @Sendable () -> some ProgressMoment) {
        self.form = form
        let interval: DispatchTimeInterval
        switch form {
        case .none:
            timer = nil
            return
        case .bar: interval = .milliseconds(100)
        case .lines(let every): interval = .milliseconds(Int(every / .milliseconds(1)))
        }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.setEventHandler { ProgressTicker.show(moment(), form) }
        timer.resume()
        self.timer = timer
    }

    /// Stops, and takes the bar away. Nothing is shown after it has returned.
    func end() {
        timer?.cancel()
        queue.sync { if form == .bar { StandardStream.error.write("\r\u{1b}[K") } }
    }

    private static func show(_ moment: some ProgressMoment, _ form: Form) {
        if form == .bar {
            StandardStream.error.write("\r\u{1b}[K" + moment.bar(width: terminalWidth()))
        } else {
            StandardStream.error.write("seqjudge: \(moment.text)\n")
        }
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        let code = ioctl(StandardStream.error.rawValue, UInt(TIOCGWINSZ), &size)
        return code == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
