import BigInt

/// `binomial(a)`: the sum over k = 0..n of C(n,k) times the k-th term of a, counted from 0; `invbinomial(a)` has
/// (-1)^(n-k) in it besides and undoes it.
struct BinomialTransformRule: GeneratorRule {
    let isInverse: Bool
    let kind = Kind.transform
    let weight = 25
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands[0].traits
        return Traits(max(inner.growth, .exponential), nonnegative: inner.isNonnegative && !isInverse)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(isInverse ? .invbinomial : .binomial, of: [sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n * 2 + n * n / 8)
        let operand = node.operands[0]
        var (sum, binomial): (BigInt, BigInt) = (0, 1)
        for k in 0...n {
            let part = try binomial * operand(operand.start + k)
            sum += isInverse && !(n - k).isMultiple(of: 2) ? -part : part
            binomial = binomial * BigInt(n - k) / BigInt(k + 1)
        }
        return sum
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        python.use("comb", from: "math")
        let sign = isInverse ? "(-1)**(\(n) - k)*" : ""
        let value = python.factor(expression.operands[0], at: place(expression))
        return "sum(\(sign)comb(\(n), k)*\(value) for k in range(\(n) + 1))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let sign = isInverse ? "(-1)^(n-k)*" : ""
        let value = prose.factor(expression.operands[0], at: place(expression))
        return "\(name)(n) is the sum of \(sign)binomial(n, k)*\(value) for k from 0 to n"
    }
    private func place(_ expression: Expression) -> String {
        let start = expression.operands[0].start
        return start == 0 ? "k" : "k + \(start)"
    }
}

/// `divsum(a)`: the sum of a(d) over the divisors d of n; `moebiustransform(a)`: of mu(n/d) a(d), which undoes it;
/// `dirichlet(a,b)`: of a(d) b(n/d). From index 1.
struct DivisorTransformRule: GeneratorRule {
    let function: Generator
    let kind = Kind.transform
    let weight = 25
    let groups: [ClosedRange<Int>] = []
    var arity: Int { function == .dirichlet ? 2 : 1 }
    func isSound(_ expression: Expression) -> Bool { expression.operands.allSatisfy { $0.start <= 1 } }
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands.map(\.traits)
        let growth = inner.map(\.growth).reduce(function == .divsum ? .index : .polynomial, max)
        return Traits(growth, nonnegative: function != .moebiustransform && inner.allSatisfy(\.isNonnegative))
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(function, of: (0..<arity).map { _ in sampler.operand(depth, startingBy: 1) })
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n)
        var sum: BigInt = 0
        for d in Arithmetic.divisors(n) {
            switch function {
            case .divsum: sum += try node.operands[0](d)
            case .dirichlet: sum += try node.operands[0](d) * node.operands[1](n / d)
            default:
                let sign = Arithmetic.moebius(n / d)
                if sign != 0 { sum += try BigInt(sign) * node.operands[0](d) }
            }
        }
        return sum
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let operand = expression.operands[0]
        let value: String
        switch function {
        case .divsum: value = python.value(operand, at: "d")
        case .dirichlet:
            let other = python.factor(expression.operands[1], at: "\(n)//d")
            value = "\(python.factor(operand, at: "d"))*\(other)"
        default:
            python.need(.moebius)
            value = "moebius(\(n)//d)*\(python.factor(operand, at: "d"))"
        }
        if python.usesHelpers {
            python.need(.divisors)
            return "sum(\(value) for d in divisors(\(n)))"
        }
        return "sum(\(value) for d in range(1, \(n) + 1) if \(n) % d == 0)"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let operand = expression.operands[0]
        switch function {
        case .divsum:
            return "\(name)(n) is the sum of \(prose.value(operand, at: "d")) over the divisors d of n"
        case .dirichlet:
            let product =
                "\(prose.factor(operand, at: "d"))*\(prose.factor(expression.operands[1], at: "n/d"))"
            return "\(name)(n) is the sum of \(product) over the divisors d of n"
        default:
            return
                "\(name)(n) is the sum of mu(n/d)*\(prose.factor(operand, at: "d")) over the divisors d of n, "
                + "where mu is the Moebius function"
        }
    }
}

