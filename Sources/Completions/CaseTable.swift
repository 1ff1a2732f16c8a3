internal import Terms

/// Rows of a Markdown table of n and its value.
struct CaseTable {
    /// The columns of the index and of the value, once a head has named them.
    private var columns: (index: Int, value: Int)?

    private static let indices: Set<String> = ["n", "index", "input", "i", "k"]
    private static let values: Set<String> = [
        "a(n)", "f(n)", "value", "output", "term", "result", "answer", "expected", "expected output", "a_n",
    ]

    /// The pairs of a row; nil for a line that is no row, which ends a table.
    mutating func read(_ line: Substring) -> [(Int, Term)]? {
        let trimmed = line.drop(while: \.isWhitespace)
        guard trimmed.hasPrefix("|") else {
            columns = nil
            return nil
        }
        let cells = trimmed.dropFirst().split(separator: "|", omittingEmptySubsequences: false).map { cell in
            cell.filter { !"`*$\\ \t".contains($0) }.lowercased()
        }
        if let index = cells.firstIndex(where: Self.indices.contains),
            let value = cells.firstIndex(where: { Self.values.contains($0) || $0.hasPrefix("a(n)") }),
            index != value
        {
            columns = (index, value)
            return []
        }
        guard let columns, cells.indices.contains(columns.index), cells.indices.contains(columns.value),
            let index = Int(cells[columns.index]), let term = Term(cells[columns.value])
        else { return [] }
        return [(index, term)]
    }
}

/// "Input: 5" and "Output: 12".
struct CaseDialogue {
    private var index: Int?
    /// How many lines ago the input was.
    private var age = 0

    private static let inputs: Set<String> = ["input", "inputs"]
    private static let outputs: Set<String> = ["output", "outputs", "expected"]

    /// The pair that a line completes.
    mutating func read(_ tokens: [CaseToken]) -> [(Int, Term)] {
        age += 1
        if age > 3 { index = nil }
        var pairs: [(Int, Term)] = []
        for place in tokens.indices {
            guard case .word(let written) = tokens[place] else { continue }
            let word = written.lowercased()
            if Self.inputs.contains(word), let term = number(tokens, after: place) {
                (index, age) = (term.intValue, 0)
            } else if Self.outputs.contains(word), let index, let term = number(tokens, after: place) {
                pairs.append((index, term))
                self.index = nil
            }
        }
        return pairs
    }

    /// The integer after a colon, an equals sign or an arrow, by itself: `Input: n = 5`.
    private func number(_ tokens: [CaseToken], after place: Int) -> Term? {
        var next = place + 1
        var isStated = false
        while next < tokens.count, next < place + 6 {
            switch tokens[next] {
            case .sign(":"), .sign("="), .sign("->"): isStated = true
            case .word("n"), .word("output"), .word("Output"): break
            case .number(let term) where isStated:
                switch next + 1 < tokens.count ? tokens[next + 1] : nil {
                case nil, .word?, .sign(",")?, .sign(";")?, .sign(")")?, .sign("->")?: return term
                case .sign(".")?:
                    if next + 2 < tokens.count, case .number = tokens[next + 2] { return nil }
                    return term
                default: return nil
                }
            default: return nil
            }
            next += 1
        }
        return nil
    }
}
