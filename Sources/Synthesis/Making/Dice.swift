import Statistics

/// Numbers that look like chance and follow from a seed alone. The same on every platform and in every version of this
/// package.
public struct Dice: Sendable {
    private var random: SeededRandom

    /// A stream of numbers.
    /// - Parameters:
    ///   - seed: all streams of a seed are different.
    ///   - stream: which of them.
    public init(seed: UInt64, stream: UInt64 = 0) {
        random = SeededRandom(seed: Dice.mixed(seed) ^ Dice.mixed(stream &+ SeededRandom.step))
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 { random.next() }

    /// A number of a range, each as likely as any other up to one in 2^32 of the range's size.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + random.index(below: range.upperBound - range.lowerBound + 1)
    }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of an array that is not empty.
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(0...(choices.count - 1))] }

    /// A 64-bit number in which each bit depends on all bits of another.
    static func mixed(_ value: UInt64) -> UInt64 { SeededRandom.mixed(value) }
}
