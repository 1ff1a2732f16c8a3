/// A string that is no text, such as packed data in base 64, in a source that also names what would unpack it.
struct OpaqueString {
    /// In characters.
    let length: Int
    /// What it can hold, in bits.
    let bits: Int
    /// The function that makes bytes of it.
    let decoder: String

    /// Shorter ones hold no table worth packing, and names and keys are as long.
    static let fewestCharacters = 40
    /// Of so many different characters at the least: `"-" * 60` says nothing.
    static let fewestKinds = 12

    private static let decoders = [
        "b64decode", "b85decode", "a85decode", "b32decode", "b16decode", "decodebytes", "decompress",
        "fromhex",
        "unhexlify", "from_bytes", "loads",
    ]

    /// The largest one of a source, where there is any.
    init?(in source: SourceText) {
        let places = source.strings.filter { $0.count >= Self.fewestCharacters }
        guard let place = places.filter({ Self.isOpaque(source.bytes[$0]) }).max(by: { $0.count < $1.count }),
            let decoder = Self.decoders.first(where: { Self.contains(source.bytes, Array($0.utf8)) })
        else { return nil }
        length = place.count
        let isText = source.bytes[place].allSatisfy { $0 < 0x80 }
        bits = place.count * (isText ? 6 : 8)
        self.decoder = decoder
    }

    /// No blanks, as text has, and many kinds of characters.
    private static func isOpaque(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.contains(where: { $0 >= 0x80 }) { return true }
        return !bytes.contains(32) && Set(bytes).count >= fewestKinds
    }

    private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        return (0...bytes.count - word.count).contains { start in
            let end = start + word.count
            return bytes[start] == word[0] && bytes[start..<end].elementsEqual(word)
                && (start == 0 || !bytes[start - 1].isWordByte)
                && (end == bytes.count || !bytes[end].isWordByte)
        }
    }
}
