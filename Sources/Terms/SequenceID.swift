/// Names of sequences in the A-number form.
public enum SequenceID {
    /// The A-number in its usual form, `A` and at least six digits: `a45`, `A45` and `A000045` all give
    /// `A000045`. Nil for anything that is not an A and one to nine ASCII digits.
    public static func normalize(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let letter = bytes.first, letter | 0x20 == UInt8(ascii: "a") else { return nil }
        let digits = bytes.dropFirst()
        guard (1...9).contains(digits.count), digits.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else {
            return nil
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        let zeros = String(repeating: "0", count: max(0, 6 - significant.count))
        return "A" + zeros + String(decoding: significant, as: UTF8.self)
    }

    /// Whether two names mean one sequence: the same A-number, or letter for letter the same text.
    public static func same(_ left: String, _ right: String) -> Bool {
        left == right || (normalize(left).map { $0 == normalize(right) } ?? false)
    }
}
