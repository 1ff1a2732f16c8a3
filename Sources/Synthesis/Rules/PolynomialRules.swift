import BigInt

/// Polynomials as text and as values; coefficients are those of n^0, n^1, … .
enum Polynomial {
    static func value(_ coefficients: [Int], at n: BigInt) -> BigInt {
        coefficients.reversed().reduce(0) { $0 * n + BigInt($1) }
    }

    static func value(_ coefficients: [Int], at n: Int) -> BigInt { value(coefficients, at: BigInt(n)) }

    /// `2*n^2 - n + 1`, the highest power first.
    static func text(_ coefficients: [Int], _ n: String, power: String) -> String {
        Polynomial.sum(
            coefficients.enumerated().reversed().map { exponent, coefficient in
                (coefficient, exponent == 0 ? nil : exponent == 1 ? n : "\(n)\(power)\(exponent)")
            })
    }

    /// A sum of numbers, some of them times a factor: `3*b - c + 2`.
    static func sum(_ parts: [(coefficient: Int, factor: String?)]) -> String {
        var text = ""
        for (coefficient, factor) in parts where coefficient != 0 {
            let size = coefficient.magnitude
            let word = factor.map { size == 1 ? $0 : "\(size)*\($0)" } ?? "\(size)"
            let sign = coefficient < 0 ? "-" : ""
            text += text.isEmpty ? sign + word : (coefficient < 0 ? " - " : " + ") + word
        }
        return text.isEmpty ? "0" : text
    }

    static func growth(_ coefficients: [Int]) -> Growth {
        switch coefficients.count {
        case 0...1: .bounded
        case 2: coefficients[1].magnitude <= 3 ? .index : .polynomial
        default: .polynomial
        }
    }

    /// Coefficients of a degree, the leading one positive more often than not.
    static func draft(_ dice: inout Dice, degree: ClosedRange<Int>, size: Int) -> [Int] {
        let degree = dice.number(degree)
        var coefficients = (0..<degree).map { _ in dice.chance(40) ? 0 : dice.number(-size...size) }
        coefficients.append(dice.number(1...size) * (dice.chance(12) ? -1 : 1))
        return coefficients
    }
}

/// `poly[c0,c1,…]`: c0 + c1 n + c2 n^2 + … .
struct PolynomialRule: GeneratorRule {
    let kind = Kind.polynomial
    let weight = 5
    let groups: [ClosedRange<Int>] = [1...8]
    let arity = 0
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(Polynomial.growth(expression[0]), nonnegative: expression[0].allSatisfy { $0 >= 0 })
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        // As an operand a plain n or a square is wanted more often than something long.
        let degree = depth == 0 ? 2...5 : 1...3
        let coefficients = Polynomial.draft(&sampler.dice, degree: degree, size: depth == 0 ? 9 : 4)
        return Expression(.poly, coefficients)
    }
    func term(_ n: Int, of node: Node) -> BigInt { Polynomial.value(node.expression[0], at: n) }
    func term(at n: BigInt, of node: Node) -> BigInt { Polynomial.value(node.expression[0], at: n) }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let coefficients = expression[0]
        guard python.usesNesting, coefficients.count > 2 else {
            return Polynomial.text(coefficients, n, power: "**")
        }
        var text = "\(coefficients[coefficients.count - 1])"
        for coefficient in coefficients.dropLast().reversed() {
            let product = text == "1" ? n : text.allSatisfy(\.isNumber) ? "\(text)*\(n)" : "(\(text))*\(n)"
            text = Polynomial.sum([(1, product), (coefficient, nil)])
        }
        return text
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        Polynomial.text(expression[0], n, power: "^")
    }
}

/// `figurate[c0,c1,…]`: the sum of ck times n over k.
struct FigurateRule: GeneratorRule {
    let kind = Kind.polynomial
    let weight = 12
    let groups: [ClosedRange<Int>] = [2...8]
    let arity = 0
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(Polynomial.growth(expression[0]), nonnegative: expression[0].allSatisfy { $0 >= 0 })
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        Expression(.figurate, Polynomial.draft(&sampler.dice, degree: 2...6, size: 5))
    }
    func term(_ n: Int, of node: Node) -> BigInt {
        node.expression[0].enumerated().reduce(0) {
            $0 + BigInt($1.element) * Arithmetic.binomial(n, $1.offset)
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        python.use("comb", from: "math")
        return sum(expression) { "comb(\(n), \($0))" }
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        sum(expression) { "binomial(\(n), \($0))" }
    }
    private func sum(_ expression: Expression, _ symbol: (Int) -> String) -> String {
        Polynomial.sum(
            expression[0].enumerated().map { ($0.element, $0.offset == 0 ? nil : symbol($0.offset)) })
    }
}

/// `floor[c0,c1,…][d]`: a polynomial divided by d, rounded down.
struct FloorRule: GeneratorRule {
    let kind = Kind.polynomial
    let weight = 14
    let groups: [ClosedRange<Int>] = [2...6, 1...1]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool { expression.number(1) >= 2 }
    func start(_ expression: Expression) -> Int { 0 }
    func traits(_ expression: Expression) -> Traits {
        Traits(Polynomial.growth(expression[0]), nonnegative: expression[0].allSatisfy { $0 >= 0 })
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let coefficients = Polynomial.draft(&sampler.dice, degree: 1...3, size: 7)
        return Expression(.floor, coefficients, [sampler.dice.number(2...12)])
    }
    func term(_ n: Int, of node: Node) -> BigInt {
        Polynomial.value(node.expression[0], at: n).floorDivided(by: node.expression.number(1))
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        "(\(Polynomial.text(expression[0], n, power: "**")))//\(expression.number(1))"
    }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? {
        "floor((\(Polynomial.text(expression[0], n, power: "^")))/\(expression.number(1)))"
    }
}
