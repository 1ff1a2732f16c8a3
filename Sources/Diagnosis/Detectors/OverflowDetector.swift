import Terms

/// A C program that is right while terms are small and then gives nonsense that is no residue of the truth: something
/// larger than the terms has overflowed on the way to them.
struct OverflowDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard facts.observation.language == .c, let first = facts.wrong.first,
            first.truth.digitCount >= 4, facts.wrong.allSatisfy({ $0.answer.digitCount <= 39 })
        else { return [] }
        // What stays at one value is a bound of another kind.
        let isConstant = facts.wrong.allSatisfy { $0.answer == first.answer }
        if isConstant, first.truth.digitCount < 7 { return [] }
        let before = facts.integers.count { $0.index < first.index }
        let after = facts.integers.filter { $0.index >= first.index }
        guard before >= 3, after.count >= 2, facts.wrong.count * 10 >= after.count * 9 else { return [] }
        let isErratic = zip(after, after.dropFirst()).contains { left, right in
            (left.truth < right.truth) != (left.answer < right.answer)
                || right.answer.isNegative != right.truth.isNegative
        }
        let finding = Finding(
            .overflowOnTheWay, isErratic && !isConstant ? .likely : .possible,
            "right up to n = \(first.index - 1), then nonsense: a value on the way to the terms is too large for its "
                + "type",
            hint: "divide before multiplying, use unsigned __int128, or integers of any size",
            evidence: [.init("first_n", .integer(first.index)), .init("wrong", .integer(facts.wrong.count))])
        return [Found(finding: finding, share: facts.share(facts.wrong.count))]
    }
}
