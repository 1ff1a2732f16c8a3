public import Terms

/// What an output that should hold exactly one answer holds.
public enum AnswerReading: Hashable, Sendable {
    /// One canonical integer, and white space around it at most.
    case term(Term)
    /// Nothing but white space.
    case missing
    /// Anything else.
    case malformed(Malformation)
}

/// Reads the output of one run that answers one question.
public enum AnswerReader {
    /// Reads an output. White space (ASCII) around the answer is free; everything else must be the answer.
    ///
    /// Where text stands before the number, as a prompt or a label does, the reading is malformed all the
    /// same, and ``Malformation/labelled`` holds the number, so that a caller may forgive the text.
    public static func read(_ bytes: [UInt8]) -> AnswerReading {
        let answer = bytes.trimmingWhite()
        if answer.isEmpty { return .missing }
        do {
            return .term(try Term(parsing: answer.span))
        } catch {
            return .malformed(malformation(of: answer, error))
        }
    }

    private static func malformation(
        of answer: ArraySlice<UInt8>, _ error: TermSyntaxError
    ) -> Malformation {
        let count = countOfTerms(in: answer)
        if count > 1 { return Malformation(reason: "\(count) values where one belongs", excerpt: answer) }
        guard let label = Label(of: answer) else {
            return Malformation(reason: error.description, excerpt: answer)
        }
        do {
            let term = try Term(parsing: label.value.span)
            let lines = Words(label.text) { $0.isLineEnd }
            if lines.contains(where: { isTerm($0.trimmingWhite()) }) {
                return Malformation(reason: "several values where one belongs", excerpt: answer)
            }
            return Malformation(reason: "text before the number", excerpt: answer, labelled: term)
        } catch {
            return Malformation(reason: "text, and after it \(error)", excerpt: answer)
        }
    }

    /// How many terms there are with white space or commas between them; 0 where there is anything else.
    private static func countOfTerms(in answer: ArraySlice<UInt8>) -> Int {
        var count = 0
        for word in Words(answer, separator: { $0.isWhite || $0 == UInt8(ascii: ",") }) {
            guard isTerm(word) else { return 0 }
            count += 1
        }
        return count
    }

    private static func isTerm(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? Term(parsing: bytes.span)) != nil
    }
}

/// An output taken apart into a text and the one value after it.
private struct Label {
    let text: ArraySlice<UInt8>
    let value: ArraySlice<UInt8>

    /// The bytes that end a prompt or a label.
    private static let marks = Array(":=>?".utf8)

    /// The value is the last word after the last mark, or after the first word where there is no mark, and
    /// must be the only word with a digit there: `Fib 5 is 8` leaves open which number is meant.
    init?(of answer: ArraySlice<UInt8>) {
        let mark = answer.lastIndex { Label.marks.contains($0) }
        var last: ArraySlice<UInt8>?
        var (words, numbers) = (0, 0)
        for word in Words(mark.map { answer[($0 + 1)...] } ?? answer, separator: { $0.isWhite }) {
            words += 1
            if word.contains(where: { $0.isDigit }) { numbers += 1 }
            if numbers > 1 { return nil }
            last = word
        }
        guard let last, mark != nil || words > 1, numbers == 1, last.contains(where: { $0.isDigit }) else {
            return nil
        }
        value = last
        text = answer[..<last.startIndex]
    }
}

/// The pieces between separators, one after the other: an output may be millions of them, and a list of all would take
/// many times the memory of the output.
private struct Words: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>
    private let isSeparator: (UInt8) -> Bool

    init(_ bytes: ArraySlice<UInt8>, separator: @escaping (UInt8) -> Bool) {
        rest = bytes
        isSeparator = separator
    }

    mutating func next() -> ArraySlice<UInt8>? {
        rest = rest.drop(while: isSeparator)
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { !isSeparator($0) }
        rest = rest[word.endIndex...]
        return word
    }
}
