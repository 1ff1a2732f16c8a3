/// Reads files in the `stripped` form: a line `A000045 ,0,1,1,2,` for each sequence, `#` for comments.
/// The form carries no offsets, so the caller must say which one holds.
public struct StrippedReader: Sendable {
    private let input: TermInput

    /// A reader of this input; gzip data in a file is unpacked on the way.
    public init(_ input: TermInput) {
        self.input = input
    }

    /// Finds one sequence, and reads no further than its line.
    /// - Parameters:
    ///   - id: the A-number, in any of the forms of ``SequenceID/normalize(_:)``.
    ///   - offset: the index of the first term.
    /// - Throws: ``InputError``; of the kind `absent` when the file has no such line.
    public func find(id: String, offset: Int) throws(InputError) -> TermTable {
        try find(in: try input.open(), id: id, offset: offset)
    }

    func find(in source: any ByteSource, id: String, offset: Int) throws(InputError) -> TermTable {
        guard let wanted = SequenceID.normalize(id) else {
            throw InputError(.absent, file: input.name, problem: "no A-number: '\(id)'")
        }
        try InputError.check(offset: offset, file: input.name)
        var lines = LineReader(source, file: input.name)
        let key = Array(wanted.utf8)
        while let range = try lines.next() {
            let line = lines.buffer.span.extracting(range)
            let start = line.skippingBlanks(from: 0)
            if start == line.count || line[start] == UInt8(ascii: "#") { continue }
            let end = line.skippingBlanks(from: line.skippingWord(from: start))
            guard line[start] == UInt8(ascii: "A"), end < line.count, line[end] == UInt8(ascii: ",") else {
                throw lines.error("no line of a stripped file", expected: "'A000045 ,0,1,1,2,'")
            }
            guard line.hasText(key, at: start), line[start + key.count].isBlank else { continue }
            let terms = try StrippedReader.terms(after: end + 1, of: line, lines)
            return TermTable(id: wanted, offset: offset, terms: terms, source: "stripped \(input.name)")
        }
        throw InputError(.absent, file: input.name, problem: "no line for \(wanted)")
    }

    /// The terms of a list with commas between them, and perhaps one at its end.
    static func terms(
        after first: Int, of line: Span<UInt8>, _ lines: LineReader
    ) throws(InputError) -> [Term] {
        var terms: [Term] = []
        var start = first
        while line.skippingBlanks(from: start) < line.count {
            let end = line.skippingToComma(from: start)
            let word = line.trimming(start..<end)
            do {
                terms.append(try Term(parsing: line.extracting(word)))
            } catch {
                throw lines.error(
                    column: word.lowerBound + 1, "the term \(line.excerpt(word)) has \(error)",
                    expected: "a canonical integer")
            }
            start = end + 1
        }
        if terms.isEmpty {
            throw lines.error("a sequence without terms", expected: "terms with commas between them")
        }
        return terms
    }
}
