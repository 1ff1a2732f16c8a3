import Glibc

/// What tells that a file of the host is still the one that a program was made with.
struct FileMark: Sendable, Hashable {
    var path: String
    var size: Int64
    var modified: Time
    var inode: UInt64

    /// A time of the real clock.
    struct Time: Sendable, Hashable, Comparable {
        var seconds: Int64
        var nanoseconds: Int64

        /// As coarse as the times that files get.
        static var now: Time {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME_COARSE, &now)
            return Time(now)
        }

        init(_ time: timespec) { (seconds, nanoseconds) = (Int64(time.tv_sec), Int64(time.tv_nsec)) }

        static func < (left: Time, right: Time) -> Bool {
            (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
        }
    }

    /// The file's mark now, links followed; nil when there is no such regular file, or no such folder.
    init?(of path: String, isFolder: Bool = false) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG) else {
            return nil
        }
        self.path = path
        size = Int64(status.st_size)
        modified = Time(status.st_mtim)
        inode = UInt64(status.st_ino)
    }

    /// Reads what ``write(to:)`` wrote.
    init(_ reader: inout PartReader) throws(PartError) {
        path = try reader.text()
        size = Int64(bitPattern: try reader.number())
        modified = Time(timespec())
        modified.seconds = Int64(bitPattern: try reader.number())
        modified.nanoseconds = Int64(bitPattern: try reader.number())
        inode = try reader.number()
    }

    func write(to parts: inout PartWriter) {
        parts.add(path)
        parts.add(UInt64(bitPattern: size))
        parts.add(UInt64(bitPattern: modified.seconds))
        parts.add(UInt64(bitPattern: modified.nanoseconds))
        parts.add(inode)
    }

    var isStillTrue: Bool { FileMark(of: path) == self }
}

/// Puts texts and numbers one behind the other so that no two lists give the same bytes.
struct PartWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func add(_ part: [UInt8]) {
        add(UInt64(part.count))
        bytes += part
    }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ list: [String]) {
        add(UInt64(list.count))
        for text in list { add(text) }
    }
}

/// Bytes that no ``PartWriter`` wrote.
struct PartError: Error {}

/// Takes apart what a ``PartWriter`` put together.
struct PartReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() throws(PartError) -> UInt64 {
        guard rest.count >= 8 else { throw PartError() }
        var value: UInt64 = 0
        for byte in rest.prefix(8).reversed() { value = value << 8 | UInt64(byte) }
        rest = rest.dropFirst(8)
        return value
    }

    mutating func part() throws(PartError) -> ArraySlice<UInt8> {
        let count = try number()
        guard count <= UInt64(rest.count) else { throw PartError() }
        let part = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
        return part
    }

    mutating func text() throws(PartError) -> String {
        guard let text = String(validating: try part(), as: UTF8.self) else { throw PartError() }
        return text
    }
}
