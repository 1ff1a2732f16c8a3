/// Numbers that look like chance and follow from a seed alone: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014). The same on every platform and in every version of this package.
public struct Dice: Sendable {
    private var state: UInt64

    /// A stream of numbers.
    /// - Parameters:
    ///   - seed: all streams of a seed are different.
    ///   - stream: which of them.
    public init(seed: UInt64, stream: UInt64 = 0) {
        state = Dice.mixed(seed) ^ Dice.mixed(stream &+ 0x9e37_79b9_7f4a_7c15)
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Dice.mixed(state)
    }

    /// A number of a range, each as likely as any other up to one in 2^32 of the range's size.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        let size = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next().multipliedFullWidth(by: size).high)
    }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of an array that is not empty.
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(0...(choices.count - 1))] }

    /// A 64-bit number in which each bit depends on all bits of another.
    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
