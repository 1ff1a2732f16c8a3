import Glibc
import Testing

@testable import Sandboxing

@Suite struct CompactFilterTests {
    private static func program(
        _ profile: String, _ part: SeccompFilter.Part
    ) throws -> FilterProgram {
        let policy = try ProfileStore.named(profile).systemCalls
        return FilterProgram(
            try SeccompFilter.compile(policy, processes: 1, listener: true, part: part))
    }

    @Test(
        "a filter is written anew in much less than libseccomp's length",
        arguments: ["c-run", "python", "c-compile"])
    func length(profile: String) throws {
        #expect(try Self.program(profile, .whole).count < 280)
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
