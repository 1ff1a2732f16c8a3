/// Reads terms written out as a list, as after `--terms`: separated by commas, blanks or line ends.
public enum TermListReader {
    /// Reads a list whose first term has the index `offset`.
    /// - Throws: ``InputError`` for an empty list or part, or for a part that is no term.
    public static func read(
        _ text: String, offset: Int, source: String = "--terms"
    ) throws(InputError) -> TermTable {
        try InputError.check(offset: offset, file: source)
        var terms: [Term] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split { $0.isWhitespace }
            for word in words.isEmpty ? [""] : words {
                do {
                    terms.append(try Term(parsing: word.utf8))
                } catch {
                    throw InputError(
                        file: source, problem: "term \(terms.count + 1) \(String(word).excerpt) has \(error)",
                        expected: "canonical integers separated by commas")
                }
            }
        }
        return TermTable(offset: offset, terms: terms, source: source)
    }
}
