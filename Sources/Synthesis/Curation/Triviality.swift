import BigInt
public import Terms

/// How terms can say next to nothing. What holds from the second third of the terms on counts.
public enum Triviality: String, Sendable, Hashable, CaseIterable {
    /// One value, 0 included.
    case constant
    /// The same few terms again and again: at most four.
    case periodic
    /// The same difference from each term to the next, as in a(n) = n.
    case progression

    /// The longest period that counts as tiny.
    static let longestPeriod = 4

    /// In what way terms are trivial; nil where they are not, or are fewer than four.
    public static func of(_ terms: [Term]) -> Triviality? {
        let rest = terms.dropFirst(terms.count / 3)
        guard terms.count >= 4, rest.count >= 3 else { return nil }
        let kept = Array(rest)
        if kept.allSatisfy({ $0 == kept[0] }) { return .constant }
        for period in 2...longestPeriod where kept.count >= 2 * period + 2 {
            if zip(kept, kept.dropFirst(period)).allSatisfy({ $0 == $1 }) { return .periodic }
        }
        // Most sequences have left the progression by the third term.
        let values = kept.lazy.map { BigInt($0.description) ?? 0 }
        guard let first = values.first, let second = values.dropFirst().first else { return nil }
        var (last, step) = (second, second - first)
        for value in values.dropFirst(2) {
            if value - last != step { return nil }
            (last, step) = (value, step)
        }
        return .progression
    }
}
