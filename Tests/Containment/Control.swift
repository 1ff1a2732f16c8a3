import Foundation
import Judging
import Sandboxing

/// Shows that an attack can succeed: without that, to see it fail says nothing.
extension Rehearsal {
    /// What is wrong with the attack's positive control at a place; nothing when the attack wins there.
    func control(_ attack: Attack, at place: Place) async throws -> [String] {
        let before = HostState.now()
        let faults = try await tryControl(attack, at: place)
        try canaries.restore()
        await settle(before)
        return faults
    }

    /// What was let live on by an attack that was let through ends by itself: the next one is not to meet it.
    private func settle(_ before: HostState) async {
        for _ in 0..<100 where !HostState.now().processes.isSubset(of: before.processes) {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private func tryControl(_ attack: Attack, at place: Place) async throws -> [String] {
        let how = attack.words("control", on: place.rung)
        switch how.first ?? "layers" {
        case "layers":
            let layers = attack.layers(on: place.rung)
            if layers.isEmpty { return ["there is no layer on this rung, and no other control"] }
            var (verdict, told) = ("", "")
            // What it does may be a race, which a busy host decides otherwise: to win once is enough.
            for _ in 0..<5 where verdict != "AC" {
                (verdict, told) = try await self.verdict(of: attack, at: place, leavingOut: layers)
            }
            return verdict == "AC"
                ? [] : ["without \(layers.map(\.rawValue)) it got \(verdict) instead of AC: \(told)"]
        case "limits":
            let judge = try judge(place, cached: attack.mayBeCached)
            let report = try await check(attack, by: judge, limits: how.dropFirst().joined(separator: " "))
            await judge.close()
            return report.verdict == .accepted
                ? []
                : [
                    "with higher limits it got \(report.verdict.rawValue) instead of AC: \(report.explanation)"
                ]
        case "naive" where how.count > 1:
            let wanted = how.count > 2 ? how[2] : "AC"
            let verdict = try NaiveJudge(rehearsal: self).verdict(on: attack, kind: how[1])
            return verdict == wanted ? [] : ["a naive judge is not fooled: `\(verdict)` instead of \(wanted)"]
        case "bare":
            let verdict = try NaiveJudge(rehearsal: self).verdict(on: attack, kind: "bare")
            return verdict == "AC" ? [] : ["it does not win unjailed"]
        case "none" where attack.head["why"] != nil: return []
        default: return ["no such control: \(how)"]
        }
    }

    /// The verdict with protections left out.
    func verdict(
        of attack: Attack, at place: Place, leavingOut omitted: [Protection]
    ) async throws -> (verdict: String, told: String) {
        var weakening = weakened
        weakening.omitted = Set(omitted + attack.without(on: place.rung))
        weakening.mayFork = attack.head["forks"] != nil && weakening.omitted.contains(.seccomp)
        if attack.isForScratch {
            return try ScratchTrial(rehearsal: self, attack: attack, place: place).verdict(
                leavingOut: weakening)
        }
        let judge = try judge(place, leavingOut: weakening, cached: attack.mayBeCached)
        if attack.head["twice"] != nil { _ = try await check(attack, by: judge) }
        let report = try await check(attack, by: judge)
        await judge.close()
        let told = "\(report.explanation) | \(report.diagnostics.prefix(400))"
        if report.verdict == .internalError { return ("IE", told) }
        return (hasWon(attack, at: place, report) ? "AC" : report.verdict.rawValue, told)
    }

    /// Whether an attack has succeeded: most say so by a right answer.
    private func hasWon(_ attack: Attack, at place: Place, _ report: CheckReport) -> Bool {
        switch attack.head["wins.\(place.rung.rawValue)"] ?? attack.head["wins"] {
        case nil: report.verdict == .accepted
        case "secret": String(reflecting: report).contains(canaries.token)
        case .some(let words): "\(report.explanation)\n\(report.diagnostics)".contains(words)
        }
    }

    /// Which of an attack's layers hold it off with none of the others there, and what is wrong with the rest.
    func layers(of attack: Attack, at place: Place) async throws -> (
        needed: [Protection], complaints: [String]
    ) {
        let layers = attack.layers(on: place.rung)
        guard !layers.isEmpty else { return ([], []) }
        var needed: [Protection] = []
        var complaints = try await control(attack, at: place)
        for layer in layers where complaints.isEmpty {
            let (verdict, told) = try await verdict(
                of: attack, at: place, leavingOut: layers.filter { $0 != layer })
            if verdict == "AC" || verdict == "IE" {
                complaints.append("\(layer.rawValue) alone does not hold it off: \(verdict), \(told)")
            } else {
                needed.append(layer)
            }
        }
        return (needed, complaints + canaries.complaints())
    }
}
