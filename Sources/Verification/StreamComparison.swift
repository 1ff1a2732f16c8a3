public import Terms

/// Whether a stream is judged, and how.
public enum Decision: Hashable, Sendable {
    /// More of the stream is needed.
    case undecided
    /// Every required term came, and is right.
    case accepted
    /// No continuation of the stream can be accepted.
    case rejected
}

/// Compares a stream of printed terms with the truth, as it comes.
///
/// The stream is read in two ways at once: as plain values, where value number k (from 0) belongs to the
/// index offset + k, and as lines `n a(n)`, where each line says which index it is for. One of the two must
/// hold every required term. Values at indices that are not required are passed over, whatever they are.
///
/// The comparison decides as early as it can, and pays no heed to what is fed after that. A value is judged
/// only when the byte after it has come, a line `n a(n)` only at its end, or with ``finish()``.
public struct StreamComparison: Sendable {
    /// What is known by now.
    public private(set) var decision = Decision.undecided
    private let allCases: Bool
    private var reader: TermStreamReader
    private var values: ValuesReading
    private var indexed: IndexedReading

    /// A comparison at the start of a stream.
    /// - Parameters:
    ///   - required: the terms that must come, in any order. With none there is nothing to accept: such a
    ///     comparison is rejected from the start.
    ///   - offset: the index of the first plain value.
    ///   - allCases: whether to go on after a wrong term, to learn about those that follow.
    public init(required: [IndexedTerm], offset: Int, allCases: Bool) {
        let required = required.sorted { $0.index < $1.index }
        let longest = required.map(\.term.digitCount).max() ?? 0
        self.allCases = allCases
        // Room for every expected term, and for one that is wrong by some digits to be shown as a number.
        reader = TermStreamReader(longestToken: max(1 << 20, 2 * longest))
        values = ValuesReading(required, offset: offset)
        indexed = IndexedReading(required, offset: offset)
        if required.isEmpty { decision = .rejected }
    }

    /// Reads the next bytes of the stream, cut anywhere.
    public mutating func feed(_ bytes: [UInt8]) {
        var position = 0
        while decision == .undecided, let item = reader.next(in: bytes.span, from: &position) { take(item) }
    }

    /// Ends the stream: a last value or line counts without a byte after it, and terms that have not come
    /// are missing. The decision is never `undecided` afterwards.
    public mutating func finish() {
        guard decision == .undecided else { return }
        for item in reader.finish() + [.lineEnd] where decision == .undecided { take(item) }
        guard decision == .undecided else { return }
        if goesOn(values.findings) { values.findings.missTheRest() }
        if goesOn(indexed.findings) { indexed.findings.missTheRest() }
        decision = .rejected
    }

    /// The outcome at every required index, in ascending order, of the reading named by ``readingName``.
    public var results: [CaseResult] {
        zip(best.required, best.outcomes).map { CaseResult(index: $0.index, outcome: $1 ?? .notRun) }
    }

    /// The reading that went further, meaning that it passed more terms: `values` or `indexed lines`.
    public var readingName: String { indexedIsBest ? "indexed lines" : "values" }

    /// The first output in the place of a required term that is no canonical integer, or that broke the
    /// lines `n a(n)` off, in the reading named by ``readingName``; nil when there was none.
    public var malformation: Malformation? { best.malformation }

    /// Whether values at indices that are not required came before the decision.
    public var sawUnneededValues: Bool { best.sawUnneeded }

    private var best: Findings { indexedIsBest ? indexed.findings : values.findings }

    /// Where both passed as many terms, the lines win when every one was of the form and they began where
    /// such lines would: of two equally wrong readings, that is the likelier one.
    private var indexedIsBest: Bool {
        let (lines, plain) = (indexed.findings, values.findings)
        if lines.isAccepted != plain.isAccepted { return lines.isAccepted }
        if lines.passed != plain.passed { return lines.passed > plain.passed }
        return !lines.broken && indexed.beginsWell
    }

    private func goesOn(_ findings: Findings) -> Bool {
        !findings.isExhausted && (allCases || !findings.failed)
    }

    private mutating func take(_ item: TermStreamReader.Item) {
        if goesOn(values.findings) { values.take(item) }
        if goesOn(indexed.findings) { indexed.take(item, line: reader.line) }
        if values.findings.isAccepted || indexed.findings.isAccepted {
            decision = .accepted
        } else if values.findings.failed, indexed.findings.failed, !goesOn(best) {
            decision = .rejected
        }
    }
}
