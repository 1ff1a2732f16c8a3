import Yams

/// The text of a profile file, to name places in it and to find the comments that the YAML parser drops.
struct ProfileSource {
    let file: String
    private let text: String
    /// The comment at the end of each line; a line may hold many values, so they are looked for once.
    private let reasons: [String?]

    init(text: String, file: String) {
        self.file = file
        self.text = text
        reasons = ProfileSource.lines(of: text).map(ProfileSource.reason)
    }

    /// The lines as a YAML parser counts them.
    static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// The file's root, a mapping.
    func root() throws(ProfileError) -> Node {
        if let line = YAMLText.lineOfAlias(in: text) {
            throw ProfileError(
                file: file, line: line, problem: YAMLText.aliasProblem, expected: YAMLText.aliasExpected)
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw self.error(error)
        } catch {
            throw ProfileError(file: file, line: 1, problem: "\(error)")
        }
        guard let node, node.mapping != nil else {
            throw ProfileError(
                file: file, line: 1, problem: "no profile", expected: "a mapping with the key 'name'")
        }
        return node
    }

    func error(_ node: Node, _ problem: String, expected: String? = nil) -> ProfileError {
        ProfileError(
            file: file, line: node.mark?.line ?? 1, column: node.mark?.column,
            problem: YAMLText.oneLine(problem), expected: expected)
    }

    /// The comment at the end of the line on which a node starts.
    func reason(_ node: Node) -> String? {
        guard let mark = node.mark, reasons.indices.contains(mark.line - 1) else { return nil }
        return reasons[mark.line - 1]
    }

    private static func reason(_ line: Substring) -> String? {
        let bytes = line.utf8
        var before: UInt8 = 0
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "#"), before == UInt8(ascii: " ") {
                return String(line[bytes.index(after: index)...].drop { $0 == " " })
            }
            before = bytes[index]
        }
        return nil
    }

    private func error(_ error: YamlError) -> ProfileError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ProfileError(file: file, line: mark.line, column: mark.column, problem: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            ProfileError(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: "key given twice: " + keys.joined(separator: ", "))
        case .reader(let problem, let offset, _, _):
            ProfileError(file: file, line: YAMLText.line(atByte: offset ?? 0, in: text), problem: problem)
        default: ProfileError(file: file, line: 1, problem: "\(error)")
        }
    }
}

extension ProfileSource {
    /// The text of a scalar.
    func string(_ node: Node, _ what: String) throws(ProfileError) -> String {
        guard let scalar = node.scalar else {
            throw error(node, "\(what) is no text", expected: "one word or text")
        }
        return scalar.string
    }

    /// The pairs of a mapping.
    func pairs(_ node: Node, _ what: String) throws(ProfileError) -> [(key: String, name: Node, value: Node)]
    {
        guard let mapping = node.mapping else {
            throw error(node, "\(what) is no mapping", expected: "key: value")
        }
        var result: [(key: String, name: Node, value: Node)] = []
        for (key, value) in mapping { result.append((try string(key, "a key of \(what)"), key, value)) }
        return result
    }

    /// The items of a list.
    func items(_ node: Node, _ what: String) throws(ProfileError) -> [Node] {
        guard let sequence = node.sequence else {
            throw error(node, "\(what) is no list", expected: "- item")
        }
        return Array(sequence)
    }

    /// A number that is not negative, in decimal or `0x` form.
    func unsigned(_ node: Node, _ what: String) throws(ProfileError) -> UInt64 {
        let text = try string(node, what)
        let value = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        guard let value else {
            throw error(node, "\(what) is '\(text)'", expected: "a number such as 16 or 0x10")
        }
        return value
    }

    /// `true` or `false`.
    func boolean(_ node: Node, _ what: String) throws(ProfileError) -> Bool {
        switch try string(node, what) {
        case "true": return true
        case "false": return false
        case let text: throw error(node, "\(what) is '\(text)'", expected: "true or false")
        }
    }
}
