import BigInt

/// What depends on the terms so far: `psum(a)` their sum, `diff(a)` a(n+1) - a(n), `runmax(a)` the largest, `ordinal(a)`
/// how many of them are equal to a(n), itself counted.
struct RunningRule: GeneratorRule {
    let function: Generator
    let kind = Kind.running
    let weight = 15
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func start(_ expression: Expression) -> Int { expression.operands[0].start }
    func traits(_ expression: Expression) -> Traits {
        let inner = expression.operands[0].traits
        switch function {
        case .psum: return Traits(inner.growth.summed, nonnegative: inner.isNonnegative)
        case .diff: return Traits(inner.growth, nonnegative: false)
        case .runmax: return inner
        default: return Traits(.index)
        }
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        if function == .ordinal {
            return Expression(function, of: [sampler.operand(depth) { $0.growth <= .index }])
        }
        return Expression(function, of: [sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let operand = node.operands[0]
        if function == .diff { return try operand(n + 1) - operand(n) }
        try node.meter.spend(n - node.start)
        if function == .ordinal {
            let value = try operand(n)
            var count = 0
            for k in node.start...n where try operand(k) == value { count += 1 }
            return BigInt(count)
        }
        while node.tape.count <= n - node.start {
            let next = try operand(node.start + node.tape.count)
            guard let last = node.tape.last else {
                node.tape.append(next)
                continue
            }
            node.tape.append(function == .psum ? last + next : max(last, next))
        }
        return node.tape[n - node.start]
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let operand = expression.operands[0]
        if function == .diff {
            return "\(python.value(operand, at: "\(n) + 1")) - \(python.factor(operand, at: n))"
        }
        let all = "for k in range(\(operand.start), \(n) + 1)"
        if function == .psum, python.usesNesting { return "sum(\(python.value(operand, at: "k")) \(all))" }
        if function == .runmax { return "max(\(python.value(operand, at: "k")) \(all))" }
        return nil
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let operand = expression.operands[0]
        let value = python.value(operand, at: "k")
        if function == .psum {
            return [
                "total = 0", "for k in range(\(operand.start), n + 1):", "    total += \(value)",
                "return total",
            ]
        }
        return [
            "wanted = \(python.value(operand, at: "n"))", "count = 0",
            "for k in range(\(operand.start), n + 1):",
            "    if \(python.factor(operand, at: "k")) == wanted:",
            "        count += 1", "return count",
        ]
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        guard function == .diff else { return nil }
        let operand = expression.operands[0]
        return "\(prose.value(operand, at: "\(n)+1")) - \(prose.factor(operand, at: n))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let operand = expression.operands[0]
        let (value, all) = (prose.value(operand, at: "k"), "for k from \(operand.start) to n")
        switch function {
        case .psum: return "\(name)(n) is the sum of \(value) \(all)"
        case .runmax: return "\(name)(n) is the largest value of \(value) \(all)"
        default:
            return
                "\(name)(n) is the number of integers k from \(operand.start) to n for which \(value) is equal to "
                + prose.value(operand, at: "n")
        }
    }
}

/// `runs(a)`: the lengths of the runs of equal terms, from index 1.
struct RunLengthRule: GeneratorRule {
    let kind = Kind.runLengths
    let weight = 40
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits { Traits(.index) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.runs, of: [sampler.operand(depth) { $0.growth <= .index }])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let operand = node.operands[0]
        // The tape has the places at which runs begin.
        if node.tape.isEmpty { node.tape = [BigInt(operand.start)] }
        while node.tape.count <= n {
            let first = Int(node.tape[node.tape.count - 1])
            let value = try operand(first)
            var k = first + 1
            while try operand(k) == value { k += 1 }
            node.tape.append(BigInt(k))
        }
        try node.meter.spend(Int(node.tape[n]) - operand.start)
        return node.tape[n] - node.tape[n - 1]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let operand = expression.operands[0]
        let value = python.value(operand, at: "k")
        return [
            "k = \(operand.start)", "length = 0", "for _ in range(n):", "    value = \(value)",
            "    length = 0",
            "    while \(python.factor(operand, at: "k")) == value:", "        length += 1", "        k += 1",
            "return length",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let operand = expression.operands[0]
        return "\(name)(n) is the length of the n-th run of equal consecutive values among "
            + "\(prose.value(operand, at: "k")) for k = \(operand.start), \(operand.start + 1), "
            + "\(operand.start + 2), ..."
    }
}

/// `positions[m][r](a)`: the k in ascending order for which a(k) leaves the remainder r when divided by m, from index 1.
struct SelectionRule: GeneratorRule {
    let kind = Kind.selection
    let weight = 30
    let groups: [ClosedRange<Int>] = [1...1, 1...1]
    let arity = 1
    func isSound(_ expression: Expression) -> Bool {
        expression.number(0) >= 2 && (0..<expression.number(0)).contains(expression.number(1))
    }
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits { Traits(.index) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let modulus = sampler.dice.number(2...7)
        return Expression(
            .positions, [modulus], [sampler.dice.number(0...(modulus - 1))], of: [sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (operand, modulus) = (node.operands[0], node.expression.number(0))
        let remainder = BigInt(node.expression.number(1))
        while node.tape.count < n {
            var k = node.tape.last.map { Int($0) + 1 } ?? operand.start
            while try operand(k).floorModulo(modulus) != remainder { k += 1 }
            node.tape.append(BigInt(k))
        }
        try node.meter.spend(Int(node.tape[n - 1]))
        return node.tape[n - 1]
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let (operand, modulus, remainder) = (
            expression.operands[0], expression.number(0), expression.number(1)
        )
        return [
            "k = \(operand.start - 1)", "for _ in range(n):", "    k += 1",
            "    while \(python.factor(operand, at: "k")) % \(modulus) != \(remainder):", "        k += 1",
            "return k",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let (operand, modulus, remainder) = (
            expression.operands[0], expression.number(0), expression.number(1)
        )
        return "\(name)(n) is the n-th of the integers k >= \(operand.start) for which "
            + "\(prose.factor(operand, at: "k")) mod \(modulus) = \(remainder)"
    }
}

/// `rows(a)`: the first term of a, then the first two, then the first three, and so on, from index 0.
struct RowsRule: GeneratorRule {
    let kind = Kind.rows
    let weight = 25
    let groups: [ClosedRange<Int>] = []
    let arity = 1
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits { expression.operands[0].traits }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.rows, of: [sampler.operand(depth)])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        var (row, place) = (0, n)
        while place > row {
            row += 1
            place -= row
        }
        try node.meter.spend(row)
        return try node.operands[0](node.operands[0].start + place)
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        let operand = expression.operands[0]
        let place = operand.start == 0 ? "n" : "n + \(operand.start)"
        return [
            "row = 0", "while n > row:", "    row += 1", "    n -= row",
            "return \(python.value(operand, at: place))",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let operand = expression.operands[0]
        let value = prose.value(operand, at: operand.start == 0 ? "k" : "k + \(operand.start)")
        return "\(name) is a triangle read by rows, where row r = 0, 1, 2, ... has \(value) for k = 0, ..., r"
    }
}
