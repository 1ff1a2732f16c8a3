/// Where terms are read from: a file, or bytes in memory. Gzip data in a file is recognised by its first
/// bytes, whatever the file is called, and unpacked on the way.
public struct TermInput: Sendable {
    private enum Origin: Sendable {
        case file(path: String)
        case memory([UInt8])
    }

    /// The name that errors use.
    public let name: String
    private let origin: Origin
    private let decompressor: String

    /// A file. It is opened when it is read, and errors name it as it is named here.
    /// - Parameter decompressor: the program that unpacks gzip data when called with `-dc`; `gzip`, looked up
    ///   on PATH, by default.
    public init(path: String, decompressor: String = "gzip") {
        name = path
        origin = .file(path: path)
        self.decompressor = decompressor
    }

    /// Bytes in memory, under a name for errors. Gzip data is not unpacked here.
    public init(bytes: some Sequence<UInt8>, name: String) {
        self.name = name
        origin = .memory(Array(bytes))
        decompressor = ""
    }

    /// Opens the input at its first byte.
    func open() throws(InputError) -> any ByteSource {
        switch origin {
        case .memory(let bytes):
            return MemoryBytes(bytes)
        case .file(let path):
            let file = try FileBytes(path: path)
            var head: [UInt8] = []
            var before = -1
            // A pipe may give one byte at a time.
            while head.count < 2, head.count != before {
                before = head.count
                try file.read(into: &head)
            }
            guard head.starts(with: [0x1F, 0x8B]) else { return ReplayedBytes(head, then: file) }
            return try GzipBytes(unpacking: file, name: path, tool: decompressor)
        }
    }
}
