import Terms

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
