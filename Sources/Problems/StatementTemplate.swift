import Terms

/// What the words of a sequence say, made fit for a statement.
enum SequenceWords {
    /// The description, else the title, without credits and pointers.
    /// - Throws: where nothing is left that says what the sequence is.
    static func clean(_ record: ProblemSource) throws(PackDrop) -> String {
        guard let words = record.description ?? record.name else { throw .noDescription }
        var text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // Titles end with remarks such as "(Formerly M0692 N0256)" and "- _Author_, date".
        text = text.replacing(/\ ?\(Formerly [^)]*\)/, with: "")
        text = text.replacing(/\ ?- _[^_]*_.*$/, with: "")
        text = text.replacing(/\ ?\((?:[Ss]ee|[Cc]f\.?) [^)]*\)/, with: "")
        while let last = text.last, ".;, ".contains(last) { text.removeLast() }
        if text.wholeMatch(
            of: /(?:[Dd]uplicate|[Ee]rroneous version|[Ee]ssentially the same|[Aa]lternate version) .*/)
            != nil
            || text.wholeMatch(of: /(?:a\(n\) = )?-?A[0-9]{6,7}(?:\([^)]*\))?/) != nil
        {
            throw .onlyRefers
        }
        guard text.count >= 4, text.contains(where: \.isLetter) else { throw .noDescription }
        return text
    }
}

/// One of several ways to put a sequence as a problem.
struct StatementTemplate {
    var title: String
    var description: String
    var input: String
    var output: String
    var firstExplanation: String
    var secondExplanation: String

    init(_ record: ProblemSource, words: String, highest: Int, _ choices: inout Choices) {
        let first = record.offset
        let lead = choices.pick(
            [
                "Consider the integer sequence a(\(first)), a(\(first + 1)), a(\(first + 2)), and so on, defined as follows.",
                "A sequence of integers a(n) is given by a rule, for n = \(first), \(first + 1), \(first + 2) and so on.",
                "Let a(n) be an integer sequence whose first term is a(\(first)).",
                "For every integer n >= \(first), a value a(n) is defined.",
            ], else: "")
        let rule =
            choices.pick(["The rule is:", "Its definition:", "It is described by:"], else: "")
            + "\n\n> \(words)."
        let task = choices.pick(
            [
                "Given n, compute a(n).", "Write a program that finds a(n) for a given n.",
                "Your task is to compute the term with index n.",
            ], else: "")
        let rows: String =
            record.keywords.contains("tabl") || record.keywords.contains("tabf")
            ? "\n\nThe terms are the entries of a table, read row by row from left to right." : ""
        let digits: String =
            record.keywords.contains("cons")
            ? "\n\nThe terms are the digits of a constant, one after the other." : ""
        title = choices.pick(
            ["The n-th term", "A term of a sequence", "Find a(n)", "An integer sequence"], else: "")
        description =
            "\(lead) \(rule)\(rows)\(digits)\n\n\(task) Terms can be larger than 64 bits; they must be exact."
        input = "One line with an integer n, \(first) <= n <= \(highest)."
        output = "One line with the integer a(n)."
        firstExplanation = "The first term of the sequence has the index \(first), so this is a(\(first))."
        secondExplanation = "The term after it is a(\(first + 1))."
    }
}
