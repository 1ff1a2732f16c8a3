public import Terms

/// A term that a model states in its reasoning: "a(5) = 12".
public struct OwnCase: Sendable, Hashable {
    /// The index.
    public var index: Int
    /// The term that it states.
    public var term: Term
    /// The line of the text, counted from 1.
    public var line: Int
}

/// Finds the cases that a model worked out itself.
///
/// Read are, in any mixture:
/// - equations: `a(5) = 12`, `a_5 = 12`, `a[5] = 12`, `f(5) = f(4) + f(3) = 5 + 3 = 8` (the last one counts), also with `==`,
///   `->`, `:` and words such as "is", "returns", "gives", "should be"; so also `assert a(5) == 12`;
/// - "n = 5 -> 12", "for n = 5 the answer is 12", "n = 5: a(n) = 12";
/// - rows of a Markdown table whose head names n and its value;
/// - "Input: 5" with an "Output: 12" on the same or the next lines.
///
/// A value must be an integer by itself: `a(5) = 2 * 6` states nothing. Of several statements about one index the last one
/// counts, for models correct themselves.
public enum OwnCases {
    /// The cases of a text, in order of index. The effort is linear in the text; of a line the first 2,000 pieces are read.
    public static func read(_ text: String) -> [OwnCase] {
        var found: [Int: OwnCase] = [:]
        var table = CaseTable()
        var dialogue = CaseDialogue()
        for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let pairs: [(Int, Term)]
            if let row = table.read(line) {
                pairs = row
            } else {
                let tokens = Array(CaseToken.all(in: line).prefix(2_000))
                pairs = CaseSentence(tokens).pairs + dialogue.read(tokens)
            }
            for (index, term) in pairs { found[index] = OwnCase(index: index, term: term, line: place + 1) }
        }
        return found.values.sorted { $0.index < $1.index }
    }

    /// How many cases there are that can be checked, and how many are right: N_c and N_tc of the paper (arXiv 2510.14620).
    /// - Parameters:
    ///   - table: the true terms; a case at an index that is not there counts for neither.
    ///   - given: indices whose terms the problem itself tells, which are no work of the model's.
    public static func tally(
        _ cases: [OwnCase], against table: TermTable, given: Set<Int> = []
    ) -> (cases: Int, right: Int) {
        var (all, right) = (0, 0)
        for item in cases where !given.contains(item.index) {
            guard let term = table[item.index] else { continue }
            all += 1
            if term == item.term { right += 1 }
        }
        return (all, right)
    }
}

/// The statements in one line.
struct CaseSentence {
    private let tokens: [CaseToken]

    init(_ tokens: [CaseToken]) { self.tokens = tokens }

    /// Names that functions for terms have.
    private static let names: Set<String> = [
        "solution", "solve", "nth", "nth_term", "term", "seq", "sequence", "result", "answer", "ans", "dp",
        "func",
    ]
    private static let verbs: Set<String> = [
        "is", "returns", "return", "gives", "give", "equals", "outputs", "output", "yields", "prints",
        "becomes",
        "be",
    ]
    private static let fillers: Set<String> = [
        "the", "should", "must", "will", "would", "we", "get", "have", "answer", "result", "value", "term",
        "expected",
        "so", "then", "it", "to", "of", "there",
    ]
    /// The most pieces of a value, with all its steps.
    private static let longestValue = 120

    /// Indices with the terms stated for them.
    var pairs: [(Int, Term)] {
        var pairs: [(Int, Term)] = []
        var place = 0
        while place < tokens.count {
            let head = call(at: place) ?? equation(at: place)
            if let (index, next) = head, let term = value(from: next) {
                pairs.append((index, term))
                place = next
            } else {
                place += 1
            }
        }
        return pairs
    }

    private func token(_ place: Int) -> CaseToken? {
        tokens.indices.contains(place) ? tokens[place] : nil
    }

