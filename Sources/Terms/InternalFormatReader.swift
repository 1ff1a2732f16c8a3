/// Reads records in the OEIS's internal format: lines of a tag, the A-number and data.
///
/// Used are `%S %T %U` (terms without their signs), `%V %W %X` (with their signs; where there are any, they
/// win), `%O` (the offset), `%N` and `%K`. Other tags are passed over. A record begins with `%I`, or with
/// the file; blank lines and `#` comments are free. A line with another A-number than its record is an error.
public struct InternalFormatReader: Sendable {
    private let input: TermInput

    /// A reader of this input.
    public init(_ input: TermInput) {
        self.input = input
    }

    /// Reads one record, and no further than to its end.
    /// - Parameters:
    ///   - id: the record's A-number; nil for the first record.
    ///   - offset: the index of the first term; nil for what `%O` says.
    /// - Throws: ``InputError``; of the kind `absent` when there is no such record.
    public func find(id: String? = nil, offset: Int? = nil) throws(InputError) -> TermTable {
        try find(in: try input.open(), id: id, offset: offset)
    }

    func find(in source: any ByteSource, id: String?, offset: Int?) throws(InputError) -> TermTable {
        var lines = LineReader(source, file: input.name)
        var current = ""
        var record: Record?
        while let range = try lines.next() {
            let line = lines.buffer.span.extracting(range)
            let start = line.skippingBlanks(from: 0)
            if start == line.count || line[start] == UInt8(ascii: "#") { continue }
            let head = try Head(of: line, from: start, lines)
            if current.isEmpty || head.tag == UInt8(ascii: "I") {
                if record != nil { break }
                current = head.id
                if SequenceID.same(id ?? current, current) { record = Record(id: current) }
            } else if head.id != current {
                throw lines.error(
                    "a line of \(head.id) in the record of \(current)", expected: "'%I \(head.id)' before it")
            }
            try record?.take(head, of: line, lines)
        }
        guard let record else {
            let wanted = id.map { " of \($0)" } ?? ""
            throw InputError(.absent, file: input.name, problem: "no record" + wanted)
        }
        return try record.table(of: input.name, offset: offset)
    }
}

extension InternalFormatReader {
    /// Reads all records. One with a line that is wrong is told as wrong, and passed over up to the next `%I`.
    func forEach(in source: any ByteSource, _ take: RecordReader.Taker) throws(InputError) {
        var lines = LineReader(source, file: input.name)
        var current: (record: Record, line: Int)?
        var failure: InputError?
        func finish() -> Bool {
            defer { (current, failure) = (nil, nil) }
            if let failure { return take(.failure(failure)) }
            guard let (record, line) = current else { return true }
            do throws(InputError) {
                return take(.success(try record.stored(input.name, line)))
            } catch {
                return take(.failure(error))
            }
        }
        while let range = try lines.next() {
            let line = lines.buffer.span.extracting(range)
            let start = line.skippingBlanks(from: 0)
            if start == line.count || line[start] == UInt8(ascii: "#") { continue }
            let beginsRecord = line.hasText(Array("%I".utf8), at: start)
            if beginsRecord, !finish() { return }
            if failure != nil { continue }
            do throws(InputError) {
                let head = try Head(of: line, from: start, lines)
                if current == nil { current = (Record(id: head.id), lines.number) }
                if let id = current?.record.id, head.id != id {
                    throw lines.error(
                        "a line of \(head.id) in the record of \(id)", expected: "'%I \(head.id)' before it")
                }
                try current?.record.take(head, of: line, lines)
            } catch {
                failure = error
            }
        }
        _ = finish()
    }
}

/// The tag and the A-number of a line, and where its data begins.
private struct Head {
    let tag: UInt8
    let id: String
    let data: Int

    init(of line: Span<UInt8>, from start: Int, _ lines: LineReader) throws(InputError) {
        let tagEnd = line.skippingWord(from: start)
        let idStart = line.skippingBlanks(from: tagEnd)
        let idEnd = line.skippingWord(from: idStart)
        guard tagEnd == start + 2, line[start] == UInt8(ascii: "%"),
            let id = SequenceID.normalize(line.text(idStart..<idEnd))
        else {
            throw lines.error(
                column: start + 1, "no line of a record: \(line.excerpt(start..<line.count))",
                expected: "'%S A000045 0,1,1,2,'")
        }
        tag = line[start + 1]
        self.id = id
        data = line.skippingBlanks(from: idEnd)
    }
}

/// What the lines of one record have said so far.
private struct Record {
    let id: String
    private var unsigned: [Term] = []
    private var signed: [Term] = []
    private var offset: Int?
    private var name: String?
    private var keywords: [String] = []

    init(id: String) {
        self.id = id
    }

    mutating func take(_ head: Head, of line: Span<UInt8>, _ lines: LineReader) throws(InputError) {
        switch head.tag {
        case UInt8(ascii: "S"), UInt8(ascii: "T"), UInt8(ascii: "U"):
            unsigned += try StrippedReader.terms(after: head.data, of: line, lines)
        case UInt8(ascii: "V"), UInt8(ascii: "W"), UInt8(ascii: "X"):
            signed += try StrippedReader.terms(after: head.data, of: line, lines)
        case UInt8(ascii: "O"):
            let range = line.trimming(head.data..<line.skippingToComma(from: head.data))
            guard let term = try? Term(parsing: line.extracting(range)), let index = term.asIndex else {
                throw lines.error(
                    column: range.lowerBound + 1, "the offset \(line.excerpt(range)) is no index",
                    expected: "'0,5' or the like")
            }
            offset = index
        case UInt8(ascii: "N"):
            name = name ?? line.text(line.trimming(head.data..<line.count))
        case UInt8(ascii: "K"):
            let text = line.text(line.trimming(head.data..<line.count))
            keywords += text.split(separator: ",").map { String($0.trimmingBlanks()) }
        default: break
        }
    }

    func table(of file: String, offset given: Int?) throws(InputError) -> TermTable {
        let terms = signed.isEmpty ? unsigned : signed
        guard !terms.isEmpty else {
            throw InputError(
                file: file, problem: "no term in the record of \(id)", expected: "'%S \(id) 0,1,1,2,'")
        }
        // The two lists tell the same terms; where one is longer, a line of the other is lost.
        if !signed.isEmpty, !unsigned.isEmpty, signed.count != unsigned.count {
            let counts = "\(unsigned.count) terms without signs and \(signed.count) with"
            throw InputError(
                file: file, problem: "\(counts) in the record of \(id)",
                expected: "as many of each")
        }
        guard let offset = given ?? offset else {
            throw InputError(
                file: file, problem: "no %O line in the record of \(id)", expected: "an offset")
        }
        try InputError.check(offset: offset, file: file)
        return TermTable(
            id: id, name: name, offset: offset, terms: terms, keywords: keywords,
            source: "internal format \(file)")
    }

    /// The record for a collection; what is missing in it is told with the line that it begins at.
    func stored(_ file: String, _ line: Int) throws(InputError) -> SequenceRecord {
        do throws(InputError) {
            return SequenceRecord(try table(of: file, offset: nil), id: id, line: line)
        } catch {
            throw InputError(
                error.kind, file: file, line: line, problem: error.problem, expected: error.expected)
        }
    }
}
