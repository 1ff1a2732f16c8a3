import Synthesis
import Terms
import Testing

@Suite struct ExpressionTests {
    /// Sequences of all sorts, made once.
    static let sequences = Making.sequences(seed: 11, count: 250)

    @Test func `an expression's text reads back as the expression`() throws {
        #expect(Set(Self.sequences.map(\.kind)) == Set(Kind.allCases))
        for sequence in Self.sequences {
            let text = sequence.expression.description
            #expect(try Expression(parsing: text) == sequence.expression)
            #expect(try Expression(parsing: text).description == text)
        }
    }

    @Test(
        arguments: [
            "", "poly", "poly[1", "poly[]", "poly[1](poly[1])", "poly[01]", "poly[+1]", "poly[1] ", "nope[1]",
            "floor[1,1][1]", "floor[1,1][0]", "linear[1,1][1][0]", "sigma[1][3,3]", "digitsum[1][1]",
            "reread[2][2]",
            "partitions[2,2]", "affine[0,1](prime)", "mod[1](prime)", "add(prime)", "add(prime,prime",
            "psum()",
            "divsum(positions[2][0](prime),prime)", "poly[1000001]", "poly[1]x",
        ])
    func `a text that is no expression is refused with its place`(text: String) {
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
        #expect((error?.column ?? 0) >= 1)
        #expect((error?.column ?? 99) <= text.utf8.count + 1)
    }

    @Test func `a text nested without end is refused`() {
        let text = String(repeating: "psum(", count: 5_000) + "prime" + String(repeating: ")", count: 5_000)
        #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
    }

    @Test(
        arguments: [
            ("poly[1,0]", "poly[1]"), ("affine[1,0](prime)", "prime"),
            ("affine[2,1](affine[3,5](prime))", "affine[6,11](prime)"),
            ("affine[2,1](poly[0,1])", "poly[1,2]"), ("divsum(moebiustransform(totient))", "totient"),
            ("binomial(invbinomial(linear[0,1][1,1][0]))", "linear[0,1][1,1][0]"),
            ("mod[3](mod[12](prime))", "mod[3](prime)"), ("mod[3](poly[4,-1])", "mod[3](poly[1,2])"),
            ("add(totient,prime)", "add(prime,totient)"), ("add(poly[1,2],poly[0,-2])", "poly[1]"),
            ("multiply(poly[1,1],poly[-1,1])", "poly[-1,0,1]"), ("add(prime,prime)", "affine[2,0](prime)"),
            ("compose(prime,poly[1,1])", "compose(prime,poly[1,1])"),
            ("alternate(alternate(prime))", "prime"),
            ("compose(poly[0,1],prime)", "prime"), ("psum(psum(prime))", "psum(psum(prime))"),
        ])
    func `what is superfluous goes`(text: String, plain: String) throws {
        let expression = try Expression(parsing: text)
        #expect(expression.simplified.description == plain)
        #expect(expression.simplified.terms(12) == expression.terms(12))
    }

    @Test func `nothing is simplified into another sequence`() throws {
        // A shift of the first index would be one, too.
        #expect(try Expression(parsing: "divsum(moebiustransform(poly[0,1]))").simplified.start == 1)
        for sequence in Self.sequences {
            #expect(sequence.expression.simplified == sequence.expression)
        }
    }

    @Test func `a description tells each part and the first index`() throws {
        let words = try Expression(parsing: "psum(divsum(linear[0,1][1,1][0]))").words
        #expect(
            words
                == "a(n) is the sum of b(k) for k from 1 to n. Here b(n) is the sum of c(d) over the divisors d of n. "
                + "And c(n) = c(n-1) + c(n-2) for n >= 2, with c(0) = 0, c(1) = 1. The first term is a(1).")
        #expect(
            try Expression(parsing: "sigma[2][1,0]").words.hasPrefix(
                "a(n) is the sum of d^2 over the divisors d of n."))
        #expect(
            try Expression(parsing: "poly[1,-1,2]").words == "a(n) = 2*n^2 - n + 1. The first term is a(0).")
    }
}

/// Sequences for tests.
enum Making {
    static func sequences(seed: UInt64, count: Int, _ change: (inout SynthesisPlan) -> Void = { _ in })
        -> [SyntheticSequence]
    {
        var plan = SynthesisPlan()
        plan.seed = seed
        plan.count = count
        change(&plan)
        var synthesizer = Synthesizer(plan: plan)
        var sequences: [SyntheticSequence] = []
        while let sequence = synthesizer.next() { sequences.append(sequence) }
        return sequences
    }

    /// The terms of an expression.
    static func terms(_ text: String, _ count: Int = 40) throws -> [Term] {
        try #require(try Expression(parsing: text).terms(count))
    }
}
