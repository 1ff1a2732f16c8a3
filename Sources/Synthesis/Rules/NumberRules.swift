import BigInt

/// `sigma[k][m,r]`: the sum of the k-th powers of the divisors of n that leave the remainder r when divided by m.
struct SigmaRule: GeneratorRule {
    let kind = Kind.divisor
    let weight = 18
    let groups: [ClosedRange<Int>] = [1...1, 2...2]
    let arity = 0
    func isSound(_ expression: Expression) -> Bool {
        let (modulus, remainder) = (expression[1][0], expression[1][1])
        return (0...9).contains(expression.number(0)) && modulus >= 1 && (0..<modulus).contains(remainder)
    }
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits {
        Traits(expression.number(0) == 0 ? .index : .polynomial)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression {
        let modulus = sampler.dice.chance(35) ? 1 : sampler.dice.number(2...7)
        return Expression(
            .sigma, [sampler.dice.number(0...4)], [modulus, sampler.dice.number(0...(modulus - 1))])
    }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        let (power, modulus, remainder) = (
            node.expression.number(0), node.expression[1][0], node.expression[1][1]
        )
        try node.meter.spend(n)
        return Arithmetic.divisors(n).reduce(0) {
            $1 % modulus == remainder ? $0 + BigInt($1).power(power) : $0
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        let (modulus, remainder) = (expression[1][0], expression[1][1])
        let power = expression.number(0)
        let value = power == 0 ? "1" : power == 1 ? "d" : "d**\(power)"
        let condition = modulus == 1 ? "" : "d % \(modulus) == \(remainder)"
        if python.usesHelpers {
            python.need(.divisors)
            return "sum(\(value) for d in divisors(\(n))\(condition.isEmpty ? "" : " if " + condition))"
        }
        return
            "sum(\(value) for d in range(1, \(n) + 1) if \(n) % d == 0\(condition.isEmpty ? "" : " and " + condition))"
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let (modulus, remainder, power) = (expression[1][0], expression[1][1], expression.number(0))
        let those = modulus == 1 ? "" : " with d mod \(modulus) = \(remainder)"
        if power == 0 { return "\(name)(n) is the number of the divisors d of n\(those)" }
        return "\(name)(n) is the sum of d\(power == 1 ? "" : "^\(power)") over the divisors d of n\(those)"
    }
}

/// `totient`, `radical`, `gpf`, `omega`, `bigomega`, `moebius`: what the prime factors of n tell.
struct FactorRule: GeneratorRule {
    let function: Generator
    let kind = Kind.divisor
    let weight = 22
    let groups: [ClosedRange<Int>] = []
    let arity = 0
    func start(_ expression: Expression) -> Int { 1 }
    func traits(_ expression: Expression) -> Traits {
        function == .moebius ? Traits(.bounded, nonnegative: false) : Traits(.index)
    }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression { Expression(function) }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        try node.meter.spend(n)
        let factors = Arithmetic.primeFactors(n)
        let distinct = Set(factors)
        switch function {
        case .totient: return BigInt(distinct.reduce(n) { $0 / $1 * ($1 - 1) })
        case .radical: return BigInt(distinct.reduce(1, *))
        case .gpf: return BigInt(factors.last ?? 1)
        case .omega: return BigInt(distinct.count)
        case .bigomega: return BigInt(factors.count)
        default: return BigInt(Arithmetic.moebius(n))
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        if function == .totient {
            python.use("gcd", from: "math")
            return "sum(1 for k in range(1, \(n) + 1) if gcd(k, \(n)) == 1)"
        }
        if function == .moebius {
            python.need(.moebius)
            return "moebius(\(n))"
        }
        python.need(.primeFactors)
        let factors = "prime_factors(\(n))"
        switch function {
        case .radical:
            python.use("prod", from: "math")
            return "prod(set(\(factors)))"
        case .gpf: return "max(\(factors), default=1)"
        case .omega: return "len(set(\(factors)))"
        default: return "len(\(factors))"
        }
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        let words =
            switch function {
            case .totient: "the number of integers from 1 to n that have no common factor with n"
            case .radical: "the product of the different primes that divide n"
            case .gpf: "the largest prime that divides n, and 1 for n = 1"
            case .omega: "the number of different primes that divide n"
            case .bigomega: "the number of prime factors of n, each counted as often as it divides n"
            default:
                "0 where the square of a prime divides n, otherwise 1 or -1 as n has an even or an odd "
                    + "number of prime factors"
            }
        return "\(name)(n) is \(words)"
    }
}

/// `prime`: the n-th prime. `primecount`: how many primes are at most n. `nextprime`: the least prime above n.
struct PrimeRule: GeneratorRule {
    let function: Generator
    let kind = Kind.prime
    let weight = 22
    let groups: [ClosedRange<Int>] = []
    let arity = 0
    func start(_ expression: Expression) -> Int { function == .prime ? 1 : 0 }
    func traits(_ expression: Expression) -> Traits { Traits(function == .prime ? .polynomial : .index) }
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression { Expression(function) }
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt {
        switch function {
        case .primecount:
            try node.meter.spend(n * 4)
            return BigInt((0...n).count(where: Arithmetic.isPrime))
        case .nextprime:
            var candidate = n + 1
            while !Arithmetic.isPrime(candidate) { candidate += 1 }
            try node.meter.spend((candidate - n) * 20)
            return BigInt(candidate)
        default:
            if node.tape.isEmpty { node.tape = [1] }
            while node.tape.count <= n {
                var candidate = Int(node.tape[node.tape.count - 1]) + 1
                while !Arithmetic.isPrime(candidate) { candidate += 1 }
                node.tape.append(BigInt(candidate))
            }
            try node.meter.spend(Int(node.tape[n]) * 6)
            return node.tape[n]
        }
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? {
        guard function == .primecount else { return nil }
        python.need(.isPrime)
        return "sum(1 for k in range(2, \(n) + 1) if is_prime(k))"
    }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] {
        python.need(.isPrime)
        if function == .nextprime {
            return [
                "candidate = n + 1", "while not is_prime(candidate):", "    candidate += 1",
                "return candidate",
            ]
        }
        return [
            "candidate = 1", "for _ in range(n):", "    candidate += 1", "    while not is_prime(candidate):",
            "        candidate += 1", "return candidate",
        ]
    }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String {
        switch function {
        case .prime: "\(name)(n) is the n-th prime"
        case .primecount: "\(name)(n) is the number of primes that are at most n"
        default: "\(name)(n) is the least prime above n"
        }
    }
}
