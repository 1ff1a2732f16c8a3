import Terms

/// Answers that are the truth modulo a power of two: an integer type that is too small.
struct WrapDetector: Detector {
    /// So many digits of true terms are looked at, all terms together.
    private static let mostDigits = 200_000

    private typealias Kind = (bits: Int, isSigned: Bool, code: Finding.Code)

    private static let types: [Kind] = [
        (32, true, .wrapsInt32), (32, false, .wrapsUInt32), (64, true, .wrapsInt64),
        (64, false, .wrapsUInt64),
        (16, true, .wrapsOther), (16, false, .wrapsOther), (8, true, .wrapsOther), (8, false, .wrapsOther),
        (128, true, .wrapsOther), (128, false, .wrapsOther),
    ]

    func findings(_ facts: Facts) -> [Found] {
        guard !facts.wrong.isEmpty, facts.wrong.allSatisfy({ $0.answer.digitCount < 40 }) else { return [] }
        var left = Self.mostDigits
        var residues: [Int: UInt128] = [:]
        for sample in facts.wrong + facts.integers where residues[sample.index] == nil {
            left -= sample.truth.digitCount
            if left < 0 { break }
            residues[sample.index] = Numbers.wrapped(sample.truth)
        }
        var best: (found: Found, confidence: Finding.Confidence)?
        for type in Self.types {
            let agreement = facts.agreement(mostBits: Double(type.bits)) { sample in
                residues[sample.index].map { Self.value($0, bits: type.bits, isSigned: type.isSigned) }
            }
            guard let confidence = confidence(agreement, type, facts) else { continue }
            if best.map({ $0.confidence < confidence }) ?? true {
                best = (found(agreement, confidence, type, facts), confidence)
            }
        }
        return best.map { [$0.found] } ?? []
    }

    /// A residue of many bits is not met by chance: a few will do. Of small ones, such as 0 for all higher powers of 2, it
    /// counts that the answers are right as far as the type reaches, and wrong from there on.
    private func confidence(_ agreement: Agreement, _ type: Kind, _ facts: Facts) -> Finding.Confidence? {
        guard agreement.telling > 0 else { return nil }
        guard agreement.agreeing == agreement.compared else {
            return type.bits >= 32 ? agreement.confidence.map { min($0, .likely) } : nil
        }
        if agreement.bits >= 48, agreement.telling >= 2 { return .certain }
        guard type.bits >= 32 else { return nil }
        return agreement.bits >= 24 || agreement.telling >= 2 ? .likely : .possible
    }

    private func found(
        _ agreement: Agreement, _ confidence: Finding.Confidence, _ type: Kind, _ facts: Facts
    ) -> Found {
        let sign = type.isSigned ? "signed" : "unsigned"
        let wider =
            type.bits < 64 ? "use 64-bit integers, or integers of any size" : "use integers of any size"
        let finding = Finding(
            type.code, confidence,
            "the answers are the true terms modulo 2^\(type.bits), as \(sign) \(type.bits)-bit integers",
            hint: facts.observation.language == .python
                ? "do not use fixed-width integers (ctypes, numpy, masks): Python's int has any size" : wider,
            evidence: [.init("modulus_bits", .integer(type.bits)), .init("is_signed", .text(sign))]
                + agreement.evidence)
        return Found(finding: finding, share: facts.share(agreement.telling))
    }

    static func value(_ residue: UInt128, bits: Int, isSigned: Bool) -> Term {
        if bits == 128 { return isSigned ? Term(Int128(truncatingIfNeeded: residue)) : Term(residue) }
        let modulus: UInt128 = 1 << UInt128(bits)
        let low = residue & (modulus - 1)
        guard isSigned, low >= modulus >> 1 else { return Term(low) }
        return Term(Int128(low) - Int128(modulus))
    }
}

/// Answers that stay at the largest or smallest value of a type.
struct SaturationDetector: Detector {
    private static let bounds: [(value: Term, type: String)] = [
        (Term(Int32.max), "a signed 32-bit integer"), (Term(Int32.min), "a signed 32-bit integer"),
        (Term(UInt32.max), "an unsigned 32-bit integer"), (Term(Int64.max), "a signed 64-bit integer"),
        (Term(Int64.min), "a signed 64-bit integer"), (Term(UInt64.max), "an unsigned 64-bit integer"),
        (Term(Int16.max), "a signed 16-bit integer"), (Term(UInt16.max), "an unsigned 16-bit integer"),
    ]

    func findings(_ facts: Facts) -> [Found] {
        for (bound, type) in Self.bounds {
            let stuck = facts.wrong.filter {
                $0.answer == bound && Numbers.magnitude($0.truth) > Numbers.magnitude(bound)
            }
            guard stuck.count >= 2, stuck.count * 10 >= facts.wrong.count * 8 else { continue }
            let finding = Finding(
                .saturates, stuck.count >= 3 ? .certain : .likely,
                "the answers stay at \(bound), the limit of \(type)",
                hint: "use a larger integer type, or integers of any size",
                evidence: [
                    .init("bound", .term(bound)), .init("agreeing", .integer(stuck.count)),
                    .init("first_n", .integer(stuck[0].index)),
                ])
            return [Found(finding: finding, share: facts.share(stuck.count))]
        }
        return []
    }
}

/// A C program that is right while terms are small and then gives nonsense that is no residue of the truth: something
/// larger than the terms has overflowed on the way to them.
struct OverflowDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard facts.observation.language == .c, let first = facts.wrong.first,
            first.truth.digitCount >= 4, facts.wrong.allSatisfy({ $0.answer.digitCount <= 20 })
        else { return [] }
        // What stays at one value is a bound of another kind.
        guard facts.wrong.contains(where: { $0.answer != first.answer }) else { return [] }
        let before = facts.integers.count { $0.index < first.index }
        let after = facts.integers.filter { $0.index >= first.index }
        guard before >= 3, after.count >= 2, facts.wrong.count * 10 >= after.count * 9 else { return [] }
        let isErratic = zip(after, after.dropFirst()).contains { left, right in
            (left.truth < right.truth) != (left.answer < right.answer)
                || right.answer.isNegative != right.truth.isNegative
        }
        let finding = Finding(
            .overflowOnTheWay, isErratic ? .likely : .possible,
            "right up to n = \(first.index - 1), then nonsense: a value on the way to the terms is too large for its "
                + "type",
            hint: "divide before multiplying, use unsigned __int128, or integers of any size",
            evidence: [.init("first_n", .integer(first.index)), .init("wrong", .integer(facts.wrong.count))])
        return [Found(finding: finding, share: facts.share(facts.wrong.count))]
    }
}
