import BigInt

/// One sequence changed term by term: `affine[c,d](a)` is c a(n) + d, `alternate(a)` is (-1)^n a(n), `mod[m](a)` the
/// remainder from 0 to m - 1, `quotient[m](a)` the quotient rounded down.
struct TermwiseRule: GeneratorRule {
    let function: Generator
    let kind = Kind.arithmetic
    let weight = 10
    let arity = 1
    var groups: [ClosedRange<Int>] {
        function == .affine ? [2...2] : function == .alternate ? [] : [1...1]
    }
    func isSound(_ expression: Expression) -> Bool {
        switch function {
        case .affine: expression[0][0] != 0
        case .alternate: true
        default: expression.number(0) >= 2
        }
    }
    func start(_ expression: Expression) -> Int { expression.operands[0].start }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands[0].traits
        switch function {
        case .affine:
            let isPositive = expression[0].allSatisfy { $0 >= 0 }
            return Traits(inner.growth, nonnegative: inner.isNonnegative && isPositive)
        case .alternate: return Traits(inner.growth, nonnegative: false)
        case .mod: return Traits(.bounded)
        default: return inner
        }
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        switch function {
        case .affine:
            let (c, d) = (sampler.dice.number(1...6), sampler.dice.number(-5...5))
            return Expression(
                .affine, [sampler.dice.chance(20) ? -c : c, d], of: [sampler.operand(depth)])
        case .alternate: return Expression(.alternate, of: [sampler.operand(depth)])
        case .mod:
            let inner = sampler.operand(depth) { $0.growth >= .index }
            return Expression(.mod, [sampler.dice.number(2...24)], of: [inner])
        default:
            let inner = sampler.operand(depth) { $0.growth >= .polynomial }
            return Expression(.quotient, [sampler.dice.number(2...12)], of: [inner])
        }
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let value = try node.operands[0](n)
        switch function {
        case .affine: return value * BigInt(node.expression[0][0]) + BigInt(node.expression[0][1])
        case .alternate: return n.isMultiple(of: 2) ? value : -value
        case .mod: return value.floorModulo(node.expression.number(0))
        default: return value.floorDivided(by: node.expression.number(0))
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let inner = python.factor(expression.operands[0], at: n)
        switch function {
        case .affine: return Polynomial.sum([(expression[0][0], inner), (expression[0][1], nil)])
        case .alternate: return "(-1)**\(n)*\(inner)"
        case .mod: return "\(inner) % \(expression.number(0))"
        default: return "\(inner)//\(expression.number(0))"
        }
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        let inner = prose.factor(expression.operands[0], at: n)
        switch function {
        case .affine: return Polynomial.sum([(expression[0][0], inner), (expression[0][1], nil)])
        case .alternate: return "(-1)^\(n)*\(inner)"
        case .mod: return "(\(inner) mod \(expression.number(0)))"
        default: return "floor(\(inner)/\(expression.number(0)))"
        }
    }
}

