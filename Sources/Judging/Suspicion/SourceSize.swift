/// How much a text says, in bits: the size that it would have when it is compressed.
///
/// A compressor of our own, of which only the size is ever looked at: those of the system's library differ between its
/// versions, and the same source is to be judged alike everywhere. It replaces repetitions of four bytes and more by
/// references (LZ77, one candidate a place), and prices what is left by how often each byte occurs. On programs it comes to
/// about seven tenths of what zlib makes of them, which has tables of its own to write.
enum SourceSize {
    /// The size of a text in bits. Takes time in proportion to it.
    static func bits(_ text: [UInt8]) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        var literals = 0
        var bits = 0
        walk(
            text,
            literal: { byte in
                counts[Int(byte)] += 1
                literals += 1
            },
            reference: { length, distance in bits += 2 * width(length - 3) + width(distance) })
        guard literals > 0 else { return bits }
        let all = logarithm(literals)
        var sixteenths = 0
        for count in counts where count > 0 { sixteenths += count * (all - logarithm(count)) }
        // Each byte that occurs has to be told once, and each token whether it is a byte or a reference.
        let kinds = counts.count { $0 > 0 }
        return bits + sixteenths / 16 + 4 * kinds
    }

    private static func walk(_ text: [UInt8], literal: (UInt8) -> Void, reference: (Int, Int) -> Void) {
        var places = [Int32](repeating: -1, count: 4_096)
        var position = 0
        while position < text.count {
            guard position + 4 <= text.count else {
                literal(text[position])
                position += 1
                continue
            }
            let slot = hash(text, position)
            let earlier = Int(places[slot])
            places[slot] = Int32(truncatingIfNeeded: position)
            var length = 0
            if earlier >= 0 {
                while position + length < text.count, text[earlier + length] == text[position + length] {
                    length += 1
                }
            }
            if length < 4 {
                literal(text[position])
                position += 1
            } else {
                reference(length, position - earlier)
                for passed in position + 1..<min(position + length, text.count - 3) {
                    places[hash(text, passed)] = Int32(truncatingIfNeeded: passed)
                }
                position += length
            }
        }
    }

    private static func hash(_ text: [UInt8], _ position: Int) -> Int {
        let word =
            UInt32(text[position]) | UInt32(text[position + 1]) << 8 | UInt32(text[position + 2]) << 16
            | UInt32(text[position + 3]) << 24
        return Int((word &* 2_654_435_761) >> 20)
    }

    private static func width(_ value: Int) -> Int { Int.bitWidth - value.leadingZeroBitCount }

    /// The logarithm to base 2 in sixteenths, between powers of two along the chord: whole numbers come out alike
    /// everywhere.
    private static func logarithm(_ value: Int) -> Int {
        let whole = width(value) - 1
        return 16 * whole + ((value << 4) >> whole) - 16
    }
}
