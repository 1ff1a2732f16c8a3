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
        var pairs: [(sample: Facts.Sample, truth: UInt128, answer: UInt128)] = []
        // The wrong ones first, for it is they that tell.
        for sample in facts.wrong + facts.integers.filter(\.isRight) {
            left -= sample.truth.digitCount + sample.answer.digitCount
            if left < 0 { break }
            pairs.append((sample, Numbers.wrapped(sample.truth), Numbers.wrapped(sample.answer)))
        }
        var best: (found: Found, confidence: Finding.Confidence)?
        for type in Self.types {
            var agreement = Agreement(mostBits: Double(type.bits))
            for pair in pairs {
                let residue = Self.residue(pair.truth, bits: type.bits, isSigned: type.isSigned)
                // Of 128 bits the residue does not tell the sign.
                let isNegative = type.isSigned && pair.answer >> 127 == 1
                agreement.add(
                    pair.sample, agrees: residue == pair.answer && isNegative == pair.sample.answer.isNegative
                )
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

    /// What a type of some bits makes of a number, modulo 2^128. Answers of fewer than 40 digits are told by that.
    private static func residue(_ number: UInt128, bits: Int, isSigned: Bool) -> UInt128 {
        if bits == 128 { return number }
        let modulus: UInt128 = 1 << UInt128(bits)
        let low = number & (modulus - 1)
        return isSigned && low >= modulus >> 1 ? low &- modulus : low
    }
}
