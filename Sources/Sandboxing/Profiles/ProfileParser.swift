import Yams

/// Reads one profile file into a draft.
struct ProfileParser {
    private let source: ProfileSource
    private var draft = ProfileDraft()

    /// - Throws: ``ProfileError`` at the first thing that is wrong.
    static func parse(text: String, file: String) throws(ProfileError) -> ProfileDraft {
        var parser = ProfileParser(source: ProfileSource(text: text, file: file))
        try parser.read()
        return parser.draft
    }

    private init(source: ProfileSource) { self.source = source }

    private mutating func read() throws(ProfileError) {
        let root = try source.root()
        for (key, name, value) in try source.pairs(root, "the profile") {
            switch key {
            case "name": draft.name = try source.string(value, key)
            case "summary": draft.summary = try source.string(value, key)
            case "extends":
                draft.extends = Noted(value: try source.string(value, key), reason: source.reason(value))
            case "limits": try readLimits(value)
            case "scratch_mib": draft.scratch = try noted(number(value, key, whole: false), value)
            case "paths":
                for item in try source.items(value, key) { draft.paths.append(try path(item)) }
            case "environment": draft.environment = try texts(value, key)
            case "options": draft.options = try texts(value, key)
            case "system_calls": try readCalls(value)
            default: throw unknownKey(key, name)
            }
        }
        guard !draft.name.isEmpty else {
            throw source.error(root, "the profile has no name", expected: "name: NAME")
        }
    }

    private func unknownKey(_ key: String, _ node: Node) -> ProfileError {
        if key == "scratch" { return source.error(node, "'scratch' has no unit", expected: "scratch_mib") }
        return source.error(
            node, "unknown key '\(key)'",
            expected:
                "name, summary, extends, limits, scratch_mib, paths, environment, options or system_calls")
    }

    private mutating func readLimits(_ node: Node) throws(ProfileError) {
        for (key, name, value) in try source.pairs(node, "limits") {
            guard let limit = ProfileDraft.LimitKey(rawValue: key) else {
                if let meant = ProfileDraft.LimitKey.allCases.first(where: { $0.bare == key }) {
                    throw source.error(name, "'\(key)' has no unit", expected: meant.rawValue)
                }
                let names = ProfileDraft.LimitKey.allCases.map(\.rawValue).joined(separator: ", ")
                throw source.error(name, "unknown limit '\(key)'", expected: "one of \(names)")
            }
            let number = try number(value, key, whole: limit.isCount)
            if number == 0, limit != .fileSize {
                throw source.error(value, "\(key) is 0", expected: "a number above 0")
            }
            draft.limits[limit] = noted(number, value)
        }
    }

    private func noted<Value>(_ value: Value, _ node: Node) -> Noted<Value> {
        Noted(value: value, reason: source.reason(node))
    }

    private func number(_ node: Node, _ key: String, whole: Bool) throws(ProfileError) -> Double {
        let text = try source.string(node, key)
        // A thousand million MiB or seconds is beyond every machine, and still a whole number of bytes.
        guard let number = Double(text), number >= 0, number <= 1e9, !whole || number == number.rounded()
        else {
            throw source.error(
                node, "\(key) is '\(text)'", expected: whole ? "a whole number" : "a number such as 2 or 0.5")
        }
        return number
    }

    private func texts(_ node: Node, _ what: String) throws(ProfileError) -> [String: Noted<String>] {
        var result: [String: Noted<String>] = [:]
        for (key, name, value) in try source.pairs(node, what) {
            let text = try source.string(value, "\(what).\(key)")
            guard !key.isEmpty, !key.contains("="), !(key + text).utf8.contains(0) else {
                throw source.error(name, "'\(key)' is no name of a variable")
            }
            result[key] = noted(text, value)
        }
        return result
    }

    private func path(_ node: Node) throws(ProfileError) -> Noted<PathRule> {
        var rule: PathRule?
        var optional = false
        for (key, name, value) in try source.pairs(node, "a path") {
            switch key {
            case "read", "execute":
                guard rule == nil else {
                    throw source.error(name, "two paths in one item", expected: "read or execute")
                }
                let path = try source.string(value, key)
                guard path.hasPrefix("/") || path.hasPrefix("${"), !path.split(separator: "/").contains("..")
                else {
                    throw source.error(value, "'\(path)' is no absolute path", expected: "/… or ${variable}")
                }
                // A variable stands for several paths, so that a few of them in one would stand for very many.
                guard path.utf8.count <= 4_096, !path.utf8.contains(0), path.split(separator: "${").count <= 2
                else {
                    throw source.error(
                        value, "a path of too many bytes or variables, or with a NUL in it",
                        expected: "4096 bytes and one ${variable} at most")
                }
                rule = PathRule(path: path, isExecutable: key == "execute")
            case "optional": optional = try source.boolean(value, key)
            default: throw source.error(name, "unknown key '\(key)'", expected: "read, execute or optional")
            }
        }
        guard var rule else { throw source.error(node, "a path without its kind", expected: "read: PATH") }
        rule.isOptional = optional
        return noted(rule, node)
    }

    private mutating func readCalls(_ node: Node) throws(ProfileError) {
        let calls = SystemCallParser(source: source)
        for (key, name, value) in try source.pairs(node, "system_calls") {
            switch key {
            case "otherwise":
                draft.otherwise = noted(try calls.errorNumber(try source.string(value, key), value), value)
            case "allow": draft.rules += try calls.rules(value, .allow)
            case "kill": draft.rules += try calls.rules(value, .kill)
            case "process": draft.rules += try calls.rules(value, .process)
            case "fail":
                for (errno, name, list) in try source.pairs(value, "fail") {
                    draft.rules += try calls.rules(list, .fail(try calls.errorNumber(errno, name)))
                }
            default:
                throw source.error(
                    name, "unknown key '\(key)'", expected: "otherwise, allow, process, kill or fail")
            }
        }
    }
}
