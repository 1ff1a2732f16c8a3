/// Random numbers that a seed decides (SplitMix64), so that a case can be made again.
public struct FuzzGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    /// A number from 0 up to, and not including, another; 0 for nothing to choose from.
    mutating func below(_ count: Int) -> Int { count <= 1 ? 0 : Int(next() % UInt64(count)) }

    /// True once in so many times.
    mutating func once(in count: Int) -> Bool { below(count) == 0 }
}

/// Decisions taken from bytes. A property that makes a value of them has that value shrunk with the bytes: fewer bytes
/// are smaller values, and where there are none left every choice is the first one.
public struct Choices {
    private var rest: ArraySlice<UInt8>

    /// The decisions in these bytes.
    public init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether every further decision will be the first one.
    public var isEmpty: Bool { rest.isEmpty }

    /// A byte; 0 where there are none left.
    public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number in a range, its lower end where there are no bytes left.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        let span = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
        var value: UInt64 = 0
        var covered: UInt64 = 0
        while covered < span {
            value = value << 8 | UInt64(byte())
            covered = covered << 8 | 0xff
        }
        let chosen = span == .max ? value : value % (span + 1)
        return range.lowerBound &+ Int(truncatingIfNeeded: chosen)
    }

    /// Yes or no; no where there are no bytes left.
    public mutating func flip() -> Bool { byte() & 1 == 1 }

    /// One of some values, the first where there are no bytes left.
    public mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }

    /// Some values, as many as the bytes say, at most `most`.
    public mutating func list<Value>(atMost most: Int, _ make: (inout Choices) -> Value) -> [Value] {
        var values: [Value] = []
        while values.count < most, !isEmpty, flip() { values.append(make(&self)) }
        return values
    }

    /// Text of the given pieces.
    public mutating func text(of pieces: [String], atMost most: Int) -> String {
        list(atMost: most) { $0.pick(pieces) }.joined()
    }

    /// An integer in canonical decimal, small or of many digits.
    public mutating func integer() -> String {
        if !flip() { return String(number(-300...300)) }
        let digits = (0..<number(1...60)).map { _ in String(number(0...9)) }.joined().drop { $0 == "0" }
        return digits.isEmpty ? "0" : (flip() ? "-" : "") + digits
    }
}
