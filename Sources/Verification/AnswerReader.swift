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
            return .term(try Term(parsing: answer))
        } catch {
            return .malformed(malformation(of: answer, error))
        }
    }

    private static func malformation(
        of answer: ArraySlice<UInt8>, _ error: TermSyntaxError
    ) -> Malformation {
        let words = answer.split { $0.isWhite || $0 == UInt8(ascii: ",") }
        if words.count > 1, words.allSatisfy(isTerm) {
            return Malformation(reason: "\(words.count) values where one belongs", excerpt: answer)
        }
        guard let label = Label(of: answer) else {
            return Malformation(reason: error.description, excerpt: answer)
        }
        do {
            let term = try Term(parsing: label.value)
            let lines = label.text.split { $0.isLineEnd }
            if lines.contains(where: { isTerm($0.trimmingWhite()) }) {
                return Malformation(reason: "several values where one belongs", excerpt: answer)
            }
            return Malformation(reason: "text before the number", excerpt: answer, labelled: term)
        } catch {
            return Malformation(reason: "text, and after it \(error)", excerpt: answer)
        }
    }

    private static func isTerm(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? Term(parsing: bytes)) != nil
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
        let rest = mark.map { answer[($0 + 1)...] } ?? answer
        let words = rest.split { $0.isWhite }
        guard let last = words.last, mark != nil || words.count > 1 else { return nil }
        let numeric = words.filter { $0.contains { $0.isDigit } }
        guard numeric.count == 1, last.contains(where: { $0.isDigit }) else { return nil }
        value = last
        text = answer[..<last.startIndex]
    }
}
