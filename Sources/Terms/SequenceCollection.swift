import Glibc

/// A file of many sequences, of which any one can be read again without reading those before it.
///
/// The formats are those of ``TermSource``. Packed data is unpacked once, into a file without a name, which goes with
/// the value. May be used by one thread at a time.
package final class SequenceCollection {
    /// Where a sequence begins.
    package struct Place: Sendable, Hashable {
        /// The byte, counted from 0.
        package var offset: Int
        /// The line, counted from 1.
        package var line: Int

        /// A place.
        package init(offset: Int, line: Int) {
            self.offset = offset
            self.line = line
        }
    }

    /// The file as the caller named it.
    package let path: String
    /// What the file was found to be.
    package let format: TermSource.Format
    private let file: FileBytes

    /// Opens a file and finds out its format.
    /// - Throws: ``InputError`` when it cannot be read, or is empty.
    package init(path: String) throws(InputError) {
        self.path = path
        file = try SequenceCollection.openPlain(path)
        var source: any ByteSource = PlacedBytes(file, at: 0, name: path)
        var head: [UInt8] = []
        format = try TermSource.sniff(&source, &head, file: path)
    }

    /// Reads the whole file, telling the name and the place of each sequence, in the order of the file.
    /// - Throws: ``InputError`` on a line that cannot be one of the format.
    package func forEachPlace(_ body: (String, Place) -> Void) throws(InputError) {
        let bytes = PlacedBytes(file, at: 0, name: path)
        switch format {
        case .json: try places(inJSON: bytes, body)
        case .stripped, .internalFormat: try places(inLines: bytes, body)
        case .bFile:
            guard let id = BFileReader.id(fromPath: path) else {
                throw InputError(
                    file: path, problem: "a b-file whose name does not tell its sequence",
                    expected: "a name such as b000045.txt")
            }
            body(id, Place(offset: 0, line: 1))
        }
    }

    /// Reads the sequence at a place that ``forEachPlace(_:)`` told.
    /// - Parameters:
    ///   - id: its name.
    ///   - offset: the index of its first term; nil for what the file says. A stripped file says nothing.
    /// - Throws: ``InputError``.
    package func read(_ id: String, at place: Place, offset: Int?) throws(InputError) -> TermTable {
        let bytes = PlacedBytes(file, at: place.offset, name: path)
        let input = TermInput(path: path)
        do throws(InputError) {
            switch format {
            case .json: return try JSONTermsReader(input).find(in: bytes, id: id, offset: offset)
            case .internalFormat:
                return try InternalFormatReader(input).find(in: bytes, id: id, offset: offset)
            case .bFile: return try BFileReader(input).read(from: bytes, id: id)
            case .stripped:
                guard let offset else {
                    throw InputError(
                        file: path, problem: "a stripped file does not tell the index of \(id)'s first term",
                        expected: "an offset to go with it")
                }
                return try StrippedReader(input).find(in: bytes, id: id, offset: offset)
            }
        } catch {
            // The reader began to count at the place.
            throw InputError(
                error.kind, file: error.file, line: error.line.map { $0 + place.line - 1 },
                column: error.column, problem: error.problem, expected: error.expected)
        }
    }

    /// The text of the JSON object at a place, as it stands in the file.
    /// - Throws: ``InputError``, also where the format is another one.
    package func object(at place: Place) throws(InputError) -> [UInt8] {
        guard format == .json else {
            throw InputError(file: path, problem: "has no objects", expected: "JSON")
        }
        var scanner = JSONScanner(PlacedBytes(file, at: place.offset, name: path), file: path)
        _ = try scanner.peekToken()
        let start = scanner.offset
        try scanner.skip()
        let count = scanner.offset - start
        var bytes: [UInt8] = []
        var rest = PlacedBytes(file, at: place.offset + start, name: path)
        while bytes.count < count {
            let before = bytes.count
            try rest.read(into: &bytes)
            if bytes.count == before {
                throw InputError(.unreadable, file: path, problem: "became shorter while it was read")
            }
        }
        return Array(bytes.prefix(count))
    }

    private func places(
        inLines bytes: PlacedBytes, _ body: (String, Place) -> Void
    ) throws(InputError) {
        var lines = LineReader(bytes, file: path)
        var last: String?
        while let range = try lines.next() {
            let line = lines.buffer.span.extracting(range)
            var start = line.skippingBlanks(from: 0)
            if start == line.count || line[start] == UInt8(ascii: "#") { continue }
            if format == .internalFormat {
                start = line.skippingBlanks(from: line.skippingWord(from: start))
            }
            guard let id = SequenceID.normalize(line.text(start..<line.skippingWord(from: start))) else {
                throw lines.error(
                    column: start + 1, "no A-number: \(line.excerpt(start..<line.count))",
                    expected: format == .stripped ? "'A000045 ,0,1,1,2,'" : "'%S A000045 0,1,1,2,'")
            }
            // A record of the internal format has many lines; a stripped sequence has one.
            if format == .internalFormat && id == last { continue }
            last = id
            body(id, Place(offset: lines.passed + range.lowerBound, line: lines.number))
        }
    }

    private func places(
        inJSON bytes: PlacedBytes, _ body: (String, Place) -> Void
    ) throws(InputError) {
        var scanner = JSONScanner(bytes, file: path)
        let isArray = try scanner.take("[")
        if isArray, try scanner.take("]") { return }
        while try scanner.peekToken() != nil {
            let place = Place(offset: scanner.offset, line: scanner.place.line)
            var id: String?
            try scanner.members { (scanner, key) throws(InputError) in
                if key == "id" { id = try scanner.string() } else { try scanner.skip() }
            }
            guard let id else {
                throw InputError(
                    file: path, line: place.line, problem: "an object without an id",
                    expected: "\"id\": \"A000045\" or the like")
            }
            body(SequenceID.normalize(id) ?? id, place)
            if isArray, try !scanner.take(",") { break }
        }
        if isArray { try scanner.require("]") }
    }

    /// The file itself, or what it unpacks to.
    private static func openPlain(_ path: String) throws(InputError) -> FileBytes {
        let file = try FileBytes(path: path)
        var head: [UInt8] = []
        try file.read(into: &head)
        guard head.starts(with: [0x1F, 0x8B]) else {
            guard lseek(file.descriptor, 0, SEEK_SET) == 0 else {
                throw InputError(
                    .unreadable, file: path, problem: "cannot be read twice", expected: "a regular file")
            }
            return file
        }
        let packed = try GzipBytes(unpacking: file, name: path, tool: "gzip")
        let plain = FileBytes(descriptor: try temporaryFile(for: path), name: path)
        var chunk: [UInt8] = []
        while true {
            chunk.removeAll(keepingCapacity: true)
            try packed.read(into: &chunk)
            if chunk.isEmpty { return plain }
            try write(chunk, to: plain.descriptor, for: path)
        }
    }

    /// A file that goes with its descriptor, also when this process is killed.
    private static func temporaryFile(for path: String) throws(InputError) -> CInt {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let name = "\(folder)/seqjudge-terms-\(getpid())-\(UInt64.random(in: 0...(.max)))"
        // Closed on exec from the start: true terms must not get into a child that another thread starts.
        let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw InputError(
                .unreadable, file: path,
                problem: "no temporary file in \(folder) to unpack it to: \(errorText(errno))")
        }
        unlink(name)
        return descriptor
    }

    private static func write(
        _ bytes: [UInt8], to descriptor: CInt, for path: String
    ) throws(InputError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw InputError(
                    .unreadable, file: path, problem: "cannot be unpacked: \(errorText(errno))")
            }
            rest = rest.dropFirst(count)
        }
    }
}

/// The bytes of a file from a place on, whatever else reads the file.
private struct PlacedBytes: ByteSource {
    /// One sequence is often shorter than this; a whole file takes larger steps soon.
    private static let firstChunk = 1 << 12

    private let file: FileBytes
    private let name: String
    private var place: Int
    private var size = firstChunk

    init(_ file: FileBytes, at place: Int, name: String) {
        self.file = file
        self.place = place
        self.name = name
    }

    mutating func read(into buffer: inout [UInt8]) throws(InputError) {
        let (descriptor, place, size) = (file.descriptor, place, size)
        var failure: CInt = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            var got = pread(descriptor, target.baseAddress, size, place)
            while got < 0, errno == EINTR { got = pread(descriptor, target.baseAddress, size, place) }
            count = max(0, got)
            failure = got < 0 ? errno : 0
        }
        if failure != 0 {
            throw InputError(.unreadable, file: name, problem: "cannot be read: \(errorText(failure))")
        }
        self.place += chunk.count
        self.size = min(size * 4, chunkSize)
        buffer.append(contentsOf: chunk)
    }
}
