/// What some bits of some arguments must be.
///
/// Rules of a policy are tried in order; libseccomp has no order among rules of one call. So each rule is narrowed to
/// the calls that no earlier rule takes, which leaves nothing to order.
struct ArgumentBits: Hashable {
    private(set) var masks: [UInt64] = Array(repeating: 0, count: 6)
    private(set) var values: [UInt64] = Array(repeating: 0, count: 6)

    /// No condition: any call.
    init() {}

    /// The calls that fulfil all conditions; nil when they contradict each other.
    init?(_ conditions: [SystemCallPolicy.Condition]) {
        for condition in conditions {
            let value = condition.value & condition.mask
            let common = masks[condition.argument] & condition.mask
            guard (values[condition.argument] ^ value) & common == 0 else { return nil }
            masks[condition.argument] |= condition.mask
            values[condition.argument] |= value
        }
    }

    /// The conditions again, one an argument.
    var conditions: [SystemCallPolicy.Condition] {
        masks.indices.filter { masks[$0] != 0 }.map {
            .init(argument: $0, mask: masks[$0], value: values[$0])
        }
    }

    func contains(_ arguments: [UInt64]) -> Bool {
        masks.indices.allSatisfy { arguments[$0] & masks[$0] == values[$0] }
    }

    /// Whether no call fulfils both.
    func isDisjoint(from other: ArgumentBits) -> Bool {
        masks.indices.contains { (values[$0] ^ other.values[$0]) & masks[$0] & other.masks[$0] != 0 }
    }

    /// The calls that are here and not in `other`, in parts that do not overlap: one part for each bit that `other`
    /// asks for and this does not.
    func subtracting(_ other: ArgumentBits) -> [ArgumentBits] {
        if isDisjoint(from: other) { return [self] }
        var parts: [ArgumentBits] = []
        var rest = self
        for argument in masks.indices {
            for shift in (0..<64).reversed() {
                let bit = UInt64(1) << UInt64(shift)
                guard other.masks[argument] & bit != 0, rest.masks[argument] & bit == 0 else { continue }
                var part = rest
                part.masks[argument] |= bit
                part.values[argument] |= ~other.values[argument] & bit
                parts.append(part)
                rest.masks[argument] |= bit
                rest.values[argument] |= other.values[argument] & bit
            }
        }
        return parts
    }
}

extension SystemCallPolicy {
    /// The rules of one call, each without what an earlier rule decides; the order no longer matters.
    static func disjoint(_ rules: [Rule]) -> [(bits: ArgumentBits, action: Action)] {
        var earlier: [(bits: ArgumentBits, action: Action)] = []
        var result: [(bits: ArgumentBits, action: Action)] = []
        for rule in rules {
            guard let bits = ArgumentBits(rule.conditions) else { continue }
            var parts = [bits]
            for before in earlier where before.action != rule.action {
                parts = parts.flatMap { $0.subtracting(before.bits) }
            }
            result += parts.map { ($0, rule.action) }
            earlier.append((bits, rule.action))
        }
        return result
    }

    /// What comes of a call, by the words of the policy: the first rule that fits, or ``otherwise``.
    func action(for call: String, arguments: [UInt64]) -> Action {
        let rule = rules.first { rule in
            rule.call == call
                && rule.conditions.allSatisfy { arguments[$0.argument] & $0.mask == $0.value & $0.mask }
        }
        return rule?.action ?? .fail(otherwise)
    }
}
