/// Reads terms from a file of any of the known formats.
public enum TermSource {
    /// The formats that are told apart.
    public enum Format: String, Sendable, Hashable {
        /// Lines of an index and its term.
        case bFile = "b-file"
        /// A line `A000045 ,0,1,1,2,` for each sequence.
        case stripped
        /// Records of lines `%S A000045 0,1,1,2,`.
        case internalFormat = "internal format"
        /// Objects with `terms`.
        case json = "JSON"
    }

    /// Reads a sequence from a file, gzip-packed or not. The format is told from the content, never from the
    /// file's name; ``TermTable/source`` says which it is. The file is read once, so that it may be a pipe.
    /// - Parameters:
    ///   - id: the sequence; nil where the file holds one only. A stripped file needs it, and a b-file, which
    ///     does not say whose terms it has, takes it on trust.
    ///   - offset: the index of the first term; it wins over what the file says. Nil for the file's own; a
    ///     stripped file has none. A b-file has an index with every term: here it is the index with which a
    ///     program that prints the terms begins, and may not be above the first.
    /// - Throws: ``InputError``.
    public static func read(
        path: String, id: String? = nil, offset: Int? = nil
    ) throws(InputError) -> TermTable {
        try read(TermInput(path: path), id: id, offset: offset)
    }

    /// Reads a sequence from an input; see ``read(path:id:offset:)``.
    /// - Throws: ``InputError``.
    public static func read(
        _ input: TermInput, id: String? = nil, offset: Int? = nil
    ) throws(InputError) -> TermTable {
        try read(from: try input.open(), input, id: id, offset: offset)
    }

    static func read(
        from source: any ByteSource, _ input: TermInput, id: String?, offset: Int?
    ) throws(InputError) -> TermTable {
        var source = source
        var head: [UInt8] = []
        let format = try sniff(&source, &head, file: input.name)
        let whole = ReplayedBytes(head, then: source)
        switch format {
        case .json: return try JSONTermsReader(input).find(in: whole, id: id, offset: offset)
        case .internalFormat: return try InternalFormatReader(input).find(in: whole, id: id, offset: offset)
        case .stripped:
            guard let id, let offset else {
                throw InputError(
                    file: input.name, problem: "a stripped file holds many sequences, and no offsets",
                    expected: "an A-number and an offset to go with it")
            }
            return try StrippedReader(input).find(in: whole, id: id, offset: offset)
        case .bFile:
            let table = try BFileReader(input).read(from: whole, id: id)
            guard let offset else { return table }
            try InputError.check(offset: offset, file: input.name)
            guard offset <= table.offset else {
                throw InputError(
                    file: input.name, problem: "the b-file begins at \(table.offset), before \(offset)",
                    expected: "an offset of \(table.offset) or less")
            }
            return TermTable(
                id: table.id, name: nil, offset: offset, ascending: table.entries, keywords: [],
                source: table.source)
        }
    }

    /// The most that is looked at, comments and all, before a first line with data.
    private static let longestHead = 1 << 20

    static func sniff(
        _ source: inout any ByteSource, _ head: inout [UInt8], file: String
    ) throws(InputError) -> Format {
        var search = HeadSearch()
        while head.count < longestHead {
            let before = head.count
            try source.read(into: &head)
            let isWhole = head.count == before
            // A byte order mark may come in pieces.
            if head.count >= 3 || isWhole, let byte = search.firstDataByte(of: head) {
                return format(of: byte)
            }
            if isWhole { break }
        }
        if head.isEmpty { throw InputError(file: file, problem: "an empty file", expected: "terms") }
        throw InputError(file: file, problem: "no term in it", expected: "a line that is no comment")
    }

    /// Looks for the first byte that is neither white space nor in a `#` comment nor of a byte order mark, in a head that
    /// grows.
    private struct HeadSearch {
        private var position = 0
        private var inComment = false

        mutating func firstDataByte(of head: [UInt8]) -> UInt8? {
            if position == 0, head.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            while position < head.count {
                let byte = head[position]
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    inComment = false
                } else if byte == UInt8(ascii: "#") {
                    inComment = true
                } else if !inComment, !byte.isBlank {
                    return byte
                }
                position += 1
            }
            return nil
        }
    }

    /// The format that begins with a byte. What begins none is left to the b-file's reader, whose error
    /// names the line.
    private static func format(of byte: UInt8) -> Format {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): .json
        case UInt8(ascii: "%"): .internalFormat
        case UInt8(ascii: "A"): .stripped
        default: .bFile
        }
    }
}
