import Sandboxing
import Terms
import Yams

/// A YAML file whose every mistake is reported with its line.
struct YAMLFile: Sendable {
    /// The file as errors name it.
    var path: String

    /// The root mapping. An empty file is an empty mapping.
    func root() throws(CommandFailure) -> Node.Mapping {
        let text = try FileBytes.readText(path: path)
        if let line = YAMLText.lineOfAlias(in: text) {
            throw failure(at: line, "\(YAMLText.aliasProblem); expected \(YAMLText.aliasExpected)")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw failure(at: YAMLFile.line(of: error, in: text), YAMLFile.problem(of: error))
        } catch {
            throw failure(at: nil, "\(error)")
        }
        guard let node else { return Node.Mapping([]) }
        return try mapping(node)
    }

    /// A node that must be a mapping.
    func mapping(_ node: Node) throws(CommandFailure) -> Node.Mapping {
        guard let mapping = node.mapping else {
            throw failure(at: node, "a map of keys and values belongs here")
        }
        return mapping
    }

    /// A node that must be plain text.
    func string(_ node: Node, _ key: String) throws(CommandFailure) -> String {
        guard let scalar = node.scalar else { throw failure(at: node, "\(key) must be text") }
        return scalar.string
    }

    /// A node that must be an integer within bounds, and never beyond what an index can be.
    func integer(
        _ node: Node, _ key: String, atLeast least: Int = -TermTable.largestIndex
    ) throws(CommandFailure) -> Int {
        guard let value = Int(try string(node, key)) else {
            throw failure(at: node, "\(key) must be an integer")
        }
        guard value >= least else { throw failure(at: node, "\(key) must be at least \(least)") }
        guard value <= TermTable.largestIndex else {
            throw failure(at: node, "\(key) must be at most \(TermTable.largestIndex)")
        }
        return value
    }

    /// A node that must be a positive decimal number, times `scale`.
    func scaled(_ node: Node, _ key: String, by scale: Int) throws(CommandFailure) -> Int {
        let text = try string(node, key)
        guard let value = DecimalText.scaled(text, by: scale), value > 0 else {
            throw failure(at: node, "\(key) must be a positive number, and is '\(text)'")
        }
        return value
    }

    /// A node that must be a text or a list of texts.
    func strings(_ node: Node, _ key: String) throws(CommandFailure) -> [String] {
        guard let items = node.sequence else { return [try string(node, key)] }
        var result: [String] = []
        for item in items { result.append(try string(item, key)) }
        return result
    }

    /// An error at a node's line.
    func failure(at node: Node, _ problem: String) -> CommandFailure { failure(at: node.mark?.line, problem) }

    /// An error at a line, counted from 1.
    func failure(at line: Int?, _ problem: String) -> CommandFailure {
        let problem = YAMLText.oneLine(problem)
        return CommandFailure(.badInput, line.map { "\(path):\($0): \(problem)" } ?? "\(path): \(problem)")
    }

    private static func line(of error: YamlError, in text: String) -> Int? {
        switch error {
        case .reader(_, let offset, _, _): YAMLText.line(atByte: offset ?? 0, in: text)
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    private static func problem(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _),
            .reader(let problem, _, _, _):
            "not YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, _):
            "keys given twice: \(keys.map { "\($0)" }.joined(separator: ", "))"
        default: "not YAML: \(error)"
        }
    }
}
