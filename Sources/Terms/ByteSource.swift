import Glibc

/// Bytes that come chunk by chunk, so that a file of any size is read in bounded memory.
protocol ByteSource {
    /// Appends the next bytes to the buffer; appends nothing only at the end.
    mutating func read(into buffer: inout [UInt8]) throws(InputError)
}

/// How many bytes are asked for at once.
let chunkSize = 1 << 16

/// Bytes that are already in memory.
struct MemoryBytes: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func read(into buffer: inout [UInt8]) {
        buffer.append(contentsOf: rest.prefix(chunkSize))
        rest = rest.dropFirst(chunkSize)
    }
}

/// Bytes that were looked at beforehand, and after them the rest of where they came from.
struct ReplayedBytes: ByteSource {
    private var head: [UInt8]
    private var rest: any ByteSource

    init(_ head: [UInt8], then rest: any ByteSource) {
        self.head = head
        self.rest = rest
    }

    mutating func read(into buffer: inout [UInt8]) throws(InputError) {
        if head.isEmpty { return try rest.read(into: &buffer) }
        buffer.append(contentsOf: head)
        head = []
    }
}

/// The bytes of an open file. A class because it closes its descriptor when it goes.
final class FileBytes: ByteSource {
    let descriptor: CInt
    private let name: String

    /// Takes over a descriptor.
    init(descriptor: CInt, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Opens a file for reading.
    convenience init(path: String) throws(InputError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InputError(
                .unreadable, file: path, problem: "cannot be opened: \(errorText(errno))")
        }
        self.init(descriptor: descriptor, name: path)
    }

    deinit {
        close(descriptor)
    }

    func read(into buffer: inout [UInt8]) throws(InputError) {
        let code = appendChunk(from: descriptor, to: &buffer)
        if code == EISDIR {
            throw InputError(.unreadable, file: name, problem: "is a directory", expected: "a file")
        }
        if code != 0 {
            throw InputError(.unreadable, file: name, problem: "cannot be read: \(errorText(code))")
        }
    }
}

/// Appends what one `read` gives; returns 0 or the `errno`. An interrupted read is taken up again.
func appendChunk(from descriptor: CInt, to buffer: inout [UInt8]) -> CInt {
    var failure: CInt = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { target, count in
        var got = Glibc.read(descriptor, target.baseAddress, chunkSize)
        while got < 0, errno == EINTR { got = Glibc.read(descriptor, target.baseAddress, chunkSize) }
        count = max(0, got)
        failure = got < 0 ? errno : 0
    }
    buffer.append(contentsOf: chunk)
    return failure
}

/// The host's text for an error number.
func errorText(_ code: CInt) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
