import Terms

/// Prompts, labels, and an index before the value.
struct LabelDetector: Detector {
    private static let most = 4_096

    func findings(_ facts: Facts) -> [Found] {
        if facts.observation.convention?.isStream == true { return lines(facts) }
        let labelled = facts.malformed.filter {
            $0.reason == "text before the number" || $0.reason.hasPrefix("text, and after it")
        }
        if let first = labelled.first { return [label(labelled.count, first.excerpt, facts)] }
        let pairs = facts.malformed.filter { item in
            let values = item.excerpt.split { " ,\t\\nr".contains($0) }
            return item.reason == "2 values where one belongs"
                && values.first.map(String.init) == String(item.index)
                && values.last.map(String.init) == item.truth.description
        }
        if pairs.count >= 2, let first = pairs.first { return [indexed(pairs.count, first.excerpt, facts)] }
        let spoken = facts.malformed.filter { item in
            Digits.hasLetters(item.excerpt)
                && Digits.runs(in: item.excerpt, limit: 64).contains(
                    Numbers.magnitude(item.truth).description)
                && item.reason.hasPrefix("an unexpected")
        }
        guard spoken.count >= 1, let first = spoken.first else { return [] }
        return [label(spoken.count, first.excerpt, facts)]
    }

    private func label(_ count: Int, _ excerpt: String, _ facts: Facts) -> Found {
        Found(
            finding: Finding(
                .labelInOutput, .certain, "there is text beside the numbers: \"\(Quoted.text(excerpt))\"",
                hint:
                    "print the number alone; prompts belong on standard error, or --forgive-prompts allows them",
                evidence: [.init("answers", .integer(count)), .init("excerpt", .text(Quoted.text(excerpt)))]),
            share: facts.share(count))
    }

    private func indexed(_ count: Int, _ excerpt: String, _ facts: Facts) -> Found {
        Found(
            finding: Finding(
                .indexBeforeValue, .certain, "n is printed before the value", hint: "print a(n) alone",
                evidence: [.init("answers", .integer(count)), .init("excerpt", .text(Quoted.text(excerpt)))]),
            share: facts.share(count))
    }

    /// Words that printf writes for a number.
    private static func isNumber(_ line: Substring) -> Bool {
        let word = line.lowercased().drop { $0 == "-" || $0 == " " }
        return word.hasPrefix("inf") || word.hasPrefix("nan")
            || word.allSatisfy { $0.isNumber || $0 == "." || $0 == "e" || $0 == "+" || $0 == "-" }
    }

    /// Lines of a stream that hold letters, and as their last number the true term.
    private func lines(_ facts: Facts) -> [Found] {
        guard facts.failedCount > 0 else { return [] }
        let text = String(decoding: facts.observation.output.prefix(Self.most), as: UTF8.self)
        let truths = facts.observation.truth.prefix(64).map { Numbers.magnitude($0.term).description }
        var (lettered, matched, next) = (0, 0, 0)
        var example = ""
        for line in text.split(whereSeparator: \.isNewline).prefix(64) {
            guard Digits.hasLetters(line) || line.contains(where: { "=:^?".contains($0) }),
                !Self.isNumber(line)
            else {
                if let last = Digits.runs(in: line, limit: 8).last, next < truths.count, last == truths[next]
                {
                    next += 1
                }
                continue
            }
            lettered += 1
            if example.isEmpty { example = String(line) }
            guard next < truths.count else { break }
            if Digits.runs(in: line, limit: 8).last == truths[next] {
                matched += 1
                next += 1
            }
        }
        guard lettered > 0, matched >= 3 || next >= 3 else { return [] }
        // Lines such as `Traceback` beside right numbers are no labels of them, but they are text in the output.
        var found = label(lettered, example, facts)
        if matched < 5 && next < 5 { found.finding.confidence = .likely }
        found.share = 1
        return [found]
    }
}
