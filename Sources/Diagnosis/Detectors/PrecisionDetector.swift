import BigInt
import Terms

/// Answers that are near the truth: floating-point numbers on the way, an approximation, a rounding.
struct PrecisionDetector: Detector {
    /// So many wrong answers are looked at.
    private static let most = 64

    func findings(_ facts: Facts) -> [Found] {
        if let found = expansion(facts) { return [found] }
        let wrong = Array(facts.wrong.prefix(Self.most))
        let errors = wrong.map { Numbers.relativeError($0.answer, $0.truth) }
        let known = errors.compactMap { $0 }
        let share = facts.share(facts.wrong.count)
        if let found = rounding(wrong, known, facts) { return [found] }
        guard wrong.count >= 2 || wrong.first.map({ $0.truth.digitCount >= 12 }) == true,
            known.count * 20 >= errors.count * 19, let worst = known.max()
        else { return [] }
        let smallest = wrong.map(\.truth.digitCount).min() ?? 0
        // The right ones have to be those that a floating-point number can hold.
        let right = facts.integers.filter(\.isRight).map(\.truth.digitCount).max() ?? 0
        let evidence: [Finding.Evidence] = [
            .init("largest_relative_error", .number(worst)), .init("wrong", .integer(facts.wrong.count)),
            .init("first_n", .integer(wrong[0].index)), .init("largest_right_digits", .integer(right)),
        ]
        // Right answers of more digits than a double can name are no double's.
        if worst < 1e-10, smallest >= 10, right <= 310 {
            let isCertain = doubles(wrong) >= 20
            let finding = Finding(
                .doublePrecision, isCertain ? .certain : .likely,
                "the answers agree with the truth to about \(digits(worst)) digits, as far as double precision goes",
                hint: "no floating-point numbers: "
                    + (facts.observation.language == .python
                        ? "// for /, math.isqrt for sqrt, integer powers" : "integer types all the way"),
                evidence: [.init("precision_bits", .integer(53))] + evidence)
            return [Found(finding: finding, share: share)]
        }
        // Python has no numbers of single precision.
        if facts.observation.language == .c, worst < 1e-4, (5...10).contains(smallest), facts.rightCount > 0,
            right <= 12
        {
            let finding = Finding(
                .singlePrecision, worst < 2e-6 && wrong.count >= 3 ? .likely : .possible,
                "the answers agree with the truth to about \(digits(worst)) digits, as far as single precision goes",
                hint: "use integers, or at least double instead of float",
                evidence: [.init("precision_bits", .integer(24))] + evidence)
            return [Found(finding: finding, share: share)]
        }
        return approximation(wrong, known, worst, evidence, facts)
    }

    /// Digits of a number, right as far as double precision goes.
    private func expansion(_ facts: Facts) -> Found? {
        guard let first = facts.wrong.first,
            facts.integers.allSatisfy({ $0.truth.digitCount == 1 && !$0.truth.isNegative }),
            Set(facts.integers.map(\.truth)).count >= 6
        else { return nil }
        let right = facts.integers.count { $0.index < first.index }
        guard (14...17).contains(right), facts.wrong.count >= 3 else { return nil }
        let finding = Finding(
            .doublePrecision, .likely, "\(right) digits are right, as many as double precision holds",
            hint: "use integers: scale by a power of ten and divide with //",
            evidence: [
                .init("precision_bits", .integer(53)), .init("right_digits", .integer(right)),
                .init("first_n", .integer(first.index)),
            ])
        return Found(finding: finding, share: facts.share(facts.wrong.count))
    }

    /// Close to the truth, and the closer the larger it is: a formula that holds only nearly.
    private func approximation(
        _ wrong: [Facts.Sample], _ errors: [Double], _ worst: Double, _ evidence: [Finding.Evidence],
        _ facts: Facts
    ) -> [Found] {
        let after = facts.integers.count { $0.index >= wrong[0].index }
        guard wrong.count >= 4, facts.wrong.count * 10 >= after * 7, let last = errors.last, last < 0.15,
            last * 2 < worst,
            wrong.count(where: { $0.truth.digitCount >= 3 }) >= 4
        else { return [] }
        let isClose = errors.suffix(errors.count / 2).allSatisfy { $0 < 0.15 }
        guard isClose else { return [] }
        let finding = Finding(
            .approximates, .likely,
            "the answers come nearer to the truth the larger it is: a formula that holds only nearly",
            hint: "use an exact method: an asymptotic formula gives no exact terms", evidence: evidence)
        return [Found(finding: finding, share: facts.share(facts.wrong.count))]
    }

    /// Off by one here and there.
    private func rounding(_ wrong: [Facts.Sample], _ errors: [Double], _ facts: Facts) -> Found? {
        let small = wrong.filter { sample in
            guard let answer = Numbers.big(sample.answer), let truth = Numbers.big(sample.truth) else {
                return false
            }
            return (answer - truth).magnitude == 1
        }
        guard small.count == wrong.count, !wrong.isEmpty, facts.rightCount >= 8 else { return nil }
        // Where all terms are small, one more or less is no rounding.
        guard wrong.count(where: { $0.truth.digitCount >= 2 }) * 10 >= wrong.count * 8 else { return nil }
        // Where double precision ends, it is that.
        if let worst = errors.max(), worst < 1e-10 { return nil }
        let finding = Finding(
            .rounding, wrong.count >= 4 ? .likely : .possible,
            "\(facts.wrong.count) answers are off by one, the others are right: a value is rounded the wrong way",
            hint: "round exactly, with integers: math.isqrt, //, or a comparison that corrects the result",
            evidence: [
                .init("wrong", .integer(facts.wrong.count)), .init("first_n", .integer(wrong[0].index)),
            ])
        return Found(finding: finding, share: facts.share(facts.wrong.count))
    }

    /// How many bits of the wrong answers are zero because a double holds no more: chance is ruled out soon.
    private func doubles(_ wrong: [Facts.Sample]) -> Int {
        var bits = 0
        for sample in wrong.prefix(24) {
            guard let value = Numbers.big(sample.answer) else { continue }
            let surplus = value.magnitude.bitWidth - 53
            if surplus <= 0 { continue }
            guard value.magnitude.trailingZeroBitCount >= surplus else { return 0 }
            bits += surplus
        }
        return bits
    }

    private func digits(_ error: Double) -> Int {
        var (digits, left) = (0, error)
        while left < 0.1, digits < 20 {
            left *= 10
            digits += 1
        }
        return digits
    }
}
