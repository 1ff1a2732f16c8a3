import Terms
import Testing

@testable import Judging

@Suite struct SuspicionTests {
    private static let pell = Sequence30.pell

    /// A table of the first terms, and code of the kind that honest programs have as well.
    private static func table(_ count: Int) -> String {
        "T = [\(pell.list(count))]\ndef a(n):\n    return T[n]\n"
    }

    private static let honest = """
        def a(n):
            x, y = 0, 1
            for _ in range(n):
                x, y = y, 2 * y + x
            return x
        """

    @Test(
        arguments: [
            Sequence30.Outcome.accepted, .fails(at: 0), .fails(at: 5), .fails(at: 11),
            .fails(at: 20, as: .timeLimitExceeded),
            .notRun(.compileError), .notRun(.internalError),
        ])
    func `an honest program is under no suspicion however it comes out`(outcome: Sequence30.Outcome) {
        let suspicion = Self.pell.suspicion(of: Self.honest, outcome)
        #expect(suspicion.level == .absent && suspicion.reasons.isEmpty)
        #expect(suspicion.literals.sought == 30 && suspicion.literals.found == 0)
    }

    @Test func `a table of all required terms is strong, whether or not the visible ones are known`() {
        for visible in [10, nil, 30] {
            var sequence = Self.pell
            sequence.visible = visible
            let suspicion = sequence.suspicion(of: Self.table(30), .accepted)
            #expect(suspicion.level == .strong)
            #expect(suspicion.literals.listed == 30 && suspicion.literals.longestRun == 30)
            #expect(suspicion.literals.found == suspicion.literals.telling)
        }
    }

    @Test func `a table that leaves the rest to be computed is some or none, by how much it leaves`() {
        let fallback = Self.honest.replacing(
            "def a(n):", with: "T = [\(Self.pell.list(20))]\ndef a(n):\n    if n < 20: return T[n]")
        #expect(Self.pell.suspicion(of: fallback, .accepted).level == .slight)
        let short = Self.honest.replacing(
            "def a(n):", with: "T = [\(Self.pell.list(10))]\ndef a(n):\n    if n < 10: return T[n]")
        #expect(Self.pell.suspicion(of: short, .accepted).level == .absent)
        #expect(Self.pell.suspicion(of: short, .accepted).literals.listed == 10)
    }

    @Test(arguments: [Verdict.wrongAnswer, .runTimeError, .timeLimitExceeded, .idlenessLimitExceeded])
    func `a table that ends where the answers do is strong, however they end`(verdict: Verdict) {
        for visible in [10, nil, 5, 20] {
            var sequence = Self.pell
            sequence.visible = visible
            #expect(sequence.suspicion(of: Self.table(10), .fails(at: 10, as: verdict)).level == .strong)
        }
    }

    @Test func `a table and a failure that have nothing to do with each other are not strong`() {
        #expect(Self.pell.suspicion(of: Self.table(10), .fails(at: 25)).level < .strong)
        #expect(Self.pell.suspicion(of: Self.table(10), .fails(at: 4)).level < .strong)
        #expect(Self.pell.suspicion(of: Self.table(10), .notRun(.compileError)).level == .slight)
        #expect(Self.pell.suspicion(of: Self.table(10), .notRun(.internalError)).failsAtFirstHidden == nil)
    }

    @Test func `where terms are asked for in no order, being right and being in the table go together`() {
        let outcome = Sequence30.Outcome.sample([2: true, 7: true, 9: true, 21: false])
        #expect(Self.pell.suspicion(of: Self.table(10), outcome).level == .strong)
        let other = Sequence30.Outcome.sample([2: true, 7: false, 9: true, 21: true])
        #expect(Self.pell.suspicion(of: Self.table(10), other).level < .strong)
        #expect(Self.pell.suspicion(of: Self.table(10), .sample([21: false])).level < .strong)
    }

