import Foundation
import Glibc
import Judging
import Sandboxing

/// Another way to try an attack: as a compiled program in a cell with a scratch folder and room for several processes,
/// under the compiler's profile. No candidate has such a cell; what a compiler that was taken over could do is tried here.
struct ScratchTrial {
    let rehearsal: Rehearsal
    let attack: Attack
    let place: Place

    /// The verdict with all protections in place, what was said, and what is wrong with it.
    func outcome() throws -> (verdict: String, details: String, complaints: [String]) {
        let cell = try cell(leavingOut: nil)
        var complaints = place.isWarm ? try honestFaults(cell, "before") : []
        let run = try last(in: cell)
        let right = attack.expected(on: place)
        if !right.contains(run.verdict) {
            complaints.append("\(run.verdict) instead of \(right.joined(separator: " or "))")
        }
        if run.told.contains(rehearsal.canaries.token) { complaints.append("the secret was told") }
        complaints += try honestFaults(cell, "after")
        return (run.verdict, run.told, complaints)
    }

    /// The verdict with protections left out, and what was said.
    func verdict(leavingOut weakening: Weakening) throws -> (verdict: String, told: String) {
        let run = try last(in: cell(leavingOut: weakening))
        return (run.verdict, run.told)
    }

    /// Has the programs at hand, so that nothing is left to do for them later.
    func prepare() throws {
        _ = try rehearsal.image(of: attack.name, source: rehearsal.prelude.program(attack))
        _ = try rehearsal.image(of: "honest", source: ScratchTrial.honest)
    }

    private static let honest = Array(
        """
        #include <stdio.h>
        int main(void) { long n; scanf("%ld", &n); printf("%ld\\n", n * n + 7); }
        """.utf8)

    private func last(in cell: Cell) throws -> ScratchRun {
        let image = try rehearsal.image(of: attack.name, source: rehearsal.prelude.program(attack))
        let name = attack.head["collects"] ?? "left"
        if attack.head["twice"] != nil { _ = try ScratchRun(image, in: cell, collects: name) }
        var run = try ScratchRun(image, in: cell, collects: name)
        run.settle(by: attack.head["wins"], token: rehearsal.canaries.token)
        return run
    }

    private func honestFaults(_ cell: Cell, _ when: String) throws -> [String] {
        let image = try rehearsal.image(of: "honest", source: ScratchTrial.honest)
        let run = try ScratchRun(image, in: cell, collects: nil)
        return run.verdict == "AC" ? [] : ["an honest program \(when) it got \(run.verdict): \(run.told)"]
    }

    /// A cell of the compiler's profile, with the calls that the attack needs to come as far as what it tries.
    private func cell(leavingOut weakening: Weakening?) throws -> Cell {
        var profile = try ProfileStore.named("c-compile").expanding([
            "c.program": [], "c.compiler": ["/usr/bin/gcc"], "c.toolchain": ["/usr/bin/as"],
            "c.include": ["/usr/include"],
        ])
        let calls = attack.words("allow", on: place.rung)
        profile.systemCalls.rules.removeAll { calls.contains($0.call) }
        profile.systemCalls.rules += calls.map { SystemCallPolicy.Rule(call: $0, action: .allow) }
        var limits = try CheckLimits(nil)
        limits.run.processes = profile.limits.processes
        limits.run.threads = profile.limits.threads
        limits.run.fileSize = profile.limits.fileSize
        limits.run.openFiles = profile.limits.openFiles
        try limits.set([attack.head["limits"]])
        profile.limits = limits.run
        var jail = try Jail(exactly: place.rung)
        jail.weakening = weakening
        return try jail.makeCell(profile)
    }
}

/// One run in a scratch cell.
private struct ScratchRun {
    var verdict = "WA"
    var told = ""
    /// What the run left and was collected.
    var collected: ProgramImage?

    /// How long beyond the wall limit a cell may take before it counts as stuck.
    private static let patience = Duration.seconds(3)

    init(_ image: ProgramImage, in cell: Cell, collects: String?) throws {
        let run = try cell.start(
            Program(.image(image), arguments: ["attack"], collects: collects, collectsAtMost: .mib(1)))
        run.write(Array("1\n".utf8))
        run.closeInput()
        let deadline = ContinuousClock.now + cell.profile.limits.wall + ScratchRun.patience
        var output: [UInt8] = []
        var errors: [UInt8] = []
        while true {
            switch try run.next(timeout: .milliseconds(50)) {
            case .output(let bytes): output += bytes
            case .errorOutput(let bytes): errors += bytes
            case .timedOut where ContinuousClock.now < deadline: break
            case .timedOut:
                verdict = "stuck"
                return
            case .ended(let report):
                collected = run.collected
                verdict = ScratchRun.verdict(report, output)
                told = "\(report.ending) \(String(decoding: output + errors, as: UTF8.self))"
                return
            }
        }
    }

    /// As a judge has it.
    private static func verdict(_ report: RunReport, _ output: [UInt8]) -> String {
        let refused = report.processesRefused + report.threadsRefused
        switch report.ending {
        case .exited(0) where report.survivors > 0: return "SV"
        case .exited(0): return output == Array("8\n".utf8) ? "AC" : "WA"
        case .exited, .signaled: return refused > 0 ? "PLE" : "RE"
        case .breached(.cpu): return "TLE"
        case .breached(.wall): return "ILE"
        case .breached(.memory): return "MLE"
        case .breached(.output), .breached(.fileSize): return "OLE"
        case .violated: return "SV"
        case .stopped: return "stopped"
        }
    }

    /// Where it is the collecting that is attacked, that decides, and not what the program says.
    mutating func settle(by what: String?, token: String) {
        let bytes = (try? collected?.copyBytes()) ?? []
        let hasWon: Bool
        switch what {
        case "secret": hasWon = String(decoding: bytes, as: UTF8.self).contains(token)
        case "anything": hasWon = collected != nil
        case "stuck": hasWon = verdict == "stuck"
        default: return
        }
        if hasWon { verdict = "AC" } else if verdict == "AC" { verdict = "WA" }
    }
}

extension Rehearsal {
    /// A program, compiled without a jail: it is the suite's own text.
    func image(of name: String, source: [UInt8]) throws -> ProgramImage {
        if let known = programs[name] { return known }
        let path = "\(canaries.folder)/program"
        try Data(source).write(to: URL(filePath: "\(path).c"))
        defer { for file in [path, "\(path).c"] { unlink(file) } }
        let status = try Command.run(
            "gcc", "-w", "-O1", "-pthread", "-o", path, "\(path).c")
        guard status == 0 else { throw Failure("gcc cannot compile \(name)") }
        let image = try ProgramImage(copying: Array(Data(contentsOf: URL(filePath: path))))
        programs[name] = image
        return image
    }
}
