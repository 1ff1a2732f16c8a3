import BigInt

/// `linear[a(0),…][c1,…][c]`: a(n) = c1 a(n-1) + c2 a(n-2) + … + c.
struct LinearRule: GeneratorRule {
    let kind = Kind.cFinite
    let weight = 15
    let groups: [ClosedRange<Int>] = [1...6, 1...6, 1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool { expression[0].count == expression[1].count }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        let isPositive = expression.parameters.allSatisfy { $0.allSatisfy { $0 >= 0 } }
        return Traits(.exponential, nonnegative: isPositive)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let order = sampler.dice.number(depth == 0 ? 1...4 : 1...2)
        var coefficients = (0..<order).map { _ in sampler.dice.number(-2...4) }
        if coefficients[order - 1] == 0 { coefficients[order - 1] = sampler.dice.chance(70) ? 1 : 2 }
        let initial = (0..<order).map { _ in sampler.dice.number(-1...4) }
        return Expression(
            .linear, initial, coefficients, [sampler.dice.chance(25) ? sampler.dice.number(-3...3) : 0])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (coefficients, constant) = (node.expression[1], BigInt(node.expression.number(2)))
        if node.tape.isEmpty { node.tape = node.expression[0].map { BigInt($0) } }
        try node.meter.spend(n * coefficients.count)
        while node.tape.count <= n {
            let count = node.tape.count
            let next = coefficients.enumerated().reduce(constant) {
                $0 + BigInt($1.element) * node.tape[count - 1 - $1.offset]
            }
            try node.meter.weigh(next)
            node.tape.append(next)
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let initial = expression[0]
        if python.form == .recursive {
            return [
                "if n < \(initial.count):", "    return \(initial)[n]",
                "return " + step(expression, "a(n - %)"),
            ]
        }
        if python.form == .sliding {
            let names = Array(["x", "y", "z", "u", "v", "w"].prefix(initial.count))
            let next = Polynomial.sum(
                zip(expression[1], names.reversed()).map { ($0, $1) } + [(expression.number(2), nil)])
            let (left, right) = (
                names.joined(separator: ", "), (names.dropFirst() + [next]).joined(separator: ", ")
            )
            return [
                "\(left) = \(initial.map(String.init).joined(separator: ", "))", "for _ in range(n):",
                "    \(left) = \(right)", "return x",
            ]
        }
        return [
            "terms = \(initial)", "while len(terms) <= n:",
            "    terms.append(\(step(expression, "terms[-%]")))", "return terms[n]",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let order = expression[0].count
        let initial = expression[0].enumerated().map { "\(name)(\($0.offset)) = \($0.element)" }
        return "\(name)(n) = \(step(expression, "\(name)(n-%)")) for n >= \(order), with "
            + initial.joined(separator: ", ")
    }
    /// The next term by those before it; `%` stands for how many places before it.
    private func step(_ expression: Expression, _ term: String) -> String {
        let parts = expression[1].enumerated().map {
            ($0.element, Optional(term.replacing("%", with: "\($0.offset + 1)")))
        }
        return Polynomial.sum(parts + [(expression.number(2), nil)])
    }
}

/// `polyrec[a(0),…][p0,p1,…]…`: a(n) = p(n) a(n-1) + q(n) a(n-2), with one group for each of p and q.
struct PolynomialRecurrenceRule: GeneratorRule {
    let kind = Kind.pRecursive
    let weight = 30
    let groups: [ClosedRange<Int>] = [2...2, 1...3, 1...3]
    let arity = 0
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(.factorial, nonnegative: expression.parameters.allSatisfy { $0.allSatisfy { $0 >= 0 } })
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let initial = [sampler.dice.number(0...2), sampler.dice.number(1...3)]
        let first = [sampler.dice.number(-2...3), sampler.dice.number(0...2)]
        let second =
            [sampler.dice.number(-3...3)] + (sampler.dice.chance(50) ? [sampler.dice.number(-1...2)] : [])
        return Expression(.polyrec, initial, first, second)
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        if node.tape.isEmpty { node.tape = node.expression[0].map { BigInt($0) } }
        try node.meter.spend(n * 2)
        while node.tape.count <= n {
            let m = node.tape.count
            let next =
                Polynomial.value(node.expression[1], at: m) * node.tape[m - 1]
                + Polynomial.value(node.expression[2], at: m) * node.tape[m - 2]
            try node.meter.weigh(next)
            node.tape.append(next)
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let initial = expression[0]
        switch python.form {
        case .recursive:
            return [
                "if n < 2:", "    return \(initial)[n]",
                "return " + step(expression, "n", "a(n - 1)", "a(n - 2)", power: "**"),
            ]
        case .sliding:
            return [
                "x, y = \(initial[0]), \(initial[1])", "for k in range(2, n + 2):",
                "    x, y = y, " + step(expression, "k", "y", "x", power: "**"), "return x",
            ]
        case .list:
            return [
                "terms = \(initial)", "for k in range(2, n + 1):",
                "    terms.append(\(step(expression, "k", "terms[k - 1]", "terms[k - 2]", power: "**")))",
                "return terms[n]",
            ]
        }
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let step = step(expression, "n", "\(name)(n-1)", "\(name)(n-2)", power: "^")
        let initial = expression[0]
        return "\(name)(n) = \(step) for n >= 2, with \(name)(0) = \(initial[0]), \(name)(1) = \(initial[1])"
    }
    private func step(
        _ expression: Expression, _ n: String, _ last: String, _ before: String, power: String
    ) -> String {
        let parts = [(expression[1], last), (expression[2], before)].map { coefficients, term in
            let isNumber = coefficients.dropFirst().allSatisfy { $0 == 0 }
            return isNumber
                ? (coefficients[0], Optional(term))
                : (1, Optional("\(Text.atom(Polynomial.text(coefficients, n, power: power)))*\(term)"))
        }
        return Polynomial.sum(parts)
    }
}

/// `nested[k]`: a(0) = 0, a(n) = n - a(a(…a(n-1))), a being taken k times (Hofstadter's G for 2, H for 3).
struct NestedRule: GeneratorRule {
    let kind = Kind.nested
    let weight = 45
    let groups: [ClosedRange<Int>] = [1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool { (2...9).contains(expression.number(0)) }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits { Traits(.index) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.nested, [sampler.dice.number(2...9)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        if node.tape.isEmpty { node.tape = [0] }
        let depth = node.expression.number(0)
        try node.meter.spend(n * depth)
        while node.tape.count <= n {
            var place = node.tape.count - 1
            for _ in 0..<depth { place = Int(node.tape[place]) }
            node.tape.append(BigInt(node.tape.count - place))
        }
        return node.tape[n]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        [
            "terms = [0]", "for m in range(1, n + 1):", "    place = m - 1",
            "    for _ in range(\(expression.number(0))):", "        place = terms[place]",
            "    terms.append(m - place)", "return terms[n]",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let depth = expression.number(0)
        let inner = String(repeating: "\(name)(", count: depth) + "n-1" + String(repeating: ")", count: depth)
        return "\(name)(n) = n - \(inner) for n >= 1, with \(name)(0) = 0"
    }
}
