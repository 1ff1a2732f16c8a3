import Glibc
import Testing

@testable import Sandboxing

@Suite struct CompactFilterTests {
    private static let allow: UInt32 = 0x7fff_0000
    private static let notify: UInt32 = 0x7fc0_0000

    private static func program(
        _ profile: String, _ part: SeccompFilter.Part
    ) throws -> FilterProgram {
        let policy = try ProfileStore.named(profile).systemCalls
        return FilterProgram(
            try SeccompFilter.compile(policy, processes: 1, listener: true, part: part))
    }

    /// How strict an answer is: of two filters the kernel does what the stricter one says (seccomp(2)).
    private static func strictness(_ answer: UInt32) -> Int {
        switch answer & 0xffff_0000 {
        case 0x8000_0000: 3
        case 0x0005_0000: 2
        case notify: 1
        default: 0
        }
    }

    @Test(
        "a filter is written anew in much less than libseccomp's length",
        arguments: ["c-run", "python", "c-compile"])
    func length(profile: String) throws {
        #expect(try Self.program(profile, .whole).count < 260)
    }

    @Test(
        "the two parts of a filter do together what the whole does",
        arguments: ["c-run", "python", "python-math"])
    func parts(profile: String) throws {
        let whole = try Self.program(profile, .whole)
        let parts = [try Self.program(profile, .notifying), try Self.program(profile, .remaining)]
        let patterns: [[UInt64]] = [
            [0, 0, 0, 0, 0, 0], [UInt64](repeating: .max, count: 6), [17, 0, 0, 0, 0, 0],
            [0x10000, 0, 0, 0, 0, 0], [0x1000_0011, 0, 0, 0, 0, 0], [1, 3, 0, 0, 0, 0],
        ]
        var notified = 0
        for number in Int32(-1)..<1_100 {
            for arguments in patterns {
                let expected = try #require(whole.answer(number: number, arguments: arguments))
                let answers = try parts.map { try #require($0.answer(number: number, arguments: arguments)) }
                let both = answers.max { Self.strictness($0) < Self.strictness($1) }
                #expect(both == expected, "call \(number) \(arguments)")
                if expected == Self.notify { notified += 1 }
            }
        }
        // ptrace, fork and the like: that there is something to be asked about.
        #expect(notified > 10)
    }

    @Test("a program that is not of libseccomp's making is left as it is")
    func unknown() {
        // A single answer, and a program that jumps out of itself.
        for bytes: [UInt8] in [[6, 0, 0, 0, 0, 0, 0xff, 0x7f], [5, 0, 0, 0, 9, 0, 0, 0]] {
            #expect(CompactFilter.compacting(bytes, architecture: 0xc000_003e) == nil)
        }
    }

    @Test("what a filter refuses and allows is known from the filter itself")
    func traits() throws {
        var profile = try ProfileStore.named("c-run")
        #expect(try Filters.compiled(for: profile).refusesProcesses)
        #expect(try !Filters.compiled(for: profile).allowsIPC)
        var forking = profile
        forking.systemCalls.rules.removeAll { $0.call == "fork" }
        forking.systemCalls.rules.append(.init(call: "fork", action: .allow))
        #expect(try !Filters.compiled(for: forking).refusesProcesses)
        // By a flag that no trial of the filter would think of.
        var cloning = profile
        cloning.systemCalls.rules.insert(
            .init(call: "clone", conditions: [.init(argument: 0, value: 0x8011)], action: .allow), at: 0)
        #expect(try !Filters.compiled(for: cloning).refusesProcesses)
        var sharing = profile
        sharing.systemCalls.rules.removeAll { $0.call == "shmget" }
        sharing.systemCalls.rules.append(.init(call: "shmget", action: .allow))
        #expect(try Filters.compiled(for: sharing).allowsIPC)
        profile.limits.processes = 2
        #expect(try !Filters.compiled(for: profile).refusesProcesses)
    }
}
