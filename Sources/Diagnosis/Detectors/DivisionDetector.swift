import Terms

/// Integer division that drops a rest which is needed.
struct DivisionDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard facts.wrong.count >= 3, facts.rightCount >= 2,
            SourceSigns.dividesIntegers(facts.observation.source, facts.observation.language)
        else { return [] }
        var errors: [Double] = []
        for sample in facts.wrong.prefix(64) {
            let isBelow = Numbers.magnitude(sample.answer) < Numbers.magnitude(sample.truth)
            guard isBelow, sample.answer.isNegative == sample.truth.isNegative || sample.answer == 0 else {
                return []
            }
            errors.append(Numbers.relativeError(sample.answer, sample.truth) ?? 1)
        }
        // In C what is small at first and wrong for ever after is an overflow.
        let isTail = facts.wrong.count == facts.integers.count { $0.index >= facts.wrong[0].index }
        if isTail, facts.observation.language == .c, facts.wrong[0].truth.digitCount > 8 { return [] }
        let settles = !isTail && errors.suffix(errors.count / 2).allSatisfy { $0 < 0.3 }
        guard let first = errors.first, settles || first <= 0.75 else { return [] }
        let finding = Finding(
            .integerDivision,
            settles || isTail && facts.observation.language == .python ? .likely : .possible,
            "the wrong answers are all a little too small, and the source divides integers: a rest is dropped too early",
            hint: "multiply first and divide last, so that the division comes out even",
            evidence: [
                .init("wrong", .integer(facts.wrong.count)), .init("first_n", .integer(facts.wrong[0].index)),
            ])
        return [Found(finding: finding, share: facts.share(facts.wrong.count))]
    }
}
