import Glibc

/// Reads all records of a file, one after the other; a record that is wrong does not end it.
package struct RecordReader {
    /// What comes of a record. Returns whether to go on.
    package typealias Taker = (Result<SequenceRecord, InputError>) -> Bool

    /// The file as the caller named it.
    package let name: String
    /// The form, given or told from the first line with data.
    package let form: RecordForm
    private let source: any ByteSource

    /// Opens a file, packed by gzip or not, or standard input for `-`.
    /// - Parameter form: nil: told from the first line with data.
    /// - Throws: ``InputError`` when it cannot be read or has nothing in it.
    package init(path: String, form: RecordForm? = nil) throws(InputError) {
        if path == "-" {
            let bytes = FileBytes(descriptor: fcntl(0, F_DUPFD_CLOEXEC, 3), name: "<stdin>")
            var head: [UInt8] = []
            try bytes.read(into: &head)
            if head.starts(with: [0x1F, 0x8B]) {
                throw InputError(
                    file: "<stdin>", problem: "packed data on standard input",
                    expected: "unpacked data, or a file")
            }
            try self.init(ReplayedBytes(head, then: bytes), name: "<stdin>", form: form)
        } else {
            try self.init(try TermInput(path: path).open(), name: path, form: form)
        }
    }

    /// Bytes in memory.
    package init(bytes: [UInt8], name: String, form: RecordForm? = nil) throws(InputError) {
        try self.init(MemoryBytes(bytes), name: name, form: form)
    }

    private init(_ source: any ByteSource, name: String, form: RecordForm?) throws(InputError) {
        var source = source
        var head: [UInt8] = []
        let sniffed = try TermSource.sniff(&source, &head, file: name)
        self.name = name
        if let form {
            self.form = form
        } else {
            self.form = try RecordReader.form(sniffed, &source, &head)
        }
        self.source = ReplayedBytes(head, then: source)
    }

    /// Reads the records.
    /// - Throws: ``InputError`` when the file cannot be read on; what was taken before stands.
    package func readAll(_ take: Taker) throws(InputError) {
        switch form {
        case .stripped: try forEachLine(take, RecordReader.stripped)
        case .names: try forEachLine(take, RecordReader.title)
        case .offsets: try forEachLine(take, RecordReader.offset)
        case .internalFormat:
            try InternalFormatReader(TermInput(bytes: [], name: name)).forEach(in: source, take)
        case .json: try JSONTermsReader(TermInput(bytes: [], name: name)).forEach(in: source, take)
        case .bFile: _ = take(.success(try bFile()))
        }
    }

    private func forEachLine(
        _ take: Taker, _ parse: (Span<UInt8>, LineHead, LineReader) throws(InputError) -> SequenceRecord
    ) throws(InputError) {
        var lines = LineReader(source, file: name)
        while let range = try lines.next() {
            let line = lines.buffer.span.extracting(range)
            let start = line.skippingBlanks(from: 0)
            if start == line.count || line[start] == UInt8(ascii: "#") { continue }
            let record: Result<SequenceRecord, InputError>
            do throws(InputError) {
                record = .success(try parse(line, try LineHead(line, start, lines), lines))
            } catch {
                record = .failure(error)
            }
            if !take(record) { return }
        }
    }

    /// The A-number that a line begins with.
    private struct LineHead {
        var id: String
        var data: Int

        init(_ line: Span<UInt8>, _ start: Int, _ lines: LineReader) throws(InputError) {
            let end = line.skippingWord(from: start)
            guard end - start <= 12, let id = SequenceID.normalize(line.text(start..<end)) else {
                throw lines.error(
                    column: start + 1, "no A-number: \(line.excerpt(start..<end))", expected: "'A000045 …'")
            }
            self.id = id
            data = line.skippingBlanks(from: end)
        }
    }

    private static func stripped(
        _ line: Span<UInt8>, _ head: LineHead, _ lines: LineReader
    ) throws(InputError) -> SequenceRecord {
        guard head.data < line.count, line[head.data] == UInt8(ascii: ",") else {
            throw lines.error("no line of a stripped file", expected: "'A000045 ,0,1,1,2,'")
        }
        var terms = PackedTerms()
        var start = head.data + 1
        while line.skippingBlanks(from: start) < line.count {
            let end = line.skippingToComma(from: start)
            let word = line.trimming(start..<end)
            guard Term.isCanonical(line.extracting(word)) else {
                let reason = TermSyntaxError.diagnosing(line.extracting(word))
                throw lines.error(
                    column: word.lowerBound + 1, "the term \(line.excerpt(word)) has \(reason)",
                    expected: "a canonical integer")
            }
            terms.append(canonical: line.extracting(word))
            start = end + 1
        }
        if terms.count == 0 {
            throw lines.error("a sequence without terms", expected: "terms with commas between them")
        }
        var record = SequenceRecord(id: head.id, line: lines.number)
        record.terms = terms
        return record
    }

    private static func title(
        _ line: Span<UInt8>, _ head: LineHead, _ lines: LineReader
    ) throws(InputError) -> SequenceRecord {
        let range = line.trimming(head.data..<line.count)
        guard !range.isEmpty else {
            throw lines.error("a sequence without a name", expected: "'A000045 Name'")
        }
        var record = SequenceRecord(id: head.id, line: lines.number)
        record.name = line.text(range)
        return record
    }

    private static func offset(
        _ line: Span<UInt8>, _ head: LineHead, _ lines: LineReader
    ) throws(InputError) -> SequenceRecord {
        let range = line.trimming(head.data..<line.count)
        guard let term = try? Term(parsing: line.extracting(range)), let index = term.asIndex else {
            throw lines.error(
                column: head.data + 1, "the offset \(line.excerpt(range)) is no index",
                expected: "'A000045 0'")
        }
        var record = SequenceRecord(id: head.id, line: lines.number)
        record.offset = index
        return record
    }

    private func bFile() throws(InputError) -> SequenceRecord {
        guard let id = BFileReader.id(fromPath: name) else {
            throw InputError(
                file: name, problem: "a b-file whose name does not tell its sequence",
                expected: "a name such as b000045.txt")
        }
        let table = try BFileReader(TermInput(bytes: [], name: name)).read(from: source, id: id)
        var record = SequenceRecord(id: id, line: 1)
        record.terms = PackedTerms(table.entries.lazy.map(\.term))
        var runs: [SequenceRecord.Run] = []
        for entry in table.entries {
            if let last = runs.last, last.first + last.count == entry.index {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(.init(first: entry.index, count: 1))
            }
        }
        record.runs = runs
        return record
    }

    /// Tells the three forms apart whose lines begin with an A-number, by the first such line.
    private static func form(
        _ format: TermSource.Format, _ source: inout any ByteSource, _ head: inout [UInt8]
    ) throws(InputError) -> RecordForm {
        switch format {
        case .bFile: return .bFile
        case .json: return .json
        case .internalFormat: return .internalFormat
        case .stripped: break
        }
        // The end of the line may not have been read yet.
        var before = -1
        while head.count != before, head.count < 1 << 20, !head.hasDataLine {
            before = head.count
            try source.read(into: &head)
        }
        let line = head.firstDataLine
        let bytes = line.span
        let start = bytes.skippingBlanks(from: bytes.skippingWord(from: bytes.skippingBlanks(from: 0)))
        if start < bytes.count, bytes[start] == UInt8(ascii: ",") { return .stripped }
        let rest = bytes.trimming(start..<bytes.count)
        return Term.isCanonical(bytes.extracting(rest)) ? .offsets : .names
    }
}

extension [UInt8] {
    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Whether there is a whole line that is no comment.
    fileprivate var hasDataLine: Bool {
        let line = firstDataLine
        return !line.isEmpty && line.endIndex < endIndex
    }

    /// The first line that is neither blank nor a comment, as far as it is there.
    fileprivate var firstDataLine: [UInt8].SubSequence {
        let text = starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...]
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(where: [UInt8].isLineEnd) ?? text.endIndex
            let line = text[start..<end]
            if let byte = line.first(where: { !$0.isBlank }), byte != UInt8(ascii: "#") { return line }
            start = Swift.min(end + 1, text.endIndex)
        }
        return []
    }
}
