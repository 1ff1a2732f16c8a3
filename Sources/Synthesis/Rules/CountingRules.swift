import BigInt

/// `binsum[p,q][x]`: the sum over k = 0..n of C(n,k)^p C(n+k,k)^q x^k.
struct BinomialSumRule: GeneratorRule {
    let kind = Kind.binomialSum
    let weight = 35
    let groups: [ClosedRange<Int>] = [2...2, 1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool {
        (1...4).contains(expression[0][0]) && (0...3).contains(expression[0][1]) && expression.number(1) != 0
    }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(.exponential, nonnegative: expression.number(1) > 0)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let x = sampler.dice.number(1...4) * (sampler.dice.chance(25) ? -1 : 1)
        return Expression(.binsum, [sampler.dice.number(1...3), sampler.dice.number(0...2)], [x])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (p, q, x) = (node.expression[0][0], node.expression[0][1], BigInt(node.expression.number(1)))
        // Far out the coefficients are long.
        try node.meter.spend(n * 4 + n * n / 8)
        var (sum, power): (BigInt, BigInt) = (0, 1)
        var (choose, rising): (BigInt, BigInt) = (1, 1)
        for k in 0...n {
            sum += choose.power(p) * rising.power(q) * power
            power *= x
            choose = choose * BigInt(n - k) / BigInt(k + 1)
            rising = rising * BigInt(n + k + 1) / BigInt(k + 1)
        }
        return sum
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        python.use("comb", from: "math")
        return "sum(\(product(expression, "comb", n, "**")) for k in range(\(n) + 1))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        "\(name)(n) is the sum of \(product(expression, "binomial", "n", "^")) for k from 0 to n"
    }
    private func product(_ expression: Expression, _ symbol: String, _ n: String, _ sign: String) -> String {
        let (p, q, x) = (expression[0][0], expression[0][1], expression.number(1))
        func power(_ base: String, _ exponent: Int) -> String {
            exponent == 1 ? base : "\(base)\(sign)\(exponent)"
        }
        var factors = [power("\(symbol)(\(n), k)", p)]
        if q > 0 { factors.append(power("\(symbol)(\(n) + k, k)", q)) }
        if x != 1 { factors.append("\(x < 0 ? "(\(x))" : "\(x)")\(sign)k") }
        return factors.joined(separator: "*")
    }
}

/// `diagsum[s][x]`: the sum over k from 0 to n/(s+1) of C(n-sk,k) x^k.
struct DiagonalSumRule: GeneratorRule {
    let kind = Kind.binomialSum
    let weight = 30
    let groups: [ClosedRange<Int>] = [1...1, 1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool {
        (1...6).contains(expression.number(0)) && expression.number(1) != 0
    }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(.exponential, nonnegative: expression.number(1) > 0)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let x = sampler.dice.number(1...6) * (sampler.dice.chance(25) ? -1 : 1)
        return Expression(.diagsum, [sampler.dice.number(1...5)], [x])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (step, x) = (node.expression.number(0), BigInt(node.expression.number(1)))
        try node.meter.spend(n * 2 + n * n / 8)
        var (sum, power): (BigInt, BigInt) = (0, 1)
        for k in 0...(n / (step + 1)) {
            sum += Arithmetic.binomial(n - step * k, k) * power
            power *= x
        }
        return sum
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        python.use("comb", from: "math")
        let product = product(expression, "comb", n, "**")
        return "sum(\(product) for k in range(\(n)//\(expression.number(0) + 1) + 1))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let product = product(expression, "binomial", "n", "^")
        return "\(name)(n) is the sum of \(product) for k from 0 to floor(n/\(expression.number(0) + 1))"
    }
    private func product(_ expression: Expression, _ symbol: String, _ n: String, _ sign: String) -> String {
        let (step, x) = (expression.number(0), expression.number(1))
        let binomial = "\(symbol)(\(n) - \(step == 1 ? "k" : "\(step)*k"), k)"
        return x == 1 ? binomial : "\(binomial)*\(x < 0 ? "(\(x))" : "\(x)")\(sign)k"
    }
}

