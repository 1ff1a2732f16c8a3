internal import Terms

/// What one way of reading a stream has found at the required indices.
struct Findings {
    let required: [IndexedTerm]
    private(set) var outcomes: [CaseOutcome?]
    private(set) var passed = 0
    private(set) var answered = 0
    /// Whether the reading can no longer lead to acceptance.
    private(set) var failed = false
    /// Whether nothing that follows can be read in this way.
    private(set) var broken = false
    private(set) var malformation: Malformation?
    /// Whether values came at indices that are not required.
    var sawUnneeded = false

    init(_ required: [IndexedTerm]) {
        self.required = required
        outcomes = Array(repeating: nil, count: required.count)
    }

    var isAccepted: Bool { !failed && !required.isEmpty && passed == required.count }

    /// Whether nothing more can be learnt.
    var isExhausted: Bool { broken || answered == required.count }

    /// Compares the answer for the required term at a position. A second answer for one index must repeat
    /// the first: else a stream could try several.
    mutating func answer(_ answer: Answer, at position: Int) {
        let expected = required[position].term
        let outcome: CaseOutcome
        switch answer {
        case .term(let term):
            outcome = term == expected ? .passed : .wrong(expected: expected, actual: term)
        case .malformed(let malformation):
            outcome = .malformed(expected: expected, malformation)
            self.malformation = self.malformation ?? malformation
        }
        if let earlier = outcomes[position] {
            guard earlier == .passed, outcome != .passed else { return }
            passed -= 1
        } else {
            answered += 1
        }
        outcomes[position] = outcome
        if outcome == .passed { passed += 1 } else { failed = true }
    }

    /// Ends the reading at output that it cannot follow.
    mutating func breakOff(_ malformation: Malformation) {
        (broken, failed) = (true, true)
        self.malformation = self.malformation ?? malformation
        guard let position = outcomes.firstIndex(where: { $0 == nil }) else { return }
        outcomes[position] = .malformed(expected: required[position].term, malformation)
    }

    /// Nothing will come at a position.
    mutating func miss(_ position: Int) {
        guard outcomes[position] == nil else { return }
        outcomes[position] = .missing(expected: required[position].term)
        answered += 1
        failed = true
    }

    /// Nothing will come any more.
    mutating func missTheRest() {
        for position in required.indices { miss(position) }
    }
}

/// What a stream gives in the place of one term.
enum Answer {
    case term(Term)
    case malformed(Malformation)
}

/// The reading of a stream as values of consecutive indices.
struct ValuesReading {
    var findings: Findings
    private var index: Int
    private var position = 0

    init(_ required: [IndexedTerm], offset: Int) {
        findings = Findings(required)
        index = offset
        // No value ever comes for an index before the offset.
        while position < required.count, required[position].index < offset {
            findings.miss(position)
            position += 1
        }
    }

    mutating func take(_ item: TermStreamReader.Item) {
        switch item {
        case .term(let term): take(Answer.term(term))
        case .malformed(let malformation): take(Answer.malformed(malformation))
        case .punctuation, .lineEnd: break
        }
    }

    private mutating func take(_ answer: Answer) {
        defer { index += 1 }
        guard position < findings.required.count, findings.required[position].index == index else {
            findings.sawUnneeded = true
            return
        }
        findings.answer(answer, at: position)
        position += 1
    }
}

/// The reading of a stream as lines of an index and its term.
struct IndexedReading {
    var findings: Findings
    /// Whether the first line has an index that such a stream would begin with or is asked for.
    private(set) var beginsWell = false
    private let offset: Int
    private var begun = false
    private var hint = 0
    private var line = Line.empty

    private enum Line {
        case empty
        case index(Int, Term)
        case full(Int, Answer)
    }

    init(_ required: [IndexedTerm], offset: Int) {
        findings = Findings(required)
        self.offset = offset
    }

    /// - Parameter number: the line that the item stands on, counted from 1.
    mutating func take(_ item: TermStreamReader.Item, line number: Int) {
        if findings.broken { return }
        switch (item, line) {
        case (.lineEnd, .empty): break
        case (.lineEnd, .full(let index, let answer)):
            line = .empty
            take(answer, at: index)
        case (.lineEnd, .index(_, let term)):
            breakOff("one value on a line of its own, where an index and a term belong", term, number - 1)
        case (.term(let term), .empty):
            guard let index = term.intValue else {
                return breakOff("an index beyond 64 bits", term, number)
            }
            line = .index(index, term)
        case (.term(let term), .index(let index, _)): line = .full(index, .term(term))
        case (.malformed(let malformation), .index(let index, _)):
            line = .full(index, .malformed(malformation))
        case (.term(let term), .full):
            breakOff("a third value on a line of an index and a term", term, number)
        case (.malformed(let malformation), _): findings.breakOff(malformation)
        case (.punctuation(let byte), _):
            let reason = "a bracket or semicolon on a line of an index and a term"
            findings.breakOff(Malformation(reason: reason, excerpt: [byte], line: number))
        }
    }

    private mutating func breakOff(_ reason: String, _ term: Term, _ number: Int) {
        findings.breakOff(Malformation(reason: reason, excerpt: term.description.utf8, line: number))
    }

    private mutating func take(_ answer: Answer, at index: Int) {
        let position = position(of: index)
        if !begun {
            begun = true
            beginsWell = position != nil || index == offset
        }
        guard let position else {
            findings.sawUnneeded = true
            return
        }
        hint = position + 1
        findings.answer(answer, at: position)
    }

    /// Indices mostly come in order, so the place after the last one is tried before searching.
    private func position(of index: Int) -> Int? {
        let required = findings.required
        if hint < required.count, required[hint].index == index { return hint }
        var (low, high) = (0, required.count)
        while low < high {
            let middle = low + (high - low) / 2
            if required[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low < required.count && required[low].index == index ? low : nil
    }
}
