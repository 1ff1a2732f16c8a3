/// A number of bytes.
public struct ByteCount: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number itself, in bytes.
    public var bytes: Int

    /// A count of `bytes` bytes.
    public init(bytes: Int) { self.bytes = bytes }
    /// `count` × 1,024 bytes.
    public static func kib(_ count: Int) -> ByteCount { ByteCount(bytes: count << 10) }
    /// `count` × 1,048,576 bytes.
    public static func mib(_ count: Int) -> ByteCount { ByteCount(bytes: count << 20) }
    /// `count` MiB, with fractions, rounded down to whole bytes.
    public static func mib(_ count: Double) -> ByteCount { ByteCount(bytes: Int(count * 1_048_576)) }

    public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    /// For people: `512 B`, `3.5 KiB`, `256 MiB`.
    public var description: String {
        for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift {
            let tenths = ((bytes & (1 << shift - 1)) * 10) >> shift
            return tenths == 0 ? "\(bytes >> shift) \(unit)" : "\(bytes >> shift).\(tenths) \(unit)"
        }
        return "\(bytes) B"
    }
}
