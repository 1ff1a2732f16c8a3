import Terms

/// What a Python traceback, or a line of standard error, says.
struct ErrorText {
    /// `ValueError`; nil where the last line is no exception's.
    let type: String?
    /// What comes after the type and a colon.
    let message: String
    /// The line of the source, the innermost one.
    let line: Int?
    /// That line's text.
    let code: String

    init(_ errors: String) {
        let lines = errors.split(separator: "\n").suffix(400).map { $0.drop { $0 == " " } }
        let last = lines.last { line in
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            let rest = line.dropFirst(name.count)
            let isKnown =
                name.hasSuffix("Error") || name.hasSuffix("Exception") || name.hasSuffix("Iteration")
                || name == "KeyboardInterrupt" || name == "SystemExit" || name.hasSuffix("Warning")
            return isKnown && (rest.isEmpty || rest.hasPrefix(":"))
        }
        let name = last.map { $0.prefix { $0 != ":" } }
        type = name.map { String($0.split(separator: ".").last ?? $0) }
        message = String(
            (last?.dropFirst(name?.count ?? 0) ?? "").drop { $0 == ":" || $0 == " " }.prefix(300))
        let frame = lines.lastIndex { $0.hasPrefix("File \"solution.py\", line ") }
        line = frame.flatMap { place in
            Int(lines[place].dropFirst("File \"solution.py\", line ".count).prefix { $0.isNumber })
        }
        code = frame.flatMap { $0 + 1 < lines.count ? String(lines[$0 + 1]) : nil } ?? ""
    }

    /// The first text between quotes.
    var quoted: String? {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count >= 3 ? Quoted.text(parts[1]) : nil
    }
}
