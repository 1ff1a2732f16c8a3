import BigInt

/// Functions of the digits of n, which must not be negative, in a base from 2 to 16:
/// `digitsum[b][k]` the sum of their k-th powers, `digitproduct[b]`, `digitcount[b][d]` how many are d, `reversal[b]` read
/// backwards, `reread[b][c]` read in base c. 0 has no digits.
struct DigitRule: GeneratorRule {
    let function: Generator
    let kind = Kind.digit
    let weight = 18
    let arity = 0
    var groups: [ClosedRange<Int>] {
        [.digitproduct, .reversal].contains(function) ? [1...1] : [1...1, 1...1]
    }
    func isSound(_ expression: Expression) -> Bool {
        let base = expression.number(0)
        guard (2...16).contains(base) else { return false }
        switch function {
        case .digitsum: return (1...6).contains(expression.number(1))
        case .digitcount: return (1..<base).contains(expression.number(1))
        case .reread: return (2...16).contains(expression.number(1)) && expression.number(1) != base
        default: return true
        }
    }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        switch function {
        case .digitsum: Traits(expression.number(1) == 1 ? .index : .polynomial)
        case .digitcount, .reversal: Traits(.index)
        default: Traits(.polynomial)
        }
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let base = sampler.dice.chance(40) ? 10 : sampler.dice.number(2...9)
        switch function {
        case .digitsum:
            return Expression(.digitsum, [base], [sampler.dice.chance(60) ? 1 : sampler.dice.number(2...4)])
        case .digitcount: return Expression(.digitcount, [base], [sampler.dice.number(1...(base - 1))])
        case .reread:
            let other = sampler.dice.number(2...10)
            return Expression(.reread, [base], [other == base ? base + 1 : other])
        default: return Expression(function, [base])
        }
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt { try term(at: BigInt(n), of: node) }
    func term(at n: BigInt, of node: Node) throws(EvaluationError) -> BigInt {
        guard n >= 0 else { throw .undefined }
        let (base, expression) = (node.expression.number(0), node.expression)
        let digits = Arithmetic.digits(n, base: base)
        try node.meter.spend(1 + digits.count)
        switch function {
        case .digitsum:
            return digits.reduce(0) { $0 + BigInt($1).power(expression.number(1)) }
        case .digitproduct: return digits.reduce(1) { $0 * BigInt($1) }
        case .digitcount: return BigInt(digits.count { $0 == expression.number(1) })
        case .reversal: return digits.reduce(0) { $0 * BigInt(base) + BigInt($1) }
        default: return digits.reversed().reduce(0) { $0 * BigInt(expression.number(1)) + BigInt($1) }
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let base = expression.number(0)
        if base == 10, python.usesNesting, let text = decimal(expression, n) { return text }
        if base == 2, function == .digitsum, python.usesNesting { return "bin(\(n)).count(\"1\")" }
        python.need(.digits)
        let digits = "digits(\(n), \(base))"
        switch function {
        case .digitsum:
            let power = expression.number(1)
            return power == 1 ? "sum(\(digits))" : "sum(d**\(power) for d in \(digits))"
        case .digitproduct:
            python.use("prod", from: "math")
            return "prod(\(digits))"
        case .digitcount: return "\(digits).count(\(expression.number(1)))"
        case .reversal:
            python.use("reduce", from: "functools")
            return "reduce(lambda value, digit: value*\(base) + digit, \(digits), 0)"
        default: return "sum(d*\(expression.number(1))**k for k, d in enumerate(\(digits)))"
        }
    }
    /// The decimal digits as Python prints them. Not for the product, since 0 is printed with a digit.
    private func decimal(_ expression: Expression, _ n: String) -> String? {
        switch function {
        case .digitsum:
            let power = expression.number(1)
            return "sum(int(digit)\(power == 1 ? "" : "**\(power)") for digit in str(\(n)))"
        case .digitcount: return "str(\(n)).count(\"\(expression.number(1))\")"
        case .reversal: return "int(str(\(n))[::-1])"
        default: return nil
        }
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let base = expression.number(0)
        let digits = base == 10 ? "decimal digits of n" : "digits of n in base \(base)"
        switch function {
        case .digitsum:
            let power = expression.number(1)
            let what = power == 1 ? "" : power == 2 ? "squares of the " : "\(power)th powers of the "
            return "\(name)(n) is the sum of the \(what.replacing("3th", with: "3rd"))\(digits)"
        case .digitproduct: return "\(name)(n) is the product of the \(digits), and 1 for n = 0"
        case .digitcount: return "\(name)(n) is the number of \(digits) that are \(expression.number(1))"
        case .reversal:
            return "\(name)(n) is the number whose digits in base \(base) are those of n read backwards"
        default:
            return
                "\(name)(n) is the sum of d_k * \(expression.number(1))^k over k >= 0, where d_k is the digit of n "
                + "in base \(base) that belongs to \(base)^k"
        }
    }
}