/// Two sequences joined term by term: sum, difference, product, larger and smaller one, greatest common divisor, least
/// common multiple, and the exclusive or of the binary digits of terms that are not negative.
struct PairRule: GeneratorRule {
    let function: Generator
    let kind = Kind.arithmetic
    let weight = 14
    let groups: [ClosedRange<Int>] = []
    let arity = 2
    func start(_ expression: Expression) -> Int { expression.operands.reduce(0) { Swift.max($0, $1.start) } }
    func traits(_ expression: Expression) -> Traits {
        let (left, right) = (expression.operands[0].traits, expression.operands[1].traits)
        let both = left.isNonnegative && right.isNonnegative
        let larger = Swift.max(left.growth, right.growth)
        switch function {
        case .subtract: return Traits(larger, nonnegative: false)
        case .multiply, .lcm:
            let isScaled = Swift.min(left.growth, right.growth) == .bounded
            return Traits(
                isScaled ? larger : Swift.max(larger, .polynomial), nonnegative: both || function == .lcm)
        case .gcd: return Traits(Swift.min(left.growth, right.growth))
        case .min: return Traits(both ? Swift.min(left.growth, right.growth) : larger, nonnegative: both)
        case .max: return Traits(larger, nonnegative: left.isNonnegative || right.isNonnegative)
        default: return Traits(larger, nonnegative: both)
        }
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let isXor = function == .xor
        let left = sampler.operand(depth) { !isXor || $0.isNonnegative && $0.growth >= .index }
        let right = sampler.operand(depth) { !isXor || $0.isNonnegative && $0.growth >= .index }
        return Expression(function, of: [left, right])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (left, right) = (try node.operands[0](n), try node.operands[1](n))
        switch function {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .max: return Swift.max(left, right)
        case .min: return Swift.min(left, right)
        case .gcd: return left.greatestCommonDivisor(with: right)
        case .lcm:
            if left.signum() == 0 || right.signum() == 0 { return 0 }
            return BigInt((left * right).magnitude) / left.greatestCommonDivisor(with: right)
        default:
            guard left >= 0, right >= 0 else { throw .undefined }
            return left ^ right
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let (first, second) = (expression.operands[0], expression.operands[1])
        switch function {
        case .add: return "\(python.value(first, at: n)) + \(python.factor(second, at: n))"
        case .subtract: return "\(python.value(first, at: n)) - \(python.factor(second, at: n))"
        case .multiply: return "\(python.factor(first, at: n))*\(python.factor(second, at: n))"
        case .xor: return "(\(python.factor(first, at: n)) ^ \(python.factor(second, at: n)))"
        default:
            if function == .gcd || function == .lcm { python.use(function.rawValue, from: "math") }
            return "\(function.rawValue)(\(python.value(first, at: n)), \(python.value(second, at: n)))"
        }
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        let (first, second) = (expression.operands[0], expression.operands[1])
        switch function {
        case .add: return "\(prose.value(first, at: n)) + \(prose.factor(second, at: n))"
        case .subtract: return "\(prose.value(first, at: n)) - \(prose.factor(second, at: n))"
        case .multiply: return "\(prose.factor(first, at: n))*\(prose.factor(second, at: n))"
        case .xor: return "(\(prose.factor(first, at: n)) XOR \(prose.factor(second, at: n)))"
        default:
            return "\(function.rawValue)(\(prose.value(first, at: n)), \(prose.value(second, at: n)))"
        }
    }
}

/// `compose(a,b)`: a(b(n)).
struct CompositionRule: GeneratorRule {
    let kind = Kind.composition
    let weight = 20
    let groups: [ClosedRange<Int>] = []
    let arity = 2
    func start(_ expression: Expression) -> Int { expression.operands[1].start }
    func traits(_ expression: Expression) -> Traits {
        let (outer, inner) = (expression.operands[0].traits, expression.operands[1].traits)
        let growth: Growth =
            inner.growth == .index || outer.growth == .bounded
            ? outer.growth
            : outer.growth == .index ? inner.growth : inner.growth == .bounded ? .bounded : .factorial
        return Traits(growth, nonnegative: outer.isNonnegative)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        if sampler.dice.chance(35) {
            // Digits are the one thing to be asked about a number of any size.
            let functions: [Generator] = [.digitsum, .digitcount, .reversal, .digitproduct, .digitsum]
            let outer = sampler.dice.pick(functions).rule.draft(&sampler, depth: depth + 1)
            return Expression(
                .compose, of: [outer, sampler.operand(depth) { $0.isNonnegative && $0.growth >= .index }])
        }
        let inner = sampler.operand(depth) {
            $0.isNonnegative && [.index, .polynomial].contains($0.growth)
        }
        return Expression(.compose, of: [sampler.operand(depth) { $0.growth >= .index }, inner])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.operands[0].value(at: try node.operands[1](n))
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        python.value(expression.operands[0], at: python.value(expression.operands[1], at: n))
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        prose.value(expression.operands[0], at: prose.value(expression.operands[1], at: n))
    }
}

/// `interleave(a,b)`: the first term of a, the first of b, the second of a, and so on, from index 0.
struct InterleavingRule: GeneratorRule {
    let kind = Kind.interleaving
    let weight = 18
    let groups: [ClosedRange<Int>] = []
    let arity = 2
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        let (left, right) = (expression.operands[0].traits, expression.operands[1].traits)
        return Traits(max(left.growth, right.growth), nonnegative: left.isNonnegative && right.isNonnegative)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.interleave, of: [sampler.operand(depth), sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let operand = node.operands[n % 2]
        return try operand(operand.start + n / 2)
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let places = expression.operands.map { $0.start == 0 ? "n//2" : "n//2 + \($0.start)" }
        return [
            "if n % 2 == 0:", "    return \(python.value(expression.operands[0], at: places[0]))",
            "return \(python.value(expression.operands[1], at: places[1]))",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let halves = ["n/2", "(n-1)/2"]
        let places = zip(expression.operands, halves).map { $0.start == 0 ? $1 : "\($1) + \($0.start)" }
        let (left, right) = (expression.operands[0], expression.operands[1])
        return "\(name)(n) is \(prose.value(left, at: places[0])) for even n and "
            + "\(prose.value(right, at: places[1])) for odd n"
    }
}
