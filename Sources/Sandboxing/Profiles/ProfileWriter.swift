/// Writes a draft as YAML text, reasons beside the lines.
enum ProfileWriter {
    static func write(_ draft: ProfileDraft) -> String {
        var lines = ["name: \(quoted(draft.name))", "summary: \(quoted(draft.summary))"]
        lines += section("limits", limits(draft))
        if let scratch = draft.scratch {
            lines += ["", line("scratch_mib: \(number(scratch.value))", scratch.reason)]
        }
        lines += section("paths", draft.paths.flatMap(path))
        lines += section("environment", texts(draft.environment))
        lines += section("options", texts(draft.options))
        let otherwise = draft.otherwise.map { [line("  otherwise: \(errno($0.value))", $0.reason)] } ?? []
        lines += section("system_calls", otherwise + calls(draft.rules))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func limits(_ draft: ProfileDraft) -> [String] {
        ProfileDraft.LimitKey.allCases.compactMap { key in
            draft.limits[key].map { line("  \(key.rawValue): \(number($0.value))", $0.reason) }
        }
    }

    private static func section(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", "\(name):"] + lines
    }

    private static func path(_ rule: Noted<PathRule>) -> [String] {
        let kind = rule.value.isExecutable ? "execute" : "read"
        let first = line("  - \(kind): \(quoted(rule.value.path))", rule.reason)
        return rule.value.isOptional ? [first, "    optional: true"] : [first]
    }

    private static func texts(_ values: [String: Noted<String>]) -> [String] {
        values.sorted { $0.key < $1.key }.map {
            line("  \(key($0.key)): \(quoted($0.value.value))", $0.value.reason)
        }
    }

    /// The rules by their action, in an order that keeps the rules of one call in order: a call's refusal is written
    /// after what is allowed of it.
    private static func calls(_ rules: [Noted<SystemCallPolicy.Rule>]) -> [String] {
        var lines: [String] = []
        for (name, action) in [
            ("allow", SystemCallPolicy.Action.allow), ("process", .process), ("kill", .kill),
        ] {
            let chosen = rules.filter { $0.value.action == action }
            guard !chosen.isEmpty else { continue }
            lines += ["  \(name):"] + chosen.map { line("    - " + call($0.value), $0.reason) }
        }
        var numbers: [Int32] = []
        for rule in rules {
            if case .fail(let number) = rule.value.action, !numbers.contains(number) {
                numbers.append(number)
            }
        }
        if !numbers.isEmpty { lines.append("  fail:") }
        for number in numbers {
            lines.append("    \(errno(number)):")
            for rule in rules where rule.value.action == .fail(number) {
                lines.append(line("      - " + call(rule.value), rule.reason))
            }
        }
        return lines
    }

    private static func call(_ rule: SystemCallPolicy.Rule) -> String {
        if rule.conditions.isEmpty { return rule.call }
        let conditions = rule.conditions.map { condition in
            let value = hex(condition.value)
            if condition.mask == 0xffff_ffff { return "arg\(condition.argument): \(value)" }
            return "arg\(condition.argument): {mask: \(hex(condition.mask)), value: \(value)}"
        }
        return "{call: \(rule.call), when: {\(conditions.joined(separator: ", "))}}"
    }

    private static func hex(_ number: UInt64) -> String {
        number < 10 ? String(number) : "0x" + String(number, radix: 16)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }

    private static func errno(_ number: Int32) -> String { ErrorNumber.name(of: number) ?? String(number) }

    private static func line(_ text: String, _ reason: String?) -> String {
        guard let reason else { return text }
        return text + String(repeating: " ", count: max(2, 28 - text.count)) + "# " + reason
    }

    /// A key, quoted unless it is a plain name.
    private static func key(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 == 95 || $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 }
        return isPlain ? text : quoted(text)
    }

    /// A double-quoted scalar, which holds any text: what is not printable is escaped, since YAML does not take it as
    /// it is, and no terminal should.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case " "..."~": result.unicodeScalars.append(scalar)
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                    let digits = String(scalar.value, radix: 16)
                    result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