/// `euler(a)`: 1 and the coefficients of x^1, x^2, … in the product of (1 - x^k)^(-a(k)) over k >= 1. From index 0.
struct EulerRule: GeneratorRule {
    let kind = Kind.transform
    let weight = 45
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func isSound(_ expression: Expression) -> Bool { expression.operands[0].start <= 1 }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands[0].traits
        return Traits(max(inner.growth, .exponential), nonnegative: inner.isNonnegative)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.euler, of: [sampler.operand(depth, startingBy: 1) { $0.growth <= .polynomial }])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n * n)
        if node.tape.isEmpty { node.tape = [1] }
        while node.tape.count <= n {
            let m = node.tape.count
            var weight: BigInt = 0
            for d in Arithmetic.divisors(m) { weight += try BigInt(d) * node.operands[0](d) }
            node.weights.append(weight)
            var sum: BigInt = 0
            for k in 1...m { sum += node.weights[k - 1] * node.tape[m - k] }
            let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: BigInt(m))
            guard remainder.signum() == 0 else { throw .notIntegral }
            try node.meter.weigh(quotient)
            node.tape.append(quotient)
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        [
            "weights = [0]*(n + 1)", "for d in range(1, n + 1):",
            "    part = d*\(python.factor(expression.operands[0], at: "d"))",
            "    for k in range(d, n + 1, d):", "        weights[k] += part", "terms = [1]",
            "for m in range(1, n + 1):",
            "    terms.append(sum(weights[k]*terms[m - k] for k in range(1, m + 1))//m)", "return terms[n]",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let exponent = prose.factor(expression.operands[0], at: "k")
        return
            "\(name)(n) is the coefficient of x^n in the power series of the product of 1/(1 - x^k)^\(exponent) "
            + "over all k >= 1"
    }
}

/// `invert(a)`: b(n) = a(n) + a(1) b(n-1) + … + a(n-1) b(1), from index 1.
struct InvertRule: GeneratorRule {
    let kind = Kind.transform
    let weight = 35
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func isSound(_ expression: Expression) -> Bool { expression.operands[0].start <= 1 }
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands[0].traits
        return Traits(max(inner.growth, .exponential), nonnegative: inner.isNonnegative)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.invert, of: [sampler.operand(depth, startingBy: 1)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n * n / 2)
        if node.tape.isEmpty { node.tape = [1] }
        while node.tape.count <= n {
            let m = node.tape.count
            var sum: BigInt = 0
            for k in 1...m { sum += try node.operands[0](k) * node.tape[m - k] }
            try node.meter.weigh(sum)
            node.tape.append(sum)
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        [
            "terms = [1]", "for m in range(1, n + 1):",
            "    terms.append(sum(\(python.factor(expression.operands[0], at: "k"))*terms[m - k] "
                + "for k in range(1, m + 1)))",
            "return terms[n]",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let operand = expression.operands[0]
        return "\(name)(n) = \(prose.value(operand, at: "n")) + the sum of "
            + "\(prose.factor(operand, at: "k"))*\(name)(n-k) for k from 1 to n-1"
    }
}

/// `convolve(a,b)`: the sum over k = 0..n of the k-th term of a and the (n-k)-th of b, counted from 0.
struct ConvolutionRule: GeneratorRule {
    let kind = Kind.transform
    let weight = 28
    let groups: [ClosedRange<Int>] = []
    let arity = 2
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        let (left, right) = (expression.operands[0].traits, expression.operands[1].traits)
        let growth = max(left.growth, right.growth).summed
        return Traits(growth, nonnegative: left.isNonnegative && right.isNonnegative)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.convolve, of: [sampler.operand(depth), sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n * 2)
        let (left, right) = (node.operands[0], node.operands[1])
        var sum: BigInt = 0
        for k in 0...n { sum += try left(left.start + k) * right(right.start + n - k) }
        return sum
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        "sum(\(product(expression, n) { python.factor($0, at: $1) }) for k in range(\(n) + 1))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        "\(name)(n) is the sum of \(product(expression, "n") { prose.factor($0, at: $1) }) for k from 0 to n"
    }
    private func product(
        _ expression: Expression, _ n: String, _ factor: (Expression, String) -> String
    ) -> String {
        let (left, right) = (expression.operands[0], expression.operands[1])
        let first = factor(left, left.start == 0 ? "k" : "k + \(left.start)")
        return first + "*" + factor(right, right.start == 0 ? "\(n) - k" : "\(n) - k + \(right.start)")
    }
}
