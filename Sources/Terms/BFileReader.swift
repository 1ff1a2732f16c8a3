/// Reads b-files: lines of an index and its term.
///
/// Free: comments from `#` to the end of the line, blank lines, every line end, blanks and tabs around and
/// between the two numbers, a byte order mark, gaps, negative indices, a repeated line. Everything else is
/// an error with its line: indices that do not ascend, two values for one index, a line that is no term.
public struct BFileReader: Sendable {
    private let input: TermInput

    /// A reader of this input.
    public init(_ input: TermInput) {
        self.input = input
    }

    /// Reads the whole file. The table's offset is the first index.
    /// - Parameter id: the sequence's name; by default taken from a file name such as `b000045.txt`.
    /// - Throws: ``InputError``.
    public func read(id: String? = nil) throws(InputError) -> TermTable {
        try read(from: try input.open(), id: id)
    }

    func read(from source: any ByteSource, id: String?) throws(InputError) -> TermTable {
        var lines = LineReader(source, file: input.name)
        var entries: [IndexedTerm] = []
        while let range = try lines.next() {
            guard let entry = try BFileReader.entry(in: range, of: lines) else { continue }
            if let last = entries.last, entry.index <= last.index {
                if entry == last { continue }
                throw lines.error(
                    entry.index == last.index
                        ? "a second value for index \(entry.index)"
                        : "index \(entry.index) after index \(last.index)",
                    expected: "ascending indices, one value each")
            }
            entries.append(entry)
        }
        guard let first = entries.first else {
            throw InputError(file: input.name, problem: "no term in it", expected: "lines 'n a(n)'")
        }
        return TermTable(
            id: id ?? BFileReader.id(fromPath: input.name), name: nil, offset: first.index,
            ascending: entries, keywords: [], source: "b-file \(input.name)")
    }

    /// The entry of one line; nil for a line without one.
    private static func entry(
        in range: Range<Int>, of lines: LineReader
    ) throws(InputError) -> IndexedTerm? {
        let line = lines.buffer.span.extracting(range)
        let indexStart = line.skippingBlanks(from: 0)
        if indexStart == line.count || line[indexStart] == UInt8(ascii: "#") { return nil }
        let indexEnd = line.skippingWord(from: indexStart)
        let termStart = line.skippingBlanks(from: indexEnd)
        let termEnd = line.skippingWord(from: termStart)
        let rest = line.skippingBlanks(from: termEnd)
        let index = try number(indexStart..<indexEnd, "index", of: line, lines)
        guard let value = index.asIndex else {
            throw lines.error(
                column: indexStart + 1, "an index beyond reason: \(line.excerpt(indexStart..<indexEnd))",
                expected: InputError.indexRange)
        }
        guard termStart < line.count, line[termStart] != UInt8(ascii: "#") else {
            throw lines.error("index \(value) without a term", expected: "'n a(n)'")
        }
        let term = try number(termStart..<termEnd, "term", of: line, lines)
        if rest < line.count, line[rest] != UInt8(ascii: "#") {
            throw lines.error(
                column: rest + 1, "more than an index and a term: \(line.excerpt(rest..<line.count))",
                expected: "'n a(n)'")
        }
        return IndexedTerm(index: value, term: term)
    }

    private static func number(
        _ range: Range<Int>, _ role: String, of line: Span<UInt8>, _ lines: LineReader
    ) throws(InputError) -> Term {
        do {
            return try Term(parsing: line.extracting(range))
        } catch {
            throw lines.error(
                column: range.lowerBound + 1, "the \(role) \(line.excerpt(range)) has \(error)",
                expected: "a canonical integer")
        }
    }

    /// The A-number in a file name of the form b and digits, dot, anything.
    static func id(fromPath path: String) -> String? {
        guard let file = path.split(separator: "/").last, file.first == "b" else { return nil }
        let digits = file.dropFirst().prefix { $0 != "." }
        return digits.count >= 6 ? SequenceID.normalize("A" + digits) : nil
    }
}
