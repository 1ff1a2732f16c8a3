import Terms

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
