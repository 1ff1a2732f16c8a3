/// FNV-1a with 64 bits (G. Fowler, L. C. Noll, K.-P. Vo): a quick hash that is the same on every host. No defence against
/// somebody who makes collisions.
package enum FNV1a {
    /// The hash of nothing.
    package static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash of bytes, going on from a hash of earlier ones.
    @inlinable
    package static func hash(_ bytes: some Sequence<UInt8>, after earlier: UInt64 = basis) -> UInt64 {
        bytes.reduce(earlier) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

extension UInt64 {
    /// Sixteen hexadecimal digits.
    package var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
