import Glibc
import Testing

@testable import Sandboxing

extension JailTests {
    /// Filters that are wrong in one place: each has to be found out, and nothing else with it. Without these the tests
    /// of exactness might look at nothing.
    @Suite struct FilterControlTests {
        /// A change to the rules of one call.
        struct Change: Sendable, CustomTestStringConvertible {
            var call: String
            var rules: [SystemCallPolicy.Rule]
            var testDescription: String { "\(call): \(rules.map(\.action))" }

            init(_ call: String, _ action: SystemCallPolicy.Action? = nil) {
                self.call = call
                rules = action.map { [.init(call: call, action: $0)] } ?? []
            }

            init(_ call: String, allowedWhen conditions: SystemCallPolicy.Condition...) {
                self.call = call
                rules = conditions.map { .init(call: call, conditions: [$0], action: .allow) }
            }

            func made(to policy: SystemCallPolicy) -> SystemCallPolicy {
                var changed = policy
                changed.rules.removeAll { $0.call == call }
                changed.rules += rules
                return changed
            }
        }

        static let changes = [
            Change("getpriority", .fail(EPERM)), Change("readlinkat"), Change("unlinkat", .fail(EACCES)),
            Change("mount", .allow), Change("io_uring_setup", .allow), Change("ptrace", .fail(EPERM)),
            Change("process_vm_readv", .allow), Change("setns", .kill), Change("close", .process),
            Change("clone", .allow), Change("sync", .allow),
            // Of the upper halves too, which the kernel does not look at; and all but the highest bit.
            Change("personality", allowedWhen: .init(argument: 0, mask: .max, value: 0xffff_ffff)),
            Change("personality", allowedWhen: .init(argument: 0, mask: 0x7fff_ffff, value: 0x7fff_ffff)),
            Change("prlimit64", allowedWhen: .init(argument: 2, value: 0)),
            Change("prlimit64", allowedWhen: .init(argument: 3, mask: .max, value: 0)),
            Change("fcntl", allowedWhen: .init(argument: 1, value: 0), .init(argument: 1, value: 1)),
        ]

        @Test("a rule that is another's is noticed, and no other call", arguments: changes)
        func rules(change: Change) throws {
            let policy = try ProfileStore.named("python").systemCalls
            var calls = TrialCalls(policy, seed: 3)
            let native = calls.native()
            // A filter takes its time to make, so only what a listener is concerned with is tried in both forms.
            let isNotified = policy.rules.contains { $0.call == change.call && $0.action == .kill }
            for form: FilterForm in isNotified ? [.whole, .twoParts] : [.whole] {
                let filters = try form.filters(of: change.made(to: policy), processes: 1)
                let comparison = try FilterComparison(
                    policy, filters, hasListener: form.hasListener, processes: 1, calls: native)
                #expect(comparison.names == [change.call], "\(form): \(comparison.summary)")
            }
        }

        #if arch(x86_64)
            @Test(
                "an answer to another ABI that is another's is noticed",
                arguments: [0x7fff_0000, 0, 0x3_0000])
            func foreign(answer: UInt32) throws {
                let policy = try ProfileStore.named("c-run").systemCalls
                let filter = FilterBytes(try FilterForm.whole.filters(of: policy, processes: 1)[0])
                var calls = TrialCalls(policy, seed: 4)
                let foreign = Array(calls.foreign().prefix(400))
                // The first two answers of the program: to another machine's numbers and to those of x32.
                let places = filter.places { $0.code == 0x06 && $0.operand == SeccompFilter.killProcess }
                try #require(places.count == 2)
                for (place, way) in zip(places, [Call.Way.int80, .number]) {
                    let changed = filter.changing(place) { $0.operand = answer }
                    let comparison = try FilterComparison(
                        policy, [changed], hasListener: true, processes: 1, calls: foreign)
                    #expect(comparison.mismatches.count > 100, "\(comparison.summary)")
                    #expect(comparison.mismatches.allSatisfy { $0.call.way == way && $0.found != .killed })
                }
            }
        #endif

        @Test("a bit of the program that is turned round is noticed, and is one call's")
        func bits() throws {
            let policy = try ProfileStore.named("python").systemCalls
            var calls = TrialCalls(policy, seed: 5)
            let native = calls.native()
            let filter = FilterBytes(try FilterForm.whole.filters(of: policy, processes: 1)[0])
            // The questions whether a number's bit is in a mask.
            let questions = filter.places { $0.code == 0x45 }
            try #require(questions.count > 10)
            var found: Set<String> = []
            for place in questions {
                let changed = filter.changing(place) { $0.operand &= $0.operand - 1 }
                let comparison = try FilterComparison(
                    policy, [changed], hasListener: true, processes: 1, calls: native)
                #expect(comparison.names.count == 1, "step \(place): \(comparison.summary)")
                found.formUnion(comparison.names)
            }
            #expect(found.count == questions.count)
        }
    }
}

/// A filter's `struct sock_filter`s, to be tampered with.
private struct FilterBytes {
    private let steps: [FilterProgram.Instruction]

    init(_ bytes: [UInt8]) {
        steps = stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes.withUnsafeBytes { raw in
                FilterProgram.Instruction(
                    code: raw.loadUnaligned(fromByteOffset: start, as: UInt16.self), ifTrue: raw[start + 2],
                    ifFalse: raw[start + 3],
                    operand: raw.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
            }
        }
    }

    func places(where isWanted: (FilterProgram.Instruction) -> Bool) -> [Int] {
        steps.indices.filter { isWanted(steps[$0]) }
    }

    func changing(_ place: Int, _ change: (inout FilterProgram.Instruction) -> Void) -> [UInt8] {
        var changed = steps
        change(&changed[place])
        return FilterProgram(changed).bytes
    }
}