    /// `a(5)`, `a[5]`, `a_5`, `a_{5}`: the index, and what comes after.
    private func call(at place: Int) -> (Int, Int)? {
        guard case .word(let word)? = token(place), isFree(place) else { return nil }
        let parts = word.split(separator: "_", omittingEmptySubsequences: false)
        if parts.count == 2, isName(String(parts[0])) {
            if let index = Int(parts[1]) { return (index, place + 1) }
            if parts[1].isEmpty, token(place + 1) == .sign("{"), token(place + 3) == .sign("}"),
                let index = index(place + 2)
            {
                return (index, place + 4)
            }
        }
        guard isName(word), let index = index(place + 2) else { return nil }
        switch (token(place + 1), token(place + 3)) {
        case (.sign("(")?, .sign(")")?), (.sign("[")?, .sign("]")?): return (index, place + 4)
        default: return nil
        }
    }

    /// `n = 5`.
    private func equation(at place: Int) -> (Int, Int)? {
        guard case .word(let word)? = token(place), word.lowercased() == "n", isFree(place),
            token(place + 1) == .sign("=") || token(place + 1) == .sign("=="), let index = index(place + 2)
        else { return nil }
        // "n = 5 + 1" is another index.
        if case .sign(let sign)? = token(place + 3), "+-*/^".contains(sign) { return nil }
        return (index, place + 3)
    }

    private func index(_ place: Int) -> Int? {
        guard case .number(let term)? = token(place) else { return nil }
        return term.intValue
    }

    private func isName(_ word: String) -> Bool {
        if word.utf8.count == 1 { return word != "n" }
        return Self.names.contains(word) || SequenceID.normalize(word) != nil && word.utf8.count >= 7
    }

    /// Whether what stands there is not a part of a larger expression.
    private func isFree(_ place: Int) -> Bool {
        switch token(place - 1) {
        case .number?: false
        case .sign(let sign)?: !["*", "/", "^", "+", "-", ".", "%"].contains(sign)
        default: true
        }
    }

    /// The value that is stated from a place on: after a verb or a sign, an integer by itself or at the end of its steps.
    private func value(from start: Int) -> Term? {
        var place = start
        // The end of `print(a(5))`, and a comment after it.
        while token(place) == .sign(")"), place < start + 3 { place += 1 }
        var isStated = false
        for _ in 0..<8 {
            switch token(place) {
            case .sign(let sign)? where ["=", "==", "->", ":", "#"].contains(sign): isStated = true
            case .sign(",")? where !isStated: break
            case .word(let word)?:
                let word = word.lowercased()
                if Self.verbs.contains(word) {
                    isStated = true
                } else if word == "a" || word == "f", token(place + 1) == .sign("("),
                    token(place + 2) == .word("n"),
                    token(place + 3) == .sign(")")
                {
                    place += 3
                } else if isStated, isName(word) {
                    return settled(from: place)
                } else if !Self.fillers.contains(word) {
                    return nil
                }
            default: return isStated ? settled(from: place) : nil
            }
            place += 1
        }
        return nil
    }

    /// The integer that the steps from a place on come to.
    private func settled(from start: Int) -> Term? {
        let clause = clause(from: start)
        let steps = clause.split(omittingEmptySubsequences: false) {
            $0 == .sign("=") || $0 == .sign("==") || $0 == .sign("->")
        }
        if let last = steps.last.map({ trimmed($0) }), last.count == 1, case .number(let term)? = last.first {
            return term
        }
        // A remark may follow: 12 (that is 3 * 4).
        guard let first = steps.first, case .number(let term)? = first.first,
            first.dropFirst().first == .sign("("),
            case .word? = first.dropFirst(2).first
        else { return nil }
        return term
    }

    private func trimmed(_ step: ArraySlice<CaseToken>) -> ArraySlice<CaseToken> {
        var step = step
        while let sign = step.first, sign == .sign("*") { step.removeFirst() }
        while let sign = step.last, [.sign("*"), .sign("!"), .sign("#")].contains(sign) { step.removeLast() }
        return step
    }

    /// Up to a comma, the end of a sentence, or a word that is no name.
    private func clause(from start: Int) -> ArraySlice<CaseToken> {
        var end = start
        while end < min(tokens.count, start + Self.longestValue) {
            switch tokens[end] {
            case .sign(","), .sign(";"): return tokens[start..<end]
            case .sign("."):
                // A fraction is no term.
                if case .number? = token(end + 1) { return [] }
                return tokens[start..<end]
            case .word(let word):
                if !isName(word), token(end - 1) != .sign("(") { return tokens[start..<end] }
            default: break
            }
            end += 1
        }
        return tokens[start..<end]
    }
}
