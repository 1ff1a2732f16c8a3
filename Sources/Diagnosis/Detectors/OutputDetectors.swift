import Terms

/// A program that does not go by n.
struct OrderDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard facts.observation.dependsOnOrder else { return [] }
        return [
            Found(
                finding: Finding(
                    .dependsOnOrder, .certain, "the answer for an n changes with what was asked before",
                    hint: "compute a(n) from n alone: no state from call to call, no chance"),
                share: 1)
        ]
    }
}

/// What a function returns where an integer belongs.
struct ReturnedTypeDetector: Detector {
    private static let lists: Set<String> = [
        "list", "tuple", "set", "dict", "range", "ndarray", "frozenset", "array", "deque",
    ]
    private static let lazy: Set<String> = [
        "generator", "map", "filter", "zip", "enumerate", "islice", "count", "chain", "accumulate",
        "list_iterator",
        "function", "method", "coroutine", "takewhile", "reversed",
    ]

    func findings(_ facts: Facts) -> [Found] {
        var counts: [String: Int] = [:]
        for item in facts.malformed {
            if item.reason == "nothing is returned" { counts["NoneType", default: 0] += 1 }
            guard item.reason.hasPrefix("a value of type "), item.reason.hasSuffix(" is returned") else {
                continue
            }
            counts[String(item.reason.dropFirst(16).dropLast(12)), default: 0] += 1
        }
        guard let (type, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
            return []
        }
        return [Found(finding: finding(type, count, facts), share: facts.share(count))]
    }

    private func finding(_ type: String, _ count: Int, _ facts: Facts) -> Finding {
        let name = Quoted.text(type)
        let first = facts.malformed.first { $0.reason.contains(type) || type == "NoneType" }
        let evidence: [Finding.Evidence] = [
            .init("type", .text(name)), .init("answers", .integer(count)),
            .init("excerpt", .text(Quoted.text(first?.excerpt ?? ""))),
        ]
        func make(_ code: Finding.Code, _ sentence: String, _ hint: String) -> Finding {
            Finding(code, .certain, sentence, hint: hint, evidence: evidence)
        }
        if type == "NoneType" {
            if printsTruth(facts) {
                return make(
                    .printsInsteadOfReturns, "the function prints its result and returns nothing", "return it"
                )
            }
            return make(
                .returnsNothing, "the function returns nothing",
                "end it with a return statement, in every branch")
        }
        if type == "float" {
            return make(
                .floatFormat, "a floating-point number is returned, not an integer",
                "use // for /, and math.isqrt for sqrt")
        }
        if Self.lists.contains(type) {
            return make(
                .listInsteadOfValue, "a \(name) is returned where one integer belongs",
                "return the element for n alone")
        }
        if Self.lazy.contains(type) {
            return make(
                .returnsGenerator, "a \(name) is returned, whose values nobody asks for",
                "return a value, or name the convention: --entry \"generator NAME\"")
        }
        if type == "str" {
            return make(.textInsteadOfInteger, "text is returned, not an integer", "return int(...)")
        }
        return make(
            .otherType, "a value of type \(name) is returned, not an integer",
            "convert the exact result with int()")
    }

    /// Whether what the function printed, which goes to standard error, holds terms; what it printed last may be lost when
    /// it is stopped, so that a source which prints and never returns counts as well.
    private func printsTruth(_ facts: Facts) -> Bool {
        let code = SourceSigns.stripped(facts.observation.source.prefix(65_536), facts.observation.language)
        if code.contains("print("), !code.contains("return ") { return true }
        let words = Set(facts.observation.errors.prefix(4_096).split { $0.isWhitespace }.map(String.init))
        return facts.malformed.contains { words.contains($0.truth.description) }
    }
}

/// Integers that stand in some text.
enum Digits {
    /// The integers in a text, their magnitudes as text without leading zeros; at most `limit` of them.
    static func runs(in text: some StringProtocol, limit: Int) -> [String] {
        var result: [String] = []
        var run = ""
        for character in text.utf8 {
            if (0x30...0x39).contains(character) {
                run.unicodeScalars.append(Unicode.Scalar(character))
            } else if !run.isEmpty {
                result.append(run)
                run = ""
                if result.count == limit { return result }
            }
        }
        return run.isEmpty ? result : result + [run]
    }

