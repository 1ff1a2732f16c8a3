/// Makes new inputs of samples: what happens to files on their way, and what somebody does to them on purpose.
struct Mutator {
    /// Valid inputs to begin with; never empty.
    let samples: [[UInt8]]
    /// Pieces that mean something in the format.
    let words: [[UInt8]]

    /// What breaks readers of every format: ends of ranges of numbers, line ends, marks, bytes that are no text.
    private static let general: [[UInt8]] =
        [
            "0", "-1", "127", "255", "65536", "2147483647", "-2147483648", "4294967296",
            "4000000000000000001",
            "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616",
            "1e309",
            "0x7fffffffffffffff", "-0", "+1", "007", "1.5", "NaN", "null", "\n", "\r", "\r\n", "\t", " ",
            "\0",
            "\u{feff}", "\u{2028}", "\u{85}", "\u{1b}[31m", "\u{202e}", "é", "٣", "\u{2212}1", ",", ":", "\"",
            "\\", "#",
            "[", "]", "{", "}", "%", "&a", "*a", "..", "/", "../",
        ].map { Array($0.utf8) } + [
            [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xfe, 0xff],
        ]

    /// An input of a few changes; now and then of many, or very large.
    func input(_ random: inout FuzzGenerator) -> [UInt8] {
        var bytes = samples[random.below(samples.count)]
        let changes = random.once(in: 8) ? random.below(40) : 1 + random.below(4)
        for _ in 0..<changes { change(&bytes, &random) }
        if random.once(in: 100) { stretch(&bytes, to: 1 << (8 + random.below(7)), &random) }
        if random.once(in: 4_000) { stretch(&bytes, to: 1 << (18 + random.below(4)), &random) }
        return bytes
    }

    private func change(_ bytes: inout [UInt8], _ random: inout FuzzGenerator) {
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(random.once(in: 4) ? max(1, bytes.count) : 8))
        switch random.below(12) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
        case 4: bytes.removeSubrange(place...)
        case 5: splice(&bytes, at: place, &random)
        case 6: replaceNumber(&bytes, from: place, &random)
        case 7: bytes = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
        case 8: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 9: bytes.replaceSubrange(place..<end, with: word(&random))
        default: bytes.insert(contentsOf: word(&random), at: place)
        }
    }

    private func word(_ random: inout FuzzGenerator) -> [UInt8] {
        let own = !words.isEmpty && random.once(in: 2)
        return own ? words[random.below(words.count)] : Self.general[random.below(Self.general.count)]
    }

    private func splice(_ bytes: inout [UInt8], at place: Int, _ random: inout FuzzGenerator) {
        let other = samples[random.below(samples.count)]
        bytes = Array(bytes[..<place]) + Array(other[random.below(other.count + 1)...])
    }

    private func replaceNumber(_ bytes: inout [UInt8], from place: Int, _ random: inout FuzzGenerator) {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: word(&random))
    }

    /// A piece many times over: lines and numbers of megabytes.
    private func stretch(_ bytes: inout [UInt8], to size: Int, _ random: inout FuzzGenerator) {
        let place = random.below(bytes.count + 1)
        let piece = bytes.isEmpty || random.once(in: 2) ? word(&random) : [bytes[min(place, bytes.count - 1)]]
        bytes.insert(contentsOf: (0..<size / max(1, piece.count)).flatMap { _ in piece }, at: place)
    }
}
