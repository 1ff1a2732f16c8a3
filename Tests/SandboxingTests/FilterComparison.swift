import Testing

@testable import Sandboxing

/// How a policy's filter is loaded.
enum FilterForm: String, Sendable, CaseIterable, CustomTestStringConvertible {
    /// For a program that is executed.
    case whole
    /// For one that is forked from a template.
    case twoParts = "in two parts"
    /// With nobody to hand calls to.
    case unattended = "without a listener"

    var testDescription: String { rawValue }
    var hasListener: Bool { self != .unattended }

    /// The filters that are loaded, the oldest first.
    func filters(of policy: SystemCallPolicy, processes: Int) throws -> [[UInt8]] {
        let parts: [SeccompFilter.Part] = self == .twoParts ? [.notifying, .remaining] : [.whole]
        return try parts.map {
            try SeccompFilter.compile(policy, processes: processes, listener: hasListener, part: $0)
        }
    }
}

/// A policy, and what the kernel does under filters that should do as it says.
struct FilterComparison {
    /// A call on which they disagree.
    struct Mismatch: CustomStringConvertible {
        var call: Call
        var expected: Answer
        var found: Answer
        var description: String { "\(call): the policy says \(expected), the kernel \(found)" }
    }

    private(set) var mismatches: [Mismatch] = []
    /// How many calls had each answer.
    private(set) var tally: [Answer: Int] = [:]

    /// Compiles the policy's filters, and tries them.
    init(
        _ policy: SystemCallPolicy, _ form: FilterForm, processes: Int, calls: [Call]
    ) throws {
        try self.init(
            policy, form.filters(of: policy, processes: processes), hasListener: form.hasListener,
            processes: processes, calls: calls)
    }

    init(
        _ policy: SystemCallPolicy, _ filters: [[UInt8]], hasListener: Bool, processes: Int, calls: [Call]
    ) throws {
        let unfiltered = try FilterTrial.unfiltered.get()
        let calls = calls.filter { $0.way != .number || unfiltered[$0.kernelNumber] == nil }
        let oracle = PolicyOracle(policy, processes: processes, hasListener: hasListener)
        let answers = try FilterTrial(filters: filters, hasListener: hasListener).answers(to: calls)
        for (call, found) in zip(calls, answers) {
            tally[found, default: 0] += 1
            if found == .absent { continue }
            let expected = oracle.answer(to: call)
            if found != expected {
                mismatches.append(Mismatch(call: call, expected: expected, found: found))
            }
        }
    }

    var agrees: Bool { mismatches.isEmpty }

    /// The names of the calls on which they disagree.
    var names: Set<String> { Set(mismatches.map(\.call.name)) }

    /// The first few, for a message.
    var summary: String {
        "\(mismatches.count) calls: " + mismatches.prefix(8).map(\.description).joined(separator: "; ")
    }
}
