import ArgumentParser
import Foundation
import Sandboxing

/// Has each system call of the set-up and of a run fail, one by one.
struct FailCalls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract:
            "Each call of the jail's programs fails once, and once kills its process: never less protection.")

    @Option(help: "Only these rungs.")
    var rung: [String] = []
    @Option(help: "Only this kind of cell: direct, template or scratch.")
    var kind: [String] = []
    @Option(help: "Only every so manieth call.")
    var stride = 1
    @Option(help: "Begin with this call, to go from one call to the next by different strides.")
    var first = 1
    @Flag(help: "Do not leave other protections out besides.")
    var plain = false
    @Flag(name: .shortAndLong, help: "Tell what came of each.")
    var verbose = false

    func run() async throws {
        let canaries = try Canaries()
        defer { canaries.remove() }
        let walk = try FaultWalk(canaries: canaries, verbose: verbose, first: first, stride: max(1, stride))
        var skipped = 0
        for each in Rung.allCases.sorted(by: >) where rung.isEmpty || rung.contains(each.rawValue) {
            guard (try? Jail(exactly: each)) != nil else {
                print("skipped: rung \(each.rawValue) is not offered by this host")
                skipped += 1
                continue
            }
            for kind in CellKind.allCases where self.kind.isEmpty || self.kind.contains(kind.rawValue) {
                for omitted in FaultWalk.omissions where !plain || omitted.isEmpty {
                    try await walk.go(each, kind, omitted)
                }
            }
        }
        print(walk.summary)
        if !walk.wrong.isEmpty || skipped > 0 { throw ExitCode(1) }
    }
}

/// Goes through the calls of one kind of cell.
final class FaultWalk {
    private let canaries: Canaries
    private let verbose: Bool
    private let first: Int
    private let stride: Int
    private let fingerprint: String
    private let weakened: Weakening
    private(set) var wrong: [String] = []
    private var counts: [String: Int] = [:]

    /// What is left out besides: where two layers do the same, the failure of one shows only without the other.
    static let omissions: [Set<Protection>] = [
        [], [.seccomp, .ownRoot, .networkNamespace],
        [.seccomp, .landlockFiles, .landlockNetwork, .landlockScopes],
        [.seccomp, .ownRoot, .landlockFiles, .landlockNetwork, .landlockScopes, .networkNamespace],
    ]

    init(canaries: Canaries, verbose: Bool, first: Int, stride: Int) throws {
        self.canaries = canaries
        self.verbose = verbose
        self.first = first
        self.stride = stride
        fingerprint = try FaultWalk.compileFingerprint(into: canaries.folder)
        weakened = try Weakening(warden: WeakenedWarden.base64, stem: WeakenedStem.base64)
    }

    /// The path of the program that tells all it sees of its jail.
    static func compileFingerprint(into folder: String) throws -> String {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Faults/fingerprint.c")
        let program = "\(folder)/fingerprint"
        guard try Command.run("/usr/bin/env", "gcc", "-O1", "-o", program, source.path()) == 0 else {
            throw Failure("gcc cannot compile \(source.path())")
        }
        return program
    }

    var summary: String {
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return "\(parts.joined(separator: ", ")); \(wrong.count) wrong"
    }

    /// What came of one cell and one run.
    private enum End: Equatable {
        case ran(String)
        case refused(String)
        case lost(String)
    }

    /// Which call fails, and how.
    private struct Fault {
        var call: Int
        var isStem: Bool
        var isDeath: Bool
        var text: String { "\(isStem ? "stem call" : "call") \(call) \(isDeath ? "kills" : "fails")" }
    }

    func go(_ rung: Rung, _ kind: CellKind, _ omitted: Set<Protection>) async throws {
        let place = "\(rung.rawValue) \(kind.rawValue) without \(omitted.map(\.rawValue).sorted())"
        let before = HostState.now()
        // Without its template a cell executes the program, which then has no signals that an interpreter ignores.
        let fallback =
            kind == .template ? attempt(rung, .template, omitted, nil, executes: true) : .refused("")
        guard case .ran(let whole) = attempt(rung, kind, omitted, nil) else {
            fail("\(place): does not even run without a fault: \(attempt(rung, kind, omitted, nil))")
            return
        }
        for isStem in kind == .template ? [false, true] : [false] {
            var call = first
            var calm = 0
            while calm < 3 {
                // A call that is made at all is seen by the death of the process that makes it.
                let death = Fault(call: call, isStem: isStem, isDeath: true)
                let end = attempt(rung, kind, omitted, death)
                judge(end == fallback ? .ran(whole) : end, whole, "\(place), \(death.text)")
                calm = end == .ran(whole) ? calm + 1 : 0
                let error = Fault(call: call, isStem: isStem, isDeath: false)
                let outcome = attempt(rung, kind, omitted, error)
                judge(outcome == fallback ? .ran(whole) : outcome, whole, "\(place), \(error.text)")
                call += stride
            }
        }
        for sentence in await HostState.differences(from: before) { fail("\(place): \(sentence)") }
        try canaries.restore()
    }

    private func judge(_ end: End, _ whole: String, _ what: String) {
        if verbose, end != .ran(whole) { print("\(what): \(end)") }
        if verbose { fflush(nil) }
        switch end {
        case .ran(whole): counts["ran whole", default: 0] += 1
        case .ran(let other): fail("\(what): a weaker jail: \(Self.difference(other, whole))")
        case .refused: counts["refused, with the step", default: 0] += 1
        case .lost: counts["lost", default: 0] += 1
        }
    }

    private static func difference(_ one: String, _ other: String) -> String {
        let lines = Set(one.split(separator: "\n")).symmetricDifference(Set(other.split(separator: "\n")))
        return lines.sorted().joined(separator: "; ")
    }

    private func fail(_ text: String) {
        wrong.append(text)
        print("WRONG \(text)")
        fflush(nil)
    }

    private func attempt(
        _ rung: Rung, _ kind: CellKind, _ omitted: Set<Protection>, _ fault: Fault?, executes: Bool = false
    ) -> End {
        do {
            var weakening = weakened
            weakening.omitted = omitted.filter { $0.exists(on: rung) }
            if let fault {
                if fault.isStem {
                    weakening.failingStemCall = UInt32(fault.call)
                } else {
                    weakening.failingCall = UInt32(fault.call)
                }
                weakening.failingError = fault.isDeath ? Weakening.death : EPERM
            }
            var jail = try Jail(exactly: rung)
            jail.weakening = weakening
            let cell = try kind.cell(in: jail, program: fingerprint, executes: executes)
            let words = [
                canaries.folder, "\(canaries.port)", canaries.abstractName,
                "\(canaries.victim.processIdentifier)",
            ]
            let (output, report) = try cell.run(fingerprint, words)
            canaries.drain()
            return report.ending == .exited(0) ? .ran(output) : .lost("\(report.ending)")
        } catch let error as SandboxError {
            return error.kind == .lost ? .lost(error.description) : .refused(error.description)
        } catch {
            return .lost("\(error)")
        }
    }
}
