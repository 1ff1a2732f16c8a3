/// A source as far as it can hold terms: the integers in it, those inside strings as well, and its text without comments
/// and superfluous blanks.
///
/// Left out as no part of the program are comments, in Python also strings that are statements by themselves
/// (documentation strings), and the integers of an `assert` that assigns nothing: honest authors quote there what they
/// have seen.
struct SourceText {
    /// An integer as it is written.
    struct Literal: Hashable {
        /// Its ``Magnitude``; a sign before it does not belong to it.
        var magnitude: UInt64
        /// Its digits in ``SourceText/bytes``.
        var place: Range<Int>
        /// The base that it is written in.
        var radix: UInt8
    }

    /// What is compared with the terms: at most ``mostLiterals``.
    var literals: [Literal] = []
    /// The contents of strings in ``bytes``, escapes undone, empty ones left out.
    var strings: [Range<Int>] = []
    /// The text that is left.
    var bytes: [UInt8] = []

    /// Integers beyond this number are not looked at, to bound the work.
    static let mostLiterals = 1 << 16

    let source: [UInt8]
    let isPython: Bool
    var position = 0
    var depth = 0
    var isLineStart = true
    var isApart = false
    var muted: Muted?
    /// What is left for reading numbers again that go on from one string to the next.
    var seamDigits = 200_000

    /// The integers of an `assert` that may turn out to be an assignment.
    struct Muted {
        var literals: [Literal] = []
        /// The depth of brackets at its beginning.
        var depth: Int
        var assigns = false
    }

    /// - Parameter isPython: whether it is Python; otherwise it is C.
    init(_ source: [UInt8], isPython: Bool) {
        self.source = source
        self.isPython = isPython
        bytes.reserveCapacity(source.count)
        while position < source.count { step() }
        endAssertion()
    }

    func peek(_ offset: Int = 0) -> UInt8 {
        position + offset < source.count ? source[position + offset] : 0
    }

    private mutating func step() {
        let byte = source[position]
        switch byte {
        case UInt8(ascii: "\n"): endLine()
        case UInt8(ascii: " "), 9...13:
            position += 1
            isApart = true
        case UInt8(ascii: "#") where isPython: skipLine()
        case UInt8(ascii: "/") where !isPython && peek(1) == UInt8(ascii: "/"): skipLine()
        case UInt8(ascii: "/") where !isPython && peek(1) == UInt8(ascii: "*"): skipComment()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(isRaw: false)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
        case UInt8(ascii: ".") where peek(1).isDecimalDigit: readNumber()
        case _ where byte.isWordByte: readWord()
        default: readSign(byte)
        }
    }

    /// Copies a byte that begins a token, with a blank before it where two words would run together.
    mutating func begin(_ byte: UInt8) {
        if isApart, let last = bytes.last, last.isWordByte, byte.isWordByte { bytes.append(32) }
        isApart = false
        isLineStart = false
    }

    private mutating func endLine() {
        position += 1
        isApart = false
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        guard depth == 0 || !isPython else { return }
        isLineStart = true
        if isPython { endAssertion() }
    }

    private mutating func skipLine() {
        while position < source.count, source[position] != UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func skipComment() {
        position += 2
        while position < source.count, !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
            position += 1
        }
        position = min(position + 2, source.count)
        isApart = true
    }

    private mutating func readSign(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth = max(0, depth - 1)
            if let start = muted?.depth, !isPython, depth <= start { endAssertion() }
        case UInt8(ascii: "=") where muted != nil:
            let before = position > 0 ? source[position - 1] : 0
            let compares = "=<>!".utf8.contains(before) || peek(1) == UInt8(ascii: "=")
            if !compares { muted?.assigns = true }
        case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "\n"):
            position += 2
            isApart = true
            return
        default: break
        }
        begin(byte)
        bytes.append(byte)
        position += 1
    }

    private mutating func readWord() {
        let start = position
        while position < source.count, source[position].isWordByte { position += 1 }
        let word = source[start..<position]
        if isPython, word.count <= 2, peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'"),
            word.allSatisfy({ "rbuf".utf8.contains($0 | 32) })
        {
            return readString(isRaw: word.contains { $0 | 32 == UInt8(ascii: "r") })
        }
        let mayAssert = isPython ? isLineStart : peek() == UInt8(ascii: "(")
        if mayAssert, muted == nil, word.elementsEqual("assert".utf8) { muted = Muted(depth: depth) }
        begin(source[start])
        bytes.append(contentsOf: word)
    }

    private mutating func endAssertion() {
        if let muted, muted.assigns { for literal in muted.literals { keep(literal) } }
        muted = nil
    }

    mutating func add(_ literal: Literal) {
        if muted == nil { keep(literal) } else { muted?.literals.append(literal) }
    }

    private mutating func keep(_ literal: Literal) {
        if literals.count < Self.mostLiterals { literals.append(literal) }
    }
}

extension UInt8 {
    var isDecimalDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// A letter, a digit, an underscore, or part of a letter outside ASCII.
    var isWordByte: Bool {
        (self | 32) &- 97 < 26 || isDecimalDigit || self == UInt8(ascii: "_") || self >= 0x80
    }

    /// What may follow an integer in Python without a blank: `1if x else 2`, `0or 1`.
    var isPythonWordStart: Bool { "aio".utf8.contains(self) }

    /// The value of a digit; nil where it is none of the base.
    func digit(radix: UInt8) -> UInt8? {
        let value: UInt8
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = self - UInt8(ascii: "A") + 10
        default: return nil
        }
        return value < radix ? value : nil
    }
}
