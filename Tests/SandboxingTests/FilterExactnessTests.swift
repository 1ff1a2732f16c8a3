import Foundation
import Testing

@testable import Sandboxing

extension JailTests {
    /// Whether the kernel does what the profiles' files say: no more and no less, for whatever can be called.
    @Suite struct FilterExactnessTests {
        @Test("the kernel answers each call as the profile says", arguments: ProfileStore.bundled)
        func exact(name: String) throws {
            let profile = try ProfileStore.named(name)
            var calls = TrialCalls(profile.systemCalls, seed: 1)
            let (native, foreign) = (calls.native(), calls.foreign())
            for form in FilterForm.allCases {
                // Nothing in the product runs without a listener, so that a few of the slow ones are enough.
                let tried = native + (form.hasListener ? foreign : Array(foreign.suffix(100)))
                let comparison = try FilterComparison(
                    profile.systemCalls, form, processes: profile.limits.processes, calls: tried)
                #expect(comparison.agrees, "\(form): \(comparison.summary)")
                try expectVariety(comparison, form, profile.systemCalls)
            }
        }

        /// That there was something to see of each kind.
        private func expectVariety(
            _ comparison: FilterComparison, _ form: FilterForm, _ policy: SystemCallPolicy
        ) throws {
            var kinds: [Answer] = [.allowed, .failed(Int64(policy.otherwise)), .failed(Int64(EPERM))]
            kinds.append(form.hasListener ? .notified : .killed)
            #if arch(x86_64)
                kinds.append(.killed)  // by the numbers of another ABI
            #endif
            for kind in kinds { #expect(comparison.tally[kind, default: 0] > 50, "\(form): \(kind)") }
            if let absent = comparison.tally[.absent] {
                print("skipped: \(absent) calls by ways that this kernel does not have")
            }
        }

        @Test("a limit of processes decides whether one may be made")
        func processes() throws {
            var policy = try ProfileStore.named("c-run").systemCalls
            policy.rules.removeAll { !["fork", "vfork", "clone"].contains($0.call) }
            var calls = TrialCalls(policy, seed: 2)
            let native = calls.native()
            for form in FilterForm.allCases {
                for limit in [1, 2] {
                    let comparison = try FilterComparison(policy, form, processes: limit, calls: native)
                    #expect(comparison.agrees, "\(form): \(comparison.summary)")
                    let refused: Answer = form.hasListener ? .notified : .failed(Int64(EAGAIN))
                    #expect((comparison.tally[refused, default: 0] > 100) == (limit == 1))
                }
            }
        }

        @Test("of several rules the first that fits decides, whatever they ask for")
        func invented() throws {
            var tally: [Answer: Int] = [:]
            for seed: UInt64 in 0..<8 {
                var inventor = PolicyInventor(seed: seed)
                let policy = inventor.policy()
                var calls = TrialCalls(policy, seed: seed)
                let native = calls.native()
                for form in FilterForm.allCases {
                    let comparison = try FilterComparison(policy, form, processes: 1, calls: native)
                    #expect(comparison.agrees, "seed \(seed), \(form): \(comparison.summary)")
                    tally.merge(comparison.tally, uniquingKeysWith: +)
                }
            }
            for kind in [Answer.allowed, .notified, .killed] { #expect(tally[kind, default: 0] > 1000) }
        }

        @Test("no call gets past all filters but two, which do nothing for a program")
        func unfiltered() throws {
            // The names are newer than libseccomp 2.5.
            let known: [Int32: Answer] = [335: .strange("sends SIGILL"), 336: .failed(Int64(ENXIO))]
            for (number, answer) in try FilterTrial.unfiltered.get() {
                #expect(known[number] == answer, "\(number): \(answer)")
            }
        }
    }
}

/// Makes policies that nobody would write: rules of one call that overlap, and conditions on any bits.
struct PolicyInventor {
    private var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(seed: ~seed) }

    private static let calls = ["read", "ioctl", "fcntl", "mremap", "futex", "prctl", "getpid", "kill"]

    mutating func policy() -> SystemCallPolicy {
        var rules: [SystemCallPolicy.Rule] = []
        for _ in 0..<12 {
            let call = Self.calls[below(Self.calls.count)]
            let conditions = (0..<below(3)).map { _ in condition() }
            rules.append(.init(call: call, conditions: conditions, action: action()))
        }
        return SystemCallPolicy(rules: rules, otherwise: Int32(1 + below(40)))
    }

    private mutating func below(_ bound: Int) -> Int { Int(numbers.next() % UInt64(bound)) }

    private mutating func action() -> SystemCallPolicy.Action {
        switch below(5) {
        case 0: .kill
        case 1: .process
        case 2: .fail(Int32(1 + below(40)))
        default: .allow
        }
    }

    /// Few bits, so that rules overlap and a filter is not too long.
    private mutating func condition() -> SystemCallPolicy.Condition {
        let bits: [UInt64] = [1, 2, 4, 0x8000_0000, 0x1_0000_0000, 0x8000_0000_0000_0000]
        var mask: UInt64 = 0
        while mask == 0 { mask = bits.filter { _ in below(3) == 0 }.reduce(0, |) }
        if below(6) == 0 { mask = [0xffff_ffff, .max, 0xffff_ffff_0000_0000][below(3)] }
        return .init(argument: below(4), mask: mask, value: numbers.next() & mask)
    }
}