/// `partitions[p1,p2,…]`: the number of ways to write n as a sum of parts from the set, their order not counted.
struct PartitionRule: GeneratorRule {
    let kind = Kind.partition
    let weight = 30
    let groups: [ClosedRange<Int>] = [1...8]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool {
        let parts = expression[0]
        return parts.allSatisfy { $0 > 0 } && zip(parts, parts.dropFirst()).allSatisfy { $0 < $1 }
    }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits { Traits(.polynomial) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        var parts: Set<Int> = []
        let wanted = sampler.dice.number(2...6)
        while parts.count < wanted { parts.insert(sampler.dice.number(1...12)) }
        return Expression(.partitions, parts.sorted())
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n * node.expression[0].count)
        var ways = [BigInt](repeating: 0, count: n + 1)
        ways[0] = 1
        for part in node.expression[0] where part <= n {
            for total in part...n { ways[total] += ways[total - part] }
        }
        return ways[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        [
            "ways = [1] + [0]*n", "for part in \(expression[0]):", "    for total in range(part, n + 1):",
            "        ways[total] += ways[total - part]", "return ways[n]",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let parts = expression[0].map(String.init).joined(separator: ", ")
        return "\(name)(n) is the number of partitions of n into parts from {\(parts)}"
    }
}

/// `orbit[s][b][k]`: a(0) = s, and a(n) is a(n-1) and the sum of the k-th powers of its digits in base b.
struct OrbitRule: GeneratorRule {
    let kind = Kind.orbit
    let weight = 30
    let groups: [ClosedRange<Int>] = [1...1, 1...1, 1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool {
        expression.number(0) >= 1 && (2...16).contains(expression.number(1))
            && (1...6).contains(expression.number(2))
    }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits { Traits(.polynomial) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(
            .orbit, [sampler.dice.number(1...40)],
            [sampler.dice.chance(40) ? 10 : sampler.dice.number(2...9)],
            [sampler.dice.chance(60) ? 1 : sampler.dice.number(2...3)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        if node.tape.isEmpty { node.tape = [BigInt(node.expression.number(0))] }
        let (base, power) = (node.expression.number(1), node.expression.number(2))
        try node.meter.spend(n * 8)
        while node.tape.count <= n {
            let last = node.tape[node.tape.count - 1]
            node.tape.append(
                Arithmetic.digits(last, base: base).reduce(last) { $0 + BigInt($1).power(power) })
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        python.need(.digits)
        let power = expression.number(2)
        let digits = "digits(value, \(expression.number(1)))"
        let sum = power == 1 ? "sum(\(digits))" : "sum(d**\(power) for d in \(digits))"
        return [
            "value = \(expression.number(0))", "for _ in range(n):", "    value += \(sum)", "return value",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let power = expression.number(2)
        let what = power == 1 ? "" : power == 2 ? "squares of the " : "powers with exponent \(power) of the "
        return
            "\(name)(0) = \(expression.number(0)), and for n >= 1 \(name)(n) is \(name)(n-1) and the sum of the "
            + "\(what)digits of \(name)(n-1) in base \(expression.number(1))"
    }
}

/// `collatz`: how many steps it takes from n to 1, halving what is even and replacing any other m with 3m + 1.
struct CollatzRule: GeneratorRule {
    let kind = Kind.orbit
    let weight = 30
    let groups: [ClosedRange<Int>] = []
    let arity = 0
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits { Traits(.index) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression { Expression(.collatz) }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        var (value, steps) = (n, 0)
        while value != 1 {
            value = value.isMultiple(of: 2) ? value / 2 : 3 * value + 1
            steps += 1
        }
        try node.meter.spend(steps)
        return BigInt(steps)
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        [
            "steps = 0", "while n != 1:", "    n = n//2 if n % 2 == 0 else 3*n + 1", "    steps += 1",
            "return steps",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        "\(name)(n) is the number of steps from n to 1, where a step replaces an even m with m/2 and an odd m "
            + "with 3m + 1"
    }
}
