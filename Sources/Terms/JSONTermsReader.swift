/// Reads sequences in JSON: one object, an array of objects, or objects one after the other (JSON Lines).
///
/// An object has `terms` (an array of integers of any size, as numbers or as strings) and may have `id` and
/// `name` (strings), `offset` (an integer) and `keywords` (an array of strings); other members are passed
/// over. Terms are read digit by digit and are exact.
public struct JSONTermsReader: Sendable {
    private let input: TermInput

    /// A reader of this input.
    public init(_ input: TermInput) {
        self.input = input
    }

    /// Reads one sequence.
    /// - Parameters:
    ///   - id: the `id` of the object; nil when there is one object only. Reading stops at the object found.
    ///   - offset: the index of the first term; nil for what the object says.
    /// - Throws: ``InputError`` with line and column; of the kind `absent` when no object has the id.
    public func find(id: String? = nil, offset: Int? = nil) throws(InputError) -> TermTable {
        try find(in: try input.open(), id: id, offset: offset)
    }

    func find(in source: any ByteSource, id: String?, offset: Int?) throws(InputError) -> TermTable {
        var scanner = JSONScanner(source, file: input.name)
        var found: JSONSequence?
        let isArray = try scanner.take("[")
        if isArray, try scanner.take("]") { throw absent(id) }
        while true {
            if !isArray, try scanner.peekToken() == nil { break }
            let sequence = try JSONSequence.read(&scanner)
            if let id {
                if let its = sequence.id, SequenceID.same(its, id) {
                    return try sequence.table(of: input.name, offset: offset)
                }
            } else {
                guard found == nil else {
                    throw scanner.error("more than one sequence", expected: "the id of the one that is meant")
                }
                found = sequence
            }
            if isArray, try !scanner.take(",") { break }
        }
        if isArray {
            try scanner.require("]")
            if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the file") }
        }
        guard let found else { throw absent(id) }
        return try found.table(of: input.name, offset: offset)
    }

    private func absent(_ id: String?) -> InputError {
        InputError(.absent, file: input.name, problem: "no sequence" + (id.map { " '\($0)'" } ?? ""))
    }
}

extension JSONTermsReader {
    /// Reads all sequences. Where each line holds an object, a line that is wrong does not end it; in an array, or in
    /// objects of many lines, what comes after a mistake of syntax cannot be made out.
    func forEach(in source: any ByteSource, _ take: RecordReader.Taker) throws(InputError) {
        var lines = LineReader(source, file: input.name)
        var isFirst = true
        while let range = try lines.next() {
            let line = Array(lines.buffer[range])
            if line.allSatisfy(\.isBlank) { continue }
            if isFirst, !line.span.looksLikeObject {
                let rest = RestOfLines(line + [UInt8(ascii: "\n")], lines)
                return try forEachObject(JSONScanner(rest, file: input.name), take)
            }
            isFirst = false
            if !take(JSONTermsReader.line(line, file: input.name, number: lines.number)) { return }
        }
    }

    private static func line(_ bytes: [UInt8], file: String, number: Int) -> Result<
        SequenceRecord, InputError
    > {
        var scanner = JSONScanner(bytes: bytes, file: file)
        do throws(InputError) {
            let record = try JSONSequence.read(&scanner).record(line: number)
            if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the line") }
            return .success(record)
        } catch {
            return .failure(
                InputError(
                    error.kind, file: file, line: number, column: error.column, problem: error.problem,
                    expected: error.expected))
        }
    }

    private func forEachObject(_ scanner: JSONScanner, _ take: RecordReader.Taker) throws(InputError) {
        var scanner = scanner
        let isArray = try scanner.take("[")
        if isArray, try scanner.take("]") { return }
        while true {
            if !isArray, try scanner.peekToken() == nil { break }
            let line = scanner.place.line
            let sequence = try JSONSequence.read(&scanner)
            let result = Result { () throws(InputError) in try sequence.record(line: line) }
            if !take(result) { return }
            if isArray, try !scanner.take(",") { break }
        }
        if isArray {
            try scanner.require("]")
            if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the file") }
        }
    }
}

/// Bytes of which the first lines were looked at.
private struct RestOfLines: ByteSource {
    private var head: [UInt8]
    private var lines: LineReader

    init(_ head: [UInt8], _ lines: LineReader) {
        self.head = head
        self.lines = lines
    }

    mutating func read(into buffer: inout [UInt8]) throws(InputError) {
        if !head.isEmpty {
            buffer += head
            head = []
        } else if let range = try lines.next() {
            buffer += lines.buffer[range] + [UInt8(ascii: "\n")]
        }
    }
}