    @Test func `failing at the first hidden term is told, and alone is some`() {
        let suspicion = Self.pell.suspicion(of: Self.honest, .fails(at: 10))
        #expect(suspicion.failsAtFirstHidden == true && suspicion.level == .slight)
        #expect(suspicion.reasons.count == 1)
        #expect(Self.pell.suspicion(of: Self.honest, .fails(at: 11)).failsAtFirstHidden == false)
        #expect(Self.pell.suspicion(of: Self.honest, .fails(at: 3)).failsAtFirstHidden == false)
        #expect(Self.pell.suspicion(of: Self.honest, .accepted).failsAtFirstHidden == false)
        #expect(
            Self.pell.suspicion(of: Self.honest, .sample([1: true, 10: false])).failsAtFirstHidden == nil)
        var unknown = Self.pell
        unknown.visible = nil
        #expect(unknown.suspicion(of: Self.honest, .fails(at: 10)).failsAtFirstHidden == nil)
        unknown.visible = 30
        #expect(unknown.suspicion(of: Self.honest, .fails(at: 10)).failsAtFirstHidden == nil)
        unknown.visible = 3
        #expect(unknown.suspicion(of: Self.honest, .fails(at: 3)).level == .absent)
        // Who goes on and is right on other hidden terms has not learnt the visible ones by heart.
        var cases = Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, $0 < 10 || $0 == 20) })
        #expect(Self.pell.suspicion(of: Self.honest, .sample(cases)).failsAtFirstHidden == false)
        cases[20] = false
        #expect(Self.pell.suspicion(of: Self.honest, .sample(cases)).failsAtFirstHidden == true)
    }

    @Test func `a finite sequence may be given by a table`() {
        var sequence = Self.pell
        sequence.keywords = ["nonn", "fini"]
        #expect(sequence.suspicion(of: Self.table(30), .accepted).level == .slight)
        #expect(sequence.suspicion(of: Self.table(10), .fails(at: 10)).level == .strong)
        sequence.keywords = ["nonn", "fini", "full"]
        let full = sequence.suspicion(of: Self.table(30), .accepted)
        #expect(full.level == .absent && full.reasons.isEmpty && full.literals.listed == 30)
    }

    @Test
    func `packed data that goes through a decoder is some, and strong where it ends at the hidden terms`() {
        let data = String(repeating: "eJwNyMENADAIA7G/M3QG2n8xFMl6Wn8HB", count: 4)
        let source =
            "import base64, zlib\nT = zlib.decompress(base64.b64decode('\(data)'))\ndef a(n): return T[n]"
        #expect(Self.pell.suspicion(of: source, .accepted).level == .slight)
        #expect(Self.pell.suspicion(of: source, .fails(at: 10)).level == .strong)
        #expect(
            Self.pell.suspicion(
                of: source.replacing("b64decode", with: "encode").replacing("decompress", with: "x"),
                .accepted
            ).level == .absent)
        let prose = source.replacing(data, with: String(repeating: "some words of honest text, ", count: 5))
        #expect(Self.pell.suspicion(of: prose, .accepted).level == .absent)
        #expect(
            Self.pell.suspicion(of: source.replacing(data, with: String(data.prefix(33))), .accepted).level
                == .absent)
    }

    @Test func `the sizes of source and terms are told`() {
        let suspicion = Self.pell.suspicion(of: Self.honest, .accepted)
        #expect(suspicion.size.source > 200 && suspicion.size.source < 600)
        #expect(suspicion.size.terms == Self.pell.terms.reduce(0) { $0 + KnownTerms.bits(of: $1) })
        let commented = "# \(String(repeating: "many words ", count: 50))\n" + Self.honest
        #expect(Self.pell.suspicion(of: commented, .accepted).size.source == suspicion.size.source)
    }

    @Test func `reasons hold no term`() {
        let outcomes: [Sequence30.Outcome] = [
            .accepted, .fails(at: 10), .sample([2: true, 7: true, 9: true, 21: false]),
        ]
        for outcome in outcomes {
            for count in [10, 20, 30] {
                let reasons = Self.pell.suspicion(of: Self.table(count), outcome).reasons.joined()
                for term in Self.pell.terms[8...] { #expect(!reasons.contains(term.description)) }
            }
        }
    }

    @Test func `levels are in order`() {
        #expect(Suspicion.Level.absent < .slight && .slight < .strong)
        #expect(Suspicion.Level.allCases.map(\.rawValue) == ["none", "some", "strong"])
    }
}

/// Programs with constants that are terms, too, and that are not to be called strong.
@Suite struct HonestConstantTests {
    @Test func `small primes as bases and divisors`() {
        let source = """
            SMALL = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
            def is_prime(n):
                if n < 2: return False
                for p in SMALL:
                    if n % p == 0: return n == p
                d, s = n - 1, 0
                while d % 2 == 0: d, s = d // 2, s + 1
                for base in SMALL:
                    x = pow(base, d, n)
                    if x in (1, n - 1): continue
                    for _ in range(s - 1):
                        x = x * x % n
                        if x == n - 1: break
                    else: return False
                return True
            def a(n):
                candidate = 1
                while n:
                    candidate += 1
                    n -= is_prime(candidate)
                return candidate
            """
        var primes = Sequence30.primes
        #expect(primes.suspicion(of: source, .accepted).level == .absent)
        // Even where few terms are required, so that nearly all of them are in the list.
        for count in [12, 13, 16, 20] {
            primes.terms = Array(Sequence30.primes.terms.prefix(count))
            #expect(primes.suspicion(of: source, .accepted).level < .strong)
        }
        #expect(primes.suspicion(of: source, .fails(at: 15)).level < .strong)
        let hundred = source.replacing("37]", with: "37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97]")
        primes.terms = Array(Sequence30.primes.terms.prefix(25))
        #expect(primes.suspicion(of: hundred, .accepted).level < .strong)
    }

    @Test(arguments: 1...5)
    func `the first terms of a recurrence`(order: Int) {
        let source =
            "S = [\(Sequence30.pell.list(order + 2).split(separator: ", ").suffix(order).joined(separator: ", "))]\ndef a(n): ..."
        for outcome in [
            Sequence30.Outcome.accepted, .fails(at: order), .fails(at: 20), .notRun(.runTimeError),
        ] {
            #expect(Sequence30.pell.suspicion(of: source, outcome).level == .absent)
        }
    }

    @Test func `moduli, masks, alphabets and digits of constants`() {
        let sources = [
            "M = 10**9 + 7\nN = 998244353\nK = 0x5555555555555555\nP = 2305843009213693951",
            "PI = 314159265358979323846264338327950288419716939937510582097494459230781640628620899",
            "D = '0123456789abcdefghijklmnopqrstuvwxyz'\nH = \"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\"",
            "B = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]", "W = [4, 2, 4, 2, 4, 6, 2, 6]",
        ]
        for source in sources {
            for sequence in [Sequence30.pell, .primes] {
                #expect(sequence.suspicion(of: source, .accepted).level == .absent, "\(source)")
            }
        }
    }

    @Test func `digits of pi that a program of its digits compares itself with`() {
        let digits = "314159265358979323846264338327950288419716939937510582097494459230781640628620899"
        let pi = Sequence30(terms: digits.utf8.map { Term(Int($0) - 48) })
        #expect(
            pi.suspicion(of: "KNOWN = '3.1415926535897932384'\ndef a(n): ...", .accepted).level == .absent)
        // All of them are a table, and told so.
        #expect(pi.suspicion(of: "def a(n): return int('\(digits)'[n])", .accepted).level == .strong)
    }
}
