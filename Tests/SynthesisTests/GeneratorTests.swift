import Synthesis
import Terms
import Testing

/// Each generator against a second method.
@Suite struct GeneratorTests {
    typealias B = BruteForce

    /// An expression and its terms by another method, from the index on.
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var start: Int
        var term: @Sendable (Int) -> Int
        var count = 14
        var testDescription: String { text }

        init(_ text: String, from start: Int = 0, count: Int = 14, _ term: @escaping @Sendable (Int) -> Int) {
            (self.text, self.start, self.count, self.term) = (text, start, count, term)
        }
    }

    static let leaves = [
        Case("poly[3,-1,0,2]") { 3 - $0 + 2 * $0 * $0 * $0 },
        Case("figurate[1,0,2,-1]") { 1 + 2 * B.choose($0, 2) - B.choose($0, 3) },
        Case("floor[-7,2,1][5]") { n in
            let value = n * n + 2 * n - 7
            return (-20...1_000).last { 5 * $0 <= value } ?? 0
        },
        Case("linear[2,1][1,1][0]") { n in n == 0 ? 2 : (0..<n).reduce((2, 1)) { s, _ in (s.1, s.0 + s.1) }.0
        },
        Case("linear[1][-3][2]") { n in (0..<n).reduce(1) { value, _ in 2 - 3 * value } },
        Case("linear[0,0,1][0,2,-1][0]") { n in
            (0..<n).reduce((0, 0, 1)) { s, _ in (s.1, s.2, 2 * s.1 - s.0) }.0
        },
        Case("polyrec[1,1][0,1][0]") { n in (1...max(1, n)).reduce(1, *) },
        Case("polyrec[1,0][-1,1][-1,1]") { n in
            (0...n).reduce(0) { sum, k in
                // Derangements, by inclusion and exclusion.
                sum + (k % 2 == 0 ? 1 : -1) * B.choose(n, k) * (1...max(1, n - k)).reduce(1, *)
            }
        },
        Case("sigma[2][1,0]", from: 1) { B.divisors($0).reduce(0) { $0 + $1 * $1 } },
        Case("sigma[0][4,3]", from: 1, count: 40) { B.divisors($0).count { $0 % 4 == 3 } },
        Case("totient", from: 1, count: 40) { n in (1...n).count { B.gcd($0, n) == 1 } },
        Case("radical", from: 1, count: 40) { B.divisors($0).filter(B.isPrime).reduce(1, *) },
        Case("gpf", from: 1, count: 40) { B.divisors($0).last(where: B.isPrime) ?? 1 },
        Case("omega", from: 1, count: 40) { B.divisors($0).count(where: B.isPrime) },
        Case("bigomega", from: 1, count: 40) { n in
            B.divisors(n).count { d in d > 1 && B.divisors(d).count(where: B.isPrime) == 1 }
        },
        Case("moebius", from: 1, count: 60) { B.moebius($0) },
        Case("digitsum[3][2]", count: 40) { B.digits($0, 3).reduce(0) { $0 + $1 * $1 } },
        Case("digitsum[10][1]", count: 120) { B.digits($0, 10).reduce(0, +) },
        Case("digitproduct[4]", count: 40) { B.digits($0, 4).reduce(1, *) },
        Case("digitcount[2][1]", count: 40) { B.digits($0, 2).count { $0 == 1 } },
        Case("reversal[5]", count: 60) { B.digits($0, 5).reversed().reduce(0) { 5 * $0 + $1 } },
        Case("reread[2][3]", count: 40) { B.digits($0, 2).reduce(0) { 3 * $0 + $1 } },
        Case("prime", from: 1, count: 40) { n in Array((2...300).filter(B.isPrime))[n - 1] },
        Case("primecount", count: 60) { n in (0...n).count(where: B.isPrime) },
        Case("nextprime", count: 60) { n in ((n + 1)...300).first(where: B.isPrime) ?? 0 },
        Case("binsum[2,1][1]", count: 8) { n in
            (0...n).reduce(0) { $0 + B.choose(n, $1) * B.choose(n, $1) * B.choose(n + $1, $1) }
        },
        Case("binsum[1,0][-3]", count: 10) { B.power(-2, $0) },
        Case("diagsum[1][1]") { n in (0..<n).reduce((1, 1)) { s, _ in (s.1, s.0 + s.1) }.0 },
        Case("diagsum[2][-2]") { n in
            (0...n).reduce(0) { $0 + (2 * $1 > n ? 0 : B.choose(n - 2 * $1, $1) * B.power(-2, $1)) }
        },
        Case("partitions[1,2,5]", count: 30) { B.partitions($0, [1, 2, 5]) },
        Case("nested[2]", count: 40) { n in
            // The closed form of Hofstadter's G: floor((n+1)/phi), that is the largest m with m^2 + m(n+1) <= (n+1)^2.
            (0...(n + 1)).last { $0 * $0 + $0 * (n + 1) <= (n + 1) * (n + 1) } ?? 0
        },
        Case("orbit[5][10][1]", count: 20) { n in
            (0..<n).reduce(5) { value, _ in value + B.digits(value, 10).reduce(0, +) }
        },
        Case("collatz", from: 1, count: 30) { n in
            var (value, steps) = (n, 0)
            while value != 1 { (value, steps) = (value % 2 == 0 ? value / 2 : 3 * value + 1, steps + 1) }
            return steps
        },
    ]

    static let combinations = [
        Case("affine[-3,4](totient)", from: 1) { n in 4 - 3 * (1...n).count { B.gcd($0, n) == 1 } },
        Case("alternate(poly[0,0,1])") { $0 % 2 == 0 ? $0 * $0 : -$0 * $0 },
        Case("mod[7](poly[-5,0,1])") { (($0 * $0 - 5) % 7 + 7) % 7 },
        Case("quotient[3](poly[-5,2])") { n in (-10...100).last { 3 * $0 <= 2 * n - 5 } ?? 0 },
        Case("add(poly[0,1],totient)", from: 1) { n in n + (1...n).count { B.gcd($0, n) == 1 } },
        Case("subtract(poly[0,1],prime)", from: 1) { n in n - Array((2...300).filter(B.isPrime))[n - 1] },
        Case("multiply(poly[1,1],digitsum[2][1])") { ($0 + 1) * B.digits($0, 2).reduce(0, +) },
        Case("max(poly[9],poly[0,2])") { max(9, 2 * $0) },
        Case("min(poly[9],poly[0,2])") { min(9, 2 * $0) },
        Case("gcd(poly[0,0,1],poly[12])", from: 0) { B.gcd($0 * $0, 12) },
        Case("lcm(poly[6],poly[0,1])") { n in
            n == 0 ? 0 : (1...6 * n).first { $0 % 6 == 0 && $0 % n == 0 } ?? 0
        },
        Case("xor(poly[0,3],poly[0,1])") { (3 * $0) ^ $0 },
        Case("compose(prime,poly[1,2])", count: 10) { n in Array((2...300).filter(B.isPrime))[2 * n] },
        Case("compose(digitsum[10][1],linear[1][2][0])", count: 40) {
            B.digits(B.power(2, $0), 10).reduce(0, +)
        },
        Case("interleave(poly[0,1],prime)") { n in
            n % 2 == 0 ? n / 2 : Array((2...300).filter(B.isPrime))[n / 2]
        },
        Case("psum(sigma[1][1,0])", from: 1) { n in (1...n).reduce(0) { $0 + B.divisors($1).reduce(0, +) } },
        Case("diff(prime)", from: 1) { n in
            let primes = Array((2...300).filter(B.isPrime))
            return primes[n] - primes[n - 1]
        },
        Case("runmax(collatz)", from: 1, count: 9) { [0, 1, 7, 7, 7, 8, 16, 16, 19][$0 - 1] },
        Case("ordinal(mod[3](poly[0,0,1]))") { n in (0...n).count { $0 * $0 % 3 == n * n % 3 } },
        Case("binomial(poly[1,2])", count: 10) { n in
            (0...n).reduce(0) { $0 + B.choose(n, $1) * (1 + 2 * $1) }
        },
        Case("invbinomial(poly[0,0,0,1])", count: 10) { n in
            (0...n).reduce(0) { $0 + ((n - $1) % 2 == 0 ? 1 : -1) * B.choose(n, $1) * $1 * $1 * $1 }
        },
        Case("divsum(poly[0,0,1])", from: 1) { B.divisors($0).reduce(0) { $0 + $1 * $1 } },
        Case("moebiustransform(poly[0,1])", from: 1, count: 40) { n in (1...n).count { B.gcd($0, n) == 1 } },
        Case("dirichlet(poly[0,1],omega)", from: 1, count: 30) { n in
            B.divisors(n).reduce(0) { $0 + $1 * B.divisors(n / $1).count(where: B.isPrime) }
        },
        Case("euler(poly[0,1])", count: 12) { B.euler(Array(1...12), 12)[$0] },
        Case("euler(poly[1])", count: 20) { B.partitions($0, Array(1...20)) },
        Case("invert(poly[0,1])", from: 1, count: 10) { B.compositions($0, Array(1...12)) },
        Case("convolve(poly[1,1],prime)", count: 12) { n in
            let primes = Array((2...300).filter(B.isPrime))
            return (0...n).reduce(0) { $0 + ($1 + 1) * primes[n - $1] }
        },
        Case("runs(quotient[3](digitsum[10][1]))", from: 1, count: 8) { [3, 3, 3, 1, 2, 3, 3, 2][$0 - 1] },
        Case("positions[2][0](digitsum[2][1])", from: 1, count: 30) { n in
            Array((0...200).filter { B.digits($0, 2).reduce(0, +) % 2 == 0 })[n - 1]
        },
        Case("rows(poly[0,0,1])", count: 10) { [0, 0, 1, 0, 1, 4, 0, 1, 4, 9][$0] },
    ]

    @Test(arguments: leaves + combinations)
    func `terms are those of a second method`(sample: Case) throws {
        let expression = try Expression(parsing: sample.text)
        #expect(expression.start == sample.start)
        let terms = try #require(expression.terms(sample.count))
        #expect(terms == (sample.start..<(sample.start + sample.count)).map { Term(sample.term($0)) })
    }

    @Test func `every generator is among the samples`() throws {
        let seen = try (Self.leaves + Self.combinations).flatMap {
            try Expression(parsing: $0.text).generators
        }
        #expect(Set(seen) == Set(Generator.allCases))
    }

    @Test func `what is undefined, too long or too costly has no terms`() throws {
        for text in [
            "compose(totient,poly[0,1])", "xor(poly[-3,1],poly[0,1])", "runs(poly[1])",
            "positions[2][1](poly[0,2])",
            "polyrec[1,1][0,0,1][1]", "compose(psum(psum(totient)),poly[4000,1])",
        ] {
            #expect(try Expression(parsing: text).terms(60, digits: 100) == nil, "\(text)")
        }
    }
}
