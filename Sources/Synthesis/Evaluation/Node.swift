import BigInt

/// Why an expression has no term at an index, or none that is wanted.
enum EvaluationError: Error, Sendable, Hashable {
    /// An operand was asked for a term before its first.
    case undefined
    /// A division was to be exact and is not.
    case notIntegral
    /// A term has too many digits.
    case tooLong
    /// An operand was asked for a term too far out.
    case tooFar
    /// It takes too many steps.
    case tooCostly
}

/// What an evaluation may take: what is beyond it would take a program too long.
final class Meter {
    /// The largest index of an operand.
    static let farthest = 5_000

    private var steps: Int
    private let mostBits: Int

    /// - Parameters:
    ///   - steps: passes through the inner loops of a plain program.
    ///   - digits: decimal digits of a term of the sequence or of an operand.
    init(steps: Int, digits: Int) {
        self.steps = steps
        // 3.33 bits make a digit: never less than so many digits are allowed.
        mostBits = digits * 10 / 3 + 1
    }

    func spend(_ count: Int) throws(EvaluationError) {
        steps -= count
        if steps < 0 { throw .tooCostly }
    }

    func weigh(_ value: BigInt) throws(EvaluationError) {
        if value.magnitude.bitWidth > mostBits { throw .tooLong }
    }
}

/// An expression while its terms are computed. Terms are kept, as the programs keep theirs, so that steps counted here
/// are about those of a program.
final class Node {
    let expression: Expression
    let operands: [Node]
    let start: Int
    let meter: Meter
    /// For rules that make terms one after the other.
    var tape: [BigInt] = []
    /// For rules that make their terms of sums which they need again.
    var weights: [BigInt] = []

    private let rule: any GeneratorRule
    private var known: [Int: BigInt] = [:]

    init(_ expression: Expression, meter: Meter) {
        self.expression = expression
        self.meter = meter
        operands = expression.operands.map { Node($0, meter: meter) }
        rule = expression.generator.rule
        start = expression.start
    }

    /// The term at an index.
    func callAsFunction(_ n: Int) throws(EvaluationError) -> BigInt {
        if let value = known[n] { return value }
        guard n >= start else { throw .undefined }
        guard n <= Meter.farthest else { throw .tooFar }
        try meter.spend(1)
        let value = try rule.term(n, of: self)
        try meter.weigh(value)
        known[n] = value
        return value
    }

    /// The term at an index of any size.
    func value(at n: BigInt) throws(EvaluationError) -> BigInt { try rule.term(at: n, of: self) }
}

extension Expression {
    /// The first terms, from ``start`` on.
    func terms(_ count: Int, meter: Meter) throws(EvaluationError) -> [BigInt] {
        let node = Node(self, meter: meter)
        var terms: [BigInt] = []
        terms.reserveCapacity(count)
        for n in node.start..<(node.start + count) { terms.append(try node(n)) }
        return terms
    }
}