    static func hasLetters(_ text: some StringProtocol) -> Bool {
        text.utf8.contains { (0x41...0x5a).contains($0 & 0xdf) }
    }
}

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
            guard Digits.hasLetters(line), !Self.isNumber(line) else {
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

/// Values that are no canonical integers.
struct NumberFormatDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        var best: [Finding.Code: (count: Int, first: Facts.Malformed)] = [:]
        for item in facts.malformed {
            guard let code = code(item) else { continue }
            best[code] = (1 + (best[code]?.count ?? 0), best[code]?.first ?? item)
        }
        guard
            let (code, hit) = best.max(by: {
                ($0.value.count, $1.key.rawValue) < ($1.value.count, $0.key.rawValue)
            })
        else { return [] }
        let excerpt = Quoted.text(hit.first.excerpt)
        let finding = Finding(
            code, .certain, "\(sentence(code)): \"\(excerpt)\"", hint: hint(code),
            evidence: [
                .init("reason", .text(Quoted.text(hit.first.reason))), .init("answers", .integer(hit.count)),
                .init("excerpt", .text(excerpt)),
            ])
        return [Found(finding: finding, share: facts.share(hit.count))]
    }

    private func code(_ item: Facts.Malformed) -> Finding.Code? {
        let reason = item.reason
        if reason.hasPrefix("a decimal point") || reason.hasPrefix("an exponent")
            || reason.hasPrefix("not a number")
        {
            return .floatFormat
        }
        if reason.hasPrefix("a truth value") { return .booleanInsteadOfInteger }
        if reason.hasPrefix("no value") { return .returnsNothing }
        if reason.hasPrefix("a fraction") { return .otherType }
        let formats = [
            "a leading", "minus zero", "not decimal", "a digit that", "a minus sign", "an underscore",
            "a sign without",
        ]
        if formats.contains(where: reason.hasPrefix) { return .numberFormat }
        if reason.hasSuffix(" values where one belongs"), item.excerpt.contains(","),
            item.excerpt.filter({ $0 != "," }) == item.truth.description
        {
            return .numberFormat
        }
        let isBracketed = ["[", "(", "{"].contains { item.excerpt.hasPrefix($0) }
        if isBracketed, reason.hasPrefix("an unexpected") { return .listInsteadOfValue }
        if item.excerpt.hasPrefix("'") || item.excerpt.hasPrefix("\"") { return .textInsteadOfInteger }
        return nil
    }

    private func sentence(_ code: Finding.Code) -> String {
        switch code {
        case .floatFormat: "a floating-point number is printed, not an integer"
        case .booleanInsteadOfInteger: "a truth value is given, not an integer"
        case .returnsNothing: "None is printed: the function returns nothing"
        case .otherType: "a fraction is printed, not an integer"
        case .listInsteadOfValue: "a list is printed where one integer belongs"
        case .textInsteadOfInteger: "the number is in quotes"
        default: "the integers are not in plain decimal form"
        }
    }

    private func hint(_ code: Finding.Code) -> String {
        switch code {
        case .floatFormat: "compute with integers: // for /, math.isqrt for sqrt, no double"
        case .booleanInsteadOfInteger: "print 1 and 0, or the terms for which it is true"
        case .returnsNothing: "return the value, and print it once"
        case .otherType: "use // where the division comes out even, or int()"
        case .listInsteadOfValue: "print the element for n alone"
        default: "print digits and a minus sign alone, without padding, grouping or other signs"
        }
    }
}

/// No output, too little, or too much.
struct SilenceDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .wrongAnswer else { return [] }
        if observation.explanation.contains("output beyond") {
            let finding = Finding(
                .extraOutput, .certain, "there is output beyond the answers", hint: "print the answers alone")
            return [Found(finding: finding, share: 1)]
        }
        let missing = observation.answers.count { $0.answer == .missing }
        let endsQuietly =
            observation.convention == .function && facts.wrong.isEmpty && facts.malformed.isEmpty
        if missing > 0,
            endsQuietly
                || missing == observation.answers.count
                || observation.convention == .process && missing == facts.failedCount
        {
            return [silent(missing, facts)]
        }
        guard observation.convention?.isStream == true, observation.endedByItself, facts.wrong.isEmpty,
            facts.malformed.isEmpty, missing > 0, facts.rightCount > 0, let last = facts.integers.last
        else { return [] }
        let finding = Finding(
            .endsEarly, .certain, "\(facts.rightCount) terms come, all right, and then no more",
            hint: observation.convention == .iterable
                ? "let the generator go on for ever"
                : "print more terms, or go on for ever: the output is cut when it is enough",
            evidence: [
                .init("terms", .integer(facts.rightCount)), .init("last_n", .integer(last.index)),
                .init("required", .integer(observation.truth.count)),
            ])
        return [Found(finding: finding, share: 1)]
    }

    private func silent(_ missing: Int, _ facts: Facts) -> Found {
        let isFunction = facts.observation.convention == .function
        let finding =
            isFunction
            ? Finding(
                .exitsEarly, .certain, "the program ends before it answers",
                hint: "return the value; do not call exit",
                evidence: [.init("answers", .integer(facts.integers.count))])
            : Finding(
                .noOutput, .certain, "nothing is printed",
                hint: "print the result: to compute or to return it does not print it",
                evidence: [.init("missing", .integer(missing))])
        return Found(finding: finding, share: facts.share(missing))
    }
}
