import Terms

/// Integers that stand in some text.
enum Digits {
    /// The integers in a text, their magnitudes as text without leading zeros; at most `limit` of them.
    static func runs(in text: some StringProtocol, limit: Int) -> [String] {
        var result: [String] = []
        var run = ""
        for character in text.utf8 {
            if (0x30...0x39).contains(character) {
                run.unicodeScalars.append(Unicode.Scalar(character))
            } else if !run.isEmpty {
                result.append(run)
                run = ""
                if result.count == limit { return result }
            }
        }
        return run.isEmpty ? result : result + [run]
    }

    static func hasLetters(_ text: some StringProtocol) -> Bool {
        text.utf8.contains { (0x41...0x5a).contains($0 & 0xdf) }
    }
}
