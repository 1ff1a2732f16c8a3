import Foundation
import Judging
import Sandboxing
import Terms

/// What came of one attack at one place.
struct Outcome {
    var attack: String
    var place: String
    var verdict: String
    var complaints: [String]
    var details: String
    var seconds: Double
    var isRight: Bool { complaints.isEmpty }
}

/// Tries attacks in real jails, and looks at the host before and after each.
final class Rehearsal {
    let canaries: Canaries
    let prelude: Prelude
    private let cache: String
    /// The programs that know how to leave a protection out.
    let weakened: Weakening
    /// Programs for scratch cells, by attack.
    var programs: [String: ProgramImage] = [:]

    init(canaries: Canaries) throws {
        self.canaries = canaries
        prelude = Prelude(canaries)
        cache = "\(canaries.folder)/compiled"
        weakened = try Weakening(warden: WeakenedWarden.base64, stem: WeakenedStem.base64)
    }

    /// What is made once and kept is made: it is not to be taken for what an attack left.
    func warmUp(_ place: Place) async throws {
        try await Task.sleep(for: .milliseconds(1))
        let judge = try judge(Place(rung: place.rung, isWarm: true))
        for language in ["c", "python"] {
            let faults = try await honestFaults(judge, language, "first of all")
            if !faults.isEmpty { throw Failure(faults.joined(separator: "; ")) }
        }
        await judge.close()
        try await Task.sleep(for: .milliseconds(1))  // the runtime's own timer
    }

    /// A judge for a place; with a cache of compiled programs where it is warm or asked for.
    func judge(_ place: Place, leavingOut: Weakening? = nil, cached: Bool = false) throws -> Judge {
        var configuration = JudgeConfiguration()
        configuration.exactRung = place.rung
        configuration.jobs = 1
        configuration.python = access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : nil
        configuration.usesTemplates = place.isWarm
        configuration.weakening = leavingOut
        if place.isWarm || cached { configuration.compileCache = CompileCacheConfiguration(folder: cache) }
        return try Judge(configuration: configuration)
    }

    /// The attack with all protections in place: the verdict must be as its head says, and the host as before.
    func rehearse(_ attack: Attack, at place: Place) async throws -> Outcome {
        if attack.isForScratch { try ScratchTrial(rehearsal: self, attack: attack, place: place).prepare() }
        let before = HostState.now()
        let clock = ContinuousClock()
        let start = clock.now
        let aftermath = try Aftermath(attack)
        var (verdict, details, complaints) = try await attempt(attack, at: place)
        complaints += aftermath.complaints()
        let seconds = (clock.now - start) / .seconds(1)
        complaints += canaries.complaints()
        complaints += await HostState.differences(from: before)
        return Outcome(
            attack: attack.name, place: place.description, verdict: verdict, complaints: complaints,
            details: details, seconds: seconds)
    }

    private func attempt(_ attack: Attack, at place: Place) async throws -> (String, String, [String]) {
        if attack.isForScratch {
            let outcome = try ScratchTrial(rehearsal: self, attack: attack, place: place).outcome()
            return (outcome.verdict, outcome.details, outcome.complaints)
        }
        var complaints: [String] = []
        let judge = try judge(place)
        if place.isWarm { complaints += try await honestFaults(judge, attack.language, "before") }
        if attack.head["twice"] != nil { _ = try await check(attack, by: judge) }
        let clock = ContinuousClock()
        let asked = clock.now
        let report = try await check(attack, by: judge)
        complaints += ReportForm.complaints(of: report, after: clock.now - asked)
        complaints += Expectation(attack: attack, place: place).complaints(of: report)
        complaints += try await honestFaults(judge, attack.language, "after")
        await judge.close()
        if String(reflecting: report).contains(canaries.token) {
            complaints.append("the secret is in the report")
        }
        return (report.verdict.rawValue, "\(report.explanation) | \(report.diagnostics)", complaints)
    }

    /// Judges the attack. A limit that its head does not set is small, so that the suite is quick.
    func check(
        _ attack: Attack, by judge: Judge, limits: String? = nil
    ) async throws -> CheckReport {
        let table = TermTable(offset: 1, terms: attack.terms, source: "the suite")
        let entry = attack.head["entry"].flatMap { $0 == "detected" ? nil : Entry(parsing: $0) } ?? .stdin
        var options = CheckOptions()
        options.limits = try CheckLimits(attack.head["limits"], limits)
        let candidate = Candidate(
            name: attack.head["name"] ?? attack.name, source: prelude.program(attack),
            language: attack.language, entry: attack.head["entry"] == "detected" ? nil : entry)
        return try await judge.check(candidate, against: Truth(table: table), options: options)
    }

    /// A well-behaved program must be accepted, whatever ran before it.
    private func honestFaults(_ judge: Judge, _ language: String, _ when: String) async throws -> [String] {
        let source =
            language == "python"
            ? "n = int(input())\nprint(n * n + 7)\n"
            : "#include <stdio.h>\nint main(void) { long n; scanf(\"%ld\", &n); printf(\"%ld\\n\", n * n + 7); }\n"
        let table = TermTable(offset: 1, terms: [8, 11], source: "the suite")
        let report = try await judge.check(
            Candidate(name: "honest", source: Array(source.utf8), language: language, entry: .stdin),
            against: Truth(table: table))
        if report.verdict == .accepted { return [] }
        return ["an honest program \(when) it got \(report.verdict.rawValue): \(report.explanation)"]
    }
}

/// Terms that no program can guess, new in each session.
enum Truths {
    private static let digits = (0..<64).map { _ in
        "77777777" + (0..<32).map { _ in String(Int.random(in: 0...9)) }.joined()
    }

    static func hidden(_ index: Int) -> Term { Term(digits[index % 64])! }
}
