import BigInt

extension BigInt {
    /// The quotient rounded down, for a positive divisor: what `//` is in Python.
    func floorDivided(by divisor: Int) -> BigInt {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: BigInt(divisor))
        return remainder.signum() < 0 ? quotient - 1 : quotient
    }

    /// The remainder from 0 to the divisor less 1: what `%` is in Python.
    func floorModulo(_ divisor: Int) -> BigInt {
        let remainder = self % BigInt(divisor)
        return remainder.signum() < 0 ? remainder + BigInt(divisor) : remainder
    }
}

/// Functions of machine words that several rules need.
enum Arithmetic {
    /// n over k, 0 where k is not from 0 to n.
    static func binomial(_ n: Int, _ k: Int) -> BigInt {
        guard k >= 0, k <= n else { return 0 }
        var value: BigInt = 1
        for step in 0..<Swift.min(k, n - k) { value = value * BigInt(n - step) / BigInt(step + 1) }
        return value
    }

    /// The divisors of a positive number, ascending.
    static func divisors(_ n: Int) -> [Int] {
        var (low, high): ([Int], [Int]) = ([], [])
        var d = 1
        while d * d <= n {
            if n % d == 0 {
                low.append(d)
                if d * d != n { high.append(n / d) }
            }
            d += 1
        }
        return low + high.reversed()
    }

    /// The prime factors of a positive number, ascending, each as often as it divides.
    static func primeFactors(_ n: Int) -> [Int] {
        var (rest, p): (Int, Int) = (n, 2)
        var factors: [Int] = []
        while p * p <= rest {
            while rest % p == 0 {
                factors.append(p)
                rest /= p
            }
            p += 1
        }
        if rest > 1 { factors.append(rest) }
        return factors
    }

    static func isPrime(_ n: Int) -> Bool {
        guard n >= 2 else { return false }
        var d = 2
        while d * d <= n {
            if n % d == 0 { return false }
            d += 1
        }
        return true
    }

    /// The Möbius function of a positive number.
    static func moebius(_ n: Int) -> Int {
        let factors = primeFactors(n)
        if Set(factors).count < factors.count { return 0 }
        return factors.count.isMultiple(of: 2) ? 1 : -1
    }

    /// The digits of a number that is not negative, the lowest first; none of 0.
    static func digits(_ n: BigInt, base: Int) -> [Int] {
        if var small = Int(exactly: n) {
            var digits: [Int] = []
            while small > 0 {
                digits.append(small % base)
                small /= base
            }
            return digits
        }
        return String(n, radix: base).utf8.reversed().map { $0 < 58 ? Int($0) - 48 : Int($0) - 87 }
    }
}
