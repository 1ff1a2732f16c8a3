import BigInt
import Terms

/// Right on what the author has seen and wrong on the rest.
struct FitDetector: Detector {
    /// Differences are taken of so many answers at most.
    private static let mostTerms = 48

    func findings(_ facts: Facts) -> [Found] {
        guard let visible = facts.observation.visible, visible >= 3, facts.observation.outcome != .accepted
        else {
            return []
        }
        let seen = facts.observation.answers.filter { facts.isVisible($0.index) }
        let hidden = facts.observation.answers.filter { !facts.isVisible($0.index) }
        guard seen.count >= min(visible, 3), seen.allSatisfy(isRight), hidden.count >= 3,
            hidden.first.map({ !isRight($0) }) == true
        else { return [] }
        let wrong = hidden.count { !isRight($0) }
        let isListed = facts.observation.termsAreListed
        // With a default value some of the rest come out right by chance.
        guard wrong * 10 >= hidden.count * (isListed ? 4 : 9) else { return [] }
        let share = facts.share(wrong)
        var evidence: [Finding.Evidence] = [
            .init("visible", .integer(visible)), .init("wrong_hidden", .integer(wrong)),
            .init("first_n", .integer(hidden[0].index)),
        ]
        if let degree = degree(facts, below: visible) {
            evidence.append(.init("degree", .integer(degree)))
            let finding = Finding(
                .overFitted, .certain,
                "a polynomial of degree \(degree) through the visible terms: right on all \(visible) of them, wrong after",
                hint: "compute the terms by the definition, not by a fit", evidence: evidence)
            return [Found(finding: finding, share: share)]
        }
        let finding = Finding(
            .visibleOnly, isListed ? .certain : visible >= 5 ? .likely : .possible,
            "right on all \(visible) visible terms and wrong from the first hidden one on: "
                + (isListed ? "the terms are written down in the source" : "hard-coded, or fitted to them"),
            hint: "compute the terms by the definition", evidence: evidence)
        return [Found(finding: finding, share: share)]
    }

    private func isRight(_ item: Observation.Answered) -> Bool { item.answer == .integer(item.truth) }

    /// The degree of the polynomial that the answers follow; nil where they follow none of a degree below a bound, or
    /// where there are not at least three more answers than it takes to fix one.
    private func degree(_ facts: Facts, below bound: Int) -> Int? {
        guard facts.run.count >= bound + 3 else { return nil }
        var row: [BigInt] = []
        for sample in facts.run.prefix(max(Self.mostTerms, bound + 3)) {
            guard let value = Numbers.big(sample.answer) else { break }
            row.append(value)
        }
        guard row.count >= bound + 3 else { return nil }
        for degree in 0..<bound {
            row = zip(row.dropFirst(), row).map { $0 - $1 }
            if row.allSatisfy({ $0 == 0 }) { return degree }
        }
        return nil
    }
}
