import Yams

/// Reads the rules of `system_calls`.
struct SystemCallParser {
    let source: ProfileSource

    func errorNumber(_ name: String, _ node: Node) throws(ProfileError) -> Int32 {
        guard let number = ErrorNumber.byName[name] else {
            throw source.error(node, "unknown errno '\(name)'", expected: "a name such as EPERM")
        }
        return number
    }

    func rules(
        _ node: Node, _ action: SystemCallPolicy.Action
    ) throws(ProfileError) -> [Noted<SystemCallPolicy.Rule>] {
        var result: [Noted<SystemCallPolicy.Rule>] = []
        for item in try source.items(node, "a list of calls") {
            let rule = try rule(item, action)
            if let objection = ProfileFloor.objection(to: rule) {
                throw source.error(item, objection, expected: "the call below fail or kill, or not at all")
            }
            result.append(Noted(value: rule, reason: source.reason(item)))
        }
        return result
    }

    private func rule(
        _ node: Node, _ action: SystemCallPolicy.Action
    ) throws(ProfileError) -> SystemCallPolicy.Rule {
        if let name = node.scalar?.string { return .init(call: try call(name, node), action: action) }
        var rule = SystemCallPolicy.Rule(call: "", action: action)
        for (key, name, value) in try source.pairs(node, "a rule") {
            switch key {
            case "call": rule.call = try call(try source.string(value, key), value)
            case "when": rule.conditions = try conditions(value)
            default: throw source.error(name, "unknown key '\(key)'", expected: "call or when")
            }
        }
        guard !rule.call.isEmpty else {
            throw source.error(node, "a rule without a call", expected: "call: NAME")
        }
        return rule
    }

    private func call(_ name: String, _ node: Node) throws(ProfileError) -> String {
        // A call of other machines only is kept: the filter leaves it out.
        guard SystemCallName.lookUp(name) != .unknown else {
            throw source.error(node, "unknown system call '\(name)'", expected: "a name as in man 2")
        }
        return name
    }

    private func conditions(_ node: Node) throws(ProfileError) -> [SystemCallPolicy.Condition] {
        var result: [SystemCallPolicy.Condition] = []
        for (key, name, value) in try source.pairs(node, "when") {
            guard key.hasPrefix("arg"), key.count == 4, let argument = Int(key.dropFirst(3)), argument < 6
            else {
                throw source.error(name, "unknown argument '\(key)'", expected: "arg0 … arg5")
            }
            result.append(try condition(argument, key, value))
        }
        guard !result.isEmpty else { throw source.error(node, "no condition", expected: "{arg0: 1}") }
        return result
    }

    private func condition(
        _ argument: Int, _ name: String, _ node: Node
    ) throws(ProfileError) -> SystemCallPolicy.Condition {
        var mask: UInt64 = 0xffff_ffff
        var wanted: UInt64?
        if node.scalar != nil {
            wanted = try source.unsigned(node, name)
        } else {
            for (key, keyNode, value) in try source.pairs(node, name) {
                switch key {
                case "mask": mask = try source.unsigned(value, key)
                case "value": wanted = try source.unsigned(value, key)
                default: throw source.error(keyNode, "unknown key '\(key)'", expected: "mask or value")
                }
            }
        }
        guard let wanted else {
            throw source.error(node, "\(name) has no value", expected: "{mask: M, value: V}")
        }
        guard wanted & ~mask == 0, mask != 0 else {
            throw source.error(node, "\(name) can never be \(wanted)", expected: "a value within the mask")
        }
        return .init(argument: argument, mask: mask, value: wanted)
    }
}
