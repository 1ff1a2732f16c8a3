import Foundation
import Glibc
import Sandboxing

/// What ends a jail whose guardian is killed while its host lives on, and would keep the socket open for ever.
struct DeathTrial {
    let weakened: Weakening

    /// What the table calls it.
    static let name = "the end of a guardian while its host lives"

    /// Which of both ways suffices alone, and what is wrong.
    func weigh(_ rung: Rung) throws -> (needed: [Protection], complaints: [String]) {
        let ways: [Protection] = [.deathSignals, .lifelines]
        guard try outlives(rung, without: Set(ways)) else {
            return ([], ["a keeper ends with its guardian even where nothing ends it"])
        }
        var needed: [Protection] = []
        var complaints: [String] = []
        for way in ways {
            if try outlives(rung, without: Set(ways).subtracting([way])) {
                complaints.append("\(way.rawValue) alone does not end a keeper with its guardian")
            } else {
                needed.append(way)
            }
        }
        return (needed, complaints)
    }

    /// Whether a keeper is there half a second after its guardian was killed.
    private func outlives(_ rung: Rung, without omitted: Set<Protection>) throws -> Bool {
        var weakening = weakened
        weakening.omitted = omitted
        var jail = try Jail(exactly: rung)
        jail.weakening = weakening
        let cell = try CellKind.direct.cell(in: jail, program: "/bin/true")
        let guardian = cell.processIdentifier
        let children = HostState.text("/proc/\(guardian)/task/\(guardian)/children").split(separator: " ")
        guard let keeper = children.first.flatMap({ Int32($0) }) else {
            throw Failure("no keeper below \(guardian)")
        }
        kill(guardian, SIGKILL)
        for _ in 0..<50 {
            if !isRunning(keeper) { return false }
            usleep(10_000)
        }
        kill(keeper, SIGKILL)
        // The socket is open as long as the cell is here.
        return withExtendedLifetime(cell) { true }
    }

    private func isRunning(_ pid: Int32) -> Bool {
        let status = HostState.text("/proc/\(pid)/status")
        return !status.isEmpty && !status.contains("State:\tZ")
    }
}
