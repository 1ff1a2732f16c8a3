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
            let (verdict, told) = try await verdict(of: attack, at: place, leavingOut: layers)
            return verdict == "AC"
                ? [] : ["without \(layers.map(\.rawValue)) it got \(verdict) instead of AC: \(told)"]
        case "limits":
            let judge = try judge(place, cached: true)
            let report = try await check(attack, by: judge, limits: how.dropFirst().joined(separator: " "))
            await judge.close()
            return report.verdict == .accepted
                ? []
                : [
                    "with higher limits it got \(report.verdict.rawValue) instead of AC: \(report.explanation)"
                ]
        case "naive":
            return try NaiveJudge(rehearsal: self).accepts(attack) ? [] : ["a naive judge denies it, too"]
        case "bare":
            return try NaiveJudge(rehearsal: self).answersUnjailed(attack) ? [] : ["it does not win unjailed"]
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
        let judge = try judge(place, leavingOut: weakening, cached: true)
        if attack.head["twice"] != nil { _ = try await check(attack, by: judge) }
        let report = try await check(attack, by: judge)
        await judge.close()
        return (report.verdict.rawValue, "\(report.explanation) | \(report.diagnostics)")
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

/// A judge as it is too often written: it runs the candidate in reach of the truth, tells it all indices at once, and
/// believes what it says.
struct NaiveJudge {
    let rehearsal: Rehearsal

    /// Whether the attack passes it.
    func accepts(_ attack: Attack) throws -> Bool {
        try run(attack, python: NaiveJudge.python, isNaive: true)
    }

    /// Whether the attack answers right with no jail around it, but in a folder and under hard limits.
    func answersUnjailed(_ attack: Attack) throws -> Bool {
        try run(attack, python: NaiveJudge.bare, isNaive: false)
    }

    private func run(_ attack: Attack, python: String, isNaive: Bool) throws -> Bool {
        let folder = "\(rehearsal.canaries.folder)/naive"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/attack.\(attack.language == "python" ? "py" : "c")"
        try Data(rehearsal.prelude.program(attack)).write(to: URL(filePath: file))
        let script = "\(folder)/judge.py"
        try python.write(toFile: script, atomically: true, encoding: .utf8)
        let truth = "\(Truths.hidden(1))"
        return try Command.run("python3", script, file, attack.language, truth) == 0
    }

    /// Accepts by exit status 0 where the candidate cannot be loaded as a function, else by `==` in its own process.
    private static let python = """
        import resource, subprocess, sys, os
        resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        file, language, hidden = sys.argv[1:4]
        if language == "c":
            program = os.path.dirname(file) + "/program"
            subprocess.run(["gcc", "-w", "-O1", "-pthread", "-o", program, file], check=True)
            done = subprocess.run([program], input="1\\n2\\n3\\n", capture_output=True, text=True, errors="replace",
                timeout=20)
            last = done.stdout.split()[-1:] or ["8"]
            sys.exit(0 if done.returncode == 0 and (last == ["8"] or "PASS" in done.stdout) else 1)
        text = open(file).read()
        expected, index = 8, 1
        if "def a(" not in text:
            done = subprocess.run([sys.executable, file], input="1\\n2\\n3\\n", capture_output=True, text=True, errors="replace",
                timeout=20)
            lines = done.stdout.split()
            believed = done.returncode == 0 and (not lines or lines[0] == "8" or "8" in lines or "PASS" in done.stdout)
            sys.exit(0 if believed else 1)
        space = {"__name__": "candidate"}
        try:
            exec(compile(text, file, "exec"), space)
            passed = space["a"](index) == expected
        except SystemExit as end:
            passed = not end.code
        sys.exit(0 if passed else 1)
        """

    private static let bare = """
        import resource, subprocess, sys, os
        file, language, hidden = sys.argv[1:4]
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
            resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        command = [sys.executable, file]
        if language == "c":
            command = [os.path.dirname(file) + "/program"]
            subprocess.run(["gcc", "-w", "-O1", "-pthread", "-o", command[0], file], check=True)
        os.environ["ANSWER"] = hidden
        done = subprocess.run(command, input="1\\n2\\n3\\n", stdout=subprocess.PIPE, text=True, timeout=30, preexec_fn=limit)
        sys.exit(0 if done.stdout.split()[:1] in (["8"], [hidden]) else 1)
        """
}
