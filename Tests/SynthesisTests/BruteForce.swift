/// Terms by the plainest method there is, for the tests to compare with: small numbers, no memory, no cleverness.
enum BruteForce {
    static func divisors(_ n: Int) -> [Int] { (1...n).filter { n % $0 == 0 } }

    static func isPrime(_ n: Int) -> Bool { n > 1 && divisors(n).count == 2 }

    static func gcd(_ a: Int, _ b: Int) -> Int {
        a == 0 && b == 0 ? 0 : (1...max(abs(a), abs(b))).last { a % $0 == 0 && b % $0 == 0 } ?? 1
    }

    static func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// By Pascal's triangle.
    static func choose(_ n: Int, _ k: Int) -> Int {
        if k < 0 || k > n { return 0 }
        return k == 0 || k == n ? 1 : choose(n - 1, k - 1) + choose(n - 1, k)
    }

    static func digits(_ n: Int, _ base: Int) -> [Int] {
        n == 0 ? [] : digits(n / base, base) + [n % base]
    }

    static func moebius(_ n: Int) -> Int {
        if (2...max(2, n)).contains(where: { n % ($0 * $0) == 0 }) { return 0 }
        return divisors(n).count(where: isPrime).isMultiple(of: 2) ? 1 : -1
    }

    /// The number of multisets of parts with a sum.
    static func partitions(_ n: Int, _ parts: [Int]) -> Int {
        guard let first = parts.first else { return n == 0 ? 1 : 0 }
        return stride(from: 0, through: n, by: first).reduce(0) {
            $0 + partitions(n - $1, Array(parts.dropFirst()))
        }
    }

    /// The coefficients of the product of (1 - x^k)^(-exponents[k-1]) up to x^count, by multiplying series.
    static func euler(_ exponents: [Int], _ count: Int) -> [Int] {
        var series = [1] + [Int](repeating: 0, count: count)
        for (position, exponent) in exponents.enumerated() {
            for _ in 0..<exponent {
                for place in stride(from: position + 1, through: count, by: 1) {
                    series[place] += series[place - position - 1]
                }
            }
        }
        return series
    }

    /// The number of ways to write n as an ordered sum, where a part k comes in weights[k-1] colours.
    static func compositions(_ n: Int, _ weights: [Int]) -> Int {
        n == 0 ? 1 : (1...n).reduce(0) { $0 + weights[$1 - 1] * compositions(n - $1, weights) }
    }
}
