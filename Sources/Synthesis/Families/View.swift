/// What is made of a sequence to see whether another one is like it.
enum View: UInt8, Sendable, Hashable {
    /// Its terms.
    case plain
    /// The differences from each term to the next.
    case differences
    /// Its terms without their signs.
    case magnitudes
    /// The binomial transform.
    case binomial
    /// The sums over the divisors, from index 1 on: what the Möbius transform undoes.
    case divisorSums
    /// Every second term, where those between are 0.
    case halved
    /// Its terms, to be equal and not in proportion.
    case exact

    /// Transforms are made of so many terms at most: enough for the longest window.
    private static let longest = 32

    /// The view of some terms; empty where there is none.
    /// - Parameter offset: the index of the first term.
    func values<Value: Numeric>(of terms: [Value], magnitudes: [Value], offset: Int) -> [Value] {
        switch self {
        case .plain, .exact: terms
        case .magnitudes: magnitudes
        case .differences: zip(terms, terms.dropFirst()).map { $1 - $0 }
        case .binomial: View.binomial(terms)
        case .divisorSums: View.divisorSums(terms, offset: offset)
        case .halved: View.halved(terms)
        }
    }

    private static func binomial<Value: Numeric>(_ terms: [Value]) -> [Value] {
        var row = Array(terms.prefix(longest))
        var result: [Value] = []
        while let first = row.first {
            result.append(first)
            // Each row has the sums of neighbours in the one above.
            row = zip(row, row.dropFirst()).map { $0 + $1 }
        }
        return result
    }

    private static func divisorSums<Value: Numeric>(_ terms: [Value], offset: Int) -> [Value] {
        guard offset <= 1, terms.count > 1 - offset else { return [] }
        let values = terms.dropFirst(1 - offset).prefix(longest)
        var sums = [Value](repeating: 0, count: values.count)
        for (position, value) in values.enumerated() {
            for multiple in stride(from: position, to: sums.count, by: position + 1) {
                sums[multiple] += value
            }
        }
        return sums
    }

    private static func halved<Value: Numeric>(_ terms: [Value]) -> [Value] {
        guard terms.count >= 20 else { return [] }
        for first in 0...1 {
            let between = stride(from: 1 - first, to: terms.count, by: 2)
            if between.allSatisfy({ terms[$0] == 0 }) {
                return stride(from: first, to: terms.count, by: 2).map { terms[$0] }
            }
        }
        return []
    }
}

/// In what way two sequences of a family are like each other.
public enum Relation: String, CaseIterable, Sendable, Hashable {
    /// The same terms.
    case equal
    /// The same up to a factor, the sign included, and up to some first terms.
    case scaled
    /// The same up to a factor, a summand, and some first terms.
    case affine
    /// One has the partial sums of the other.
    case sums
    /// The same but for signs, and up to a factor.
    case signs
    /// One is the binomial transform of the other.
    case binomial
    /// One has the sums over divisors of the other.
    case divisorSums = "divisor-sums"
    /// One is the other with zeros between.
    case zeros

    /// What it means that two views have a key in common; nil where it means nothing.
    init?(_ left: View, _ right: View) {
        switch (left, right) {
        case (.exact, .exact): self = .equal
        case (.plain, .plain): self = .scaled
        case (.differences, .differences): self = .affine
        case (.plain, .differences), (.differences, .plain): self = .sums
        case (.magnitudes, .magnitudes): self = .signs
        case (.plain, .binomial), (.binomial, .plain): self = .binomial
        case (.plain, .divisorSums), (.divisorSums, .plain): self = .divisorSums
        case (.plain, .halved), (.halved, .plain): self = .zeros
        default: return nil
        }
    }
}
