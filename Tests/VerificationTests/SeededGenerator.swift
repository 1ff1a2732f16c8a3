import Terms

/// A small generator whose numbers are the same in every run (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed | 1
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// A canonical integer of up to so many digits.
    mutating func term(digits: Int) -> Term? {
        var text = Bool.random(using: &self) ? "-" : ""
        text += String(Int.random(in: 1...9, using: &self))
        for _ in 1..<Int.random(in: 2...max(2, digits), using: &self) {
            text += String(Int.random(in: 0...9, using: &self))
        }
        return Term(text)
    }
}
