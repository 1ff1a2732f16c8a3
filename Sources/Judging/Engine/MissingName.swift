/// A name that ended a Python program because it is not there.
struct MissingName {
    /// The name.
    let name: String

    /// Built-in names that Python 3 does not have any more.
    private static let ofPython2: Set<String> = [
        "xrange", "raw_input", "unichr", "long", "basestring", "unicode",
    ]

    /// The name in the last line of a program's errors; nil when that says something else.
    init?(diagnostics: String) {
        let last = diagnostics.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
        let head = "NameError: name '"
        guard let last, last.hasPrefix(head), let end = last.dropFirst(head.count).firstIndex(of: "'") else {
            return nil
        }
        name = String(last[..<end].dropFirst(head.count))
    }

    /// What there is to say of it; nil when that is nothing.
    var note: String? {
        if let known = ForgivenName.among([name]).first {
            return "the source lacks: \(known.statement) (--forgive-imports supplies it)"
        }
        if EntryNames.sequenceID(in: name) != nil { return "the source uses \(name), which is not in it" }
        return Self.ofPython2.contains(name) ? "\(name) is of Python 2, and only Python 3 is run" : nil
    }
}
