/// 128 bits of a text, which name an entry and tell a damaged one.
///
/// No defence against somebody who makes collisions: a name's entry is compared with the whole of what was looked for,
/// and who can write to the folder needs none. One changed block always changes the result.
struct Fingerprint: Hashable, Sendable {
    private var high: UInt64 = 0x9e37_79b9_7f4a_7c15
    private var low: UInt64 = 0xc2b2_ae3d_27d4_eb4f
    private var count: UInt64 = 0

    /// The fingerprint of some bytes.
    init(of bytes: some Sequence<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes { add($0) }
        }
        mix(count, count)
        mix(0x2545_f491_4f6c_dd1d, 0x9e6c_63d0_876a_68ee)
        mix(0, 0)
    }

    /// Each step can be undone, so that two different blocks never have the same outcome.
    private mutating func mix(_ first: UInt64, _ second: UInt64) {
        high = Self.turned(high ^ (first &* 0xff51_afd7_ed55_8ccd), 29) &+ low
        high = (high ^ (high >> 32)) &* 0xd6e8_feb8_6659_fd93
        low = Self.turned(low ^ (second &* 0xc4ce_b9fe_1a85_ec53), 37) &+ high
        low = (low ^ (low >> 29)) &* 0xa076_1d64_78bd_642f
    }

    private static func turned(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        count = UInt64(bytes.count)
        var position = 0
        while position + 16 <= bytes.count {
            mix(
                bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
            position += 16
        }
        var rest: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &rest) {
            $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position...]))
        }
        mix(rest.0, rest.1)
    }

    /// Sixteen bytes.
    var bytes: [UInt8] { withUnsafeBytes(of: (high.littleEndian, low.littleEndian)) { Array($0) } }

    /// Thirty-two hexadecimal digits.
    var name: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