extension Span<UInt8> {
    /// Whether a line holds an object from its beginning to its end, or was meant to.
    fileprivate var looksLikeObject: Bool {
        let range = trimming(0..<count)
        return !range.isEmpty && self[range.lowerBound] == UInt8(ascii: "{")
            && self[range.upperBound - 1] == UInt8(ascii: "}")
    }
}

/// One object. What is wrong with its members counts only once the object is the one that is wanted.
private struct JSONSequence {
    private(set) var id: String?
    private var name: String?
    private var offset: Int?
    private var keywords: [String] = []
    private var terms: [Term] = []
    private var failure: InputError?
    private let start: InputError

    static func read(_ scanner: inout JSONScanner) throws(InputError) -> JSONSequence {
        _ = try scanner.peekToken()
        let start = scanner.error("an object without terms", expected: "\"terms\": [0, 1, 1, 2]")
        guard try scanner.peekToken() == UInt8(ascii: "{") else {
            throw try scanner.unexpected("an object with terms")
        }
        var members = JSONSequence(start: start)
        var seen: Set<String> = []
        try scanner.members { (scanner, key) throws(InputError) in
            guard seen.insert(key).inserted else {
                throw scanner.error(
                    "a second member \(key.excerpt)", expected: "each member once",
                    at: scanner.memberPlace)
            }
            try members.take(key, &scanner)
        }
        return members
    }

    private init(start: InputError) {
        self.start = start
    }

    private mutating func take(_ key: String, _ scanner: inout JSONScanner) throws(InputError) {
        _ = try scanner.peekToken()
        switch key {
        case "id": id = try scanner.string()
        case "name": name = try scanner.string()
        case "offset":
            let place = scanner.error("an offset that is no index", expected: "an integer")
            let lexeme = try scanner.lexeme()
            offset = (try? Term(parsing: lexeme))?.asIndex
            if offset == nil { failure = failure ?? place }
        case "keywords":
            var words: [String] = []
            try scanner.elements { (scanner) throws(InputError) in words.append(try scanner.string()) }
            keywords = words
        case "terms":
            var (terms, failure) = (self.terms, self.failure)
            try scanner.elements { (scanner) throws(InputError) in
                switch try JSONSequence.term(&scanner) {
                case .success(let term): terms.append(term)
                case .failure(let error): failure = failure ?? error
                }
            }
            (self.terms, self.failure) = (terms, failure)
        default: try scanner.skip()
        }
    }

    private static func term(_ scanner: inout JSONScanner) throws(InputError) -> Result<Term, InputError> {
        let isString = try scanner.peekToken() == UInt8(ascii: "\"")
        let place = scanner.place
        let bytes = isString ? Array(try scanner.string().utf8) : try scanner.lexeme()
        do {
            return .success(try Term(parsing: bytes))
        } catch {
            let text = bytes.span.excerpt(0..<bytes.count)
            return .failure(
                scanner.error("the term \(text) has \(error)", expected: "a canonical integer", at: place))
        }
    }

    func record(line: Int) throws(InputError) -> SequenceRecord {
        if let failure { throw failure }
        guard let id else {
            throw InputError(
                file: start.file, line: start.line, column: start.column, problem: "an object without an id",
                expected: "\"id\": \"A000045\" or the like")
        }
        let isNamed = !id.isEmpty && id.utf8.count <= 200 && !id.utf8.contains { $0 < 0x20 }
        guard isNamed else {
            throw InputError(
                file: start.file, line: start.line, column: start.column, problem: "an id that is no name",
                expected: "1 to 200 bytes on one line")
        }
        guard !terms.isEmpty || name != nil || offset != nil else { throw start }
        var record = SequenceRecord(id: SequenceID.normalize(id) ?? id, line: line)
        record.name = name
        record.offset = offset
        record.keywords = keywords.isEmpty ? nil : keywords
        record.terms = terms.isEmpty ? nil : PackedTerms(terms)
        return record
    }

    func table(of file: String, offset given: Int?) throws(InputError) -> TermTable {
        if let failure { throw failure }
        guard !terms.isEmpty else { throw start }
        guard let offset = given ?? offset else {
            throw InputError(
                file: file, line: start.line, column: start.column, problem: "an object without an offset",
                expected: "\"offset\": 0 or the like")
        }
        try InputError.check(offset: offset, file: file)
        return TermTable(
            id: id.map { SequenceID.normalize($0) ?? $0 }, name: name, offset: offset, terms: terms,
            keywords: keywords, source: "JSON \(file)")
    }
}
