public import Terms

/// How hard it is to find a program for a sequence, guessed from its expression and its terms. In tenths, so that it is the
/// same on every platform.
///
/// The sum of
/// - the weights of the generators in the expression (`Documentation/synthesis.md` has them), and 1 for each
///   generator that stands above another, counted along the longest chain;
/// - 0.1 for each binary digit of each parameter;
/// - 0.3 for each step of the shortest linear recurrence with constant coefficients that the terms obey, or 4.5 where
///   there is none that is shorter than a third of the terms;
/// - 0.5 where there are terms of both signs, and 0.5 where terms get longer than 20 digits.
public struct Difficulty: Sendable, Hashable, Comparable {
    /// Tenths.
    public let tenths: Int

    /// A difficulty of so many tenths.
    public init(tenths: Int) { self.tenths = tenths }

    /// The difficulty of an expression with these terms.
    public init(_ expression: Expression, terms: [Term]) {
        var tenths = expression.generators.reduce(0) { $0 + $1.rule.weight }
        tenths += 10 * (expression.height - 1)
        tenths += Difficulty.bits(expression)
        tenths += Recurrence.order(of: terms).map { min(45, 3 * $0) } ?? 45
        if terms.contains(where: \.isNegative), terms.contains(where: { !$0.isNegative && $0 != 0 }) {
            tenths += 5
        }
        if terms.contains(where: { $0.digitCount > 20 }) { tenths += 5 }
        self.tenths = tenths
    }

    public static func < (left: Difficulty, right: Difficulty) -> Bool { left.tenths < right.tenths }

    private static func bits(_ expression: Expression) -> Int {
        let own = expression.parameters.joined().reduce(0) {
            $0 + Int.bitWidth - $1.magnitude.leadingZeroBitCount
        }
        return expression.operands.reduce(own) { $0 + bits($1) }
    }
}

extension Difficulty: LosslessStringConvertible {
    /// With one place after the point: `4.2`.
    public var description: String { "\(tenths / 10).\(tenths % 10)" }

    /// Reads a number that is not negative, with at most one place after the point; nil for anything else.
    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in
                !part.isEmpty && part.count <= 9 && part.allSatisfy { ("0"..."9").contains($0) }
            }), let whole = Int(parts[0]), let tenth = parts.count == 1 ? 0 : Int(parts[1]), tenth <= 9
        else { return nil }
        self.init(tenths: whole * 10 + tenth)
    }
}

/// Linear recurrences with constant coefficients.
enum Recurrence {
    /// The order of the shortest one that all terms obey, by the Berlekamp-Massey algorithm (Massey, "Shift-register
    /// synthesis and BCH decoding", 1969) modulo the prime of ``Residue``; nil where it is more than a third of the number
    /// of terms, and so may be no more than a way of writing them down.
    static func order(of terms: [Term]) -> Int? {
        let values = terms.map { Residue($0) }
        var (current, previous): ([Residue], [Residue]) = ([1], [1])
        var (order, gap, last): (Int, Int, Residue) = (0, 1, 1)
        for n in values.indices {
            var discrepancy = values[n]
            for k in 1..<max(1, min(current.count, order + 1)) {
                discrepancy = discrepancy + current[k] * values[n - k]
            }
            if discrepancy == 0 {
                gap += 1
                continue
            }
            let factor = discrepancy * last.inverse
            let kept = current
            let needed = previous.count + gap
            if current.count < needed { current += [Residue](repeating: 0, count: needed - current.count) }
            for (k, value) in previous.enumerated() { current[k + gap] = current[k + gap] - factor * value }
            if 2 * order <= n {
                (order, previous, last, gap) = (n + 1 - order, kept, discrepancy, 1)
            } else {
                gap += 1
            }
        }
        return 3 * order <= values.count ? order : nil
    }
}
