import Glibc

/// One line of a batch, as it was read.
struct RequestLine: Sendable, Equatable {
    /// Its number in the input, counted from 1, blank lines counted.
    var number: Int
    /// Its bytes without the line end; empty when it is too long.
    var bytes: [UInt8]
    /// Tells whether two lines are the same, for a resume: FNV-1a over all bytes.
    var digest: UInt64
    /// Whether it is longer than what is held in memory.
    var isTooLong = false
}

/// Cuts bytes into lines, holding no more than one unfinished line. Lines end with LF or CR LF; a byte order mark at
/// the start is passed over, and so are blank lines.
struct LineSplitter {
    /// A line of more bytes than this is passed over and told as too long.
    let longest: Int
    /// How many lines have ended so far.
    private(set) var number = 0
    private var partial: [UInt8] = []
    private var digest = LineDigest()
    private var isTooLong = false
    private var hasBegun = false

    init(longest: Int) { self.longest = longest }

    /// Takes the next bytes; gives each line that ends in them.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ body: (RequestLine) -> Void) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            add(rest[..<end])
            finishLine(body)
            rest = rest[(end + 1)...]
        }
        add(rest)
    }

    /// The end of the input: gives the last line where it has no line end.
    mutating func finish(_ body: (RequestLine) -> Void) {
        if !partial.isEmpty || isTooLong { finishLine(body) }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        if isTooLong || partial.count + bytes.count > longest {
            if !isTooLong { digest.add(partial[...]) }
            digest.add(bytes)
            isTooLong = true
            partial = []
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    private mutating func finishLine(_ body: (RequestLine) -> Void) {
        number += 1
        if !hasBegun, partial.starts(with: [0xEF, 0xBB, 0xBF]) { partial.removeFirst(3) }
        hasBegun = true
        if partial.last == UInt8(ascii: "\r") { partial.removeLast() }
        if isTooLong {
            body(RequestLine(number: number, bytes: [], digest: digest.value, isTooLong: true))
        } else if partial.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
            digest.add(partial[...])
            body(RequestLine(number: number, bytes: partial, digest: digest.value))
        }
        partial.removeAll(keepingCapacity: partial.capacity <= 1 << 16)
        digest = LineDigest()
        isTooLong = false
    }
}

/// FNV-1a of 64 bits. Guards against mistakes, not against malice.
struct LineDigest {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        var value = value
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        self.value = value
    }
}
