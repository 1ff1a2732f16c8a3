import Statistics
import Terms

/// What tells two sequences apart: a digest of their first terms. Sequences with the same first 40 terms count as the same,
/// whatever made them and whatever their first index is.
struct TermsDigest: Hashable, Sendable, CustomStringConvertible {
    /// How many terms count.
    static let counting = 40

    private let high: UInt64
    private let low: UInt64

    /// Two independent hashes of 64 bits over the texts of the terms: the same everywhere, unlike those of the standard
    /// library.
    init(_ terms: [Term]) {
        var (high, low): (UInt64, UInt64) = (0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b)
        for term in terms.prefix(TermsDigest.counting) {
            for byte in term.description.utf8 {
                high = Dice.mixed(high ^ UInt64(byte))
                low = (low ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
            high = Dice.mixed(high ^ 0x2c)
            low = Dice.mixed(low &+ 0x2c)
        }
        (self.high, self.low) = (high, low)
    }

    /// 32 hexadecimal digits.
    var description: String { high.hexadecimal + low.hexadecimal }
}
