import Terms

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
