import Terms

/// Numbers that are there, with something unexpected between them; and several where one belongs.
struct SeparatorDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        facts.observation.convention?.isStream == true ? stream(facts) : several(facts)
    }

    private func stream(_ facts: Facts) -> [Found] {
        // What is written with other digits or signs than plain ones is no matter of separators.
        guard facts.failedCount > 0, !facts.malformed.isEmpty,
            facts.malformed.allSatisfy({
                !$0.reason.contains("not ASCII") && !$0.reason.hasPrefix("a decimal point")
            })
        else { return [] }
        let text = String(decoding: facts.observation.output.prefix(4_096), as: UTF8.self)
        guard !Digits.hasLetters(text) else { return [] }
        let truths = facts.observation.truth.prefix(48).map { Numbers.magnitude($0.term).description }
        // The last number may be cut off.
        let runs = Digits.runs(in: text, limit: 48).dropLast()
        let agreeing = zip(runs, truths).prefix { $0 == $1 }.count
        guard agreeing >= 4, agreeing * 10 >= min(runs.count, truths.count) * 9 else { return [] }
        let odd = Set(
            text.unicodeScalars.filter { !" \n\r\t,;[](){}-0123456789".unicodeScalars.contains($0) })
        let mark = odd.map { Quoted.text(String($0)) }.sorted().first ?? "-"
        let finding = Finding(
            .oddSeparator, agreeing >= 6 ? .certain : .likely,
            "the terms are there, but \"\(mark)\" stands between them",
            hint: "separate them by blanks, commas or line ends",
            evidence: [.init("separator", .text(mark)), .init("agreeing", .integer(agreeing))])
        return [Found(finding: finding, share: 1)]
    }

    /// A process that answers with more than one value.
    private func several(_ facts: Facts) -> [Found] {
        let many = facts.malformed.filter { $0.reason.hasSuffix(" values where one belongs") }
        guard let first = many.first, !many.contains(where: { isGrouped($0) }) else { return [] }
        let isList = many.contains { $0.excerpt.hasPrefix("[") || $0.excerpt.hasPrefix("(") }
        let finding = Finding(
            isList ? .listInsteadOfValue : .severalValues, .certain,
            "several values are printed where one belongs: \"\(Quoted.text(first.excerpt))\"",
            hint: "for a given n print a(n) alone",
            evidence: [
                .init("answers", .integer(many.count)), .init("excerpt", .text(Quoted.text(first.excerpt))),
            ])
        return [Found(finding: finding, share: facts.share(many.count))]
    }

    private func isGrouped(_ item: Facts.Malformed) -> Bool {
        item.excerpt.contains(",")
            && item.excerpt.filter { $0 != "," } == item.truth.description
    }
}
