import ArgumentParser
import Foundation
import Sandboxing

/// The containment suite: hostile programs against real jails, on every rung.
@main
enum Start {
    static func main() async {
        Shelter.enter()
        await Containment.main()
    }
}

struct Containment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "containment",
        abstract: "Tries hostile programs in real jails and looks at what they leave behind.",
        subcommands: [RunAttacks.self, WeighLayers.self, FailCalls.self, Soak.self],
        defaultSubcommand: RunAttacks.self)
}

/// Which attacks, and where.
struct Choice: ParsableArguments {
    @Option(help: "Only attacks whose file name begins with one of these.")
    var only: [String] = []
    @Option(help: "Only these rungs: full, userns, lockdown. Default: all that the host offers.")
    var rung: [String] = []
    @Option(help: "Only this path: cold or warm.")
    var path: String?
    @Option(help: "The folder of attacks.")
    var attacks = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks").path()
    @Flag(name: .shortAndLong, help: "Tell what each attack said.")
    var verbose = false

    func chosen() throws -> [Attack] {
        let names = try FileManager.default.contentsOfDirectory(atPath: attacks).sorted()
        let programs = names.filter { $0.hasSuffix(".c") || $0.hasSuffix(".py") }
        let chosen = programs.filter { name in only.isEmpty || only.contains { name.hasPrefix($0) } }
        return try chosen.map { try Attack(path: "\(attacks)/\($0)") }
    }

    /// The places, and the rungs that the host does not offer, each with the reason.
    func places() -> (offered: [Place], skipped: [String]) {
        var offered: [Place] = []
        var skipped: [String] = []
        for each in Rung.allCases.sorted(by: >) where rung.isEmpty || rung.contains(each.rawValue) {
            do {
                _ = try Jail(exactly: each)
                offered += [false, true].map { Place(rung: each, isWarm: $0) }
            } catch {
                skipped.append("rung \(each.rawValue): \(error)")
            }
        }
        return (offered.filter { path == nil || path == ($0.isWarm ? "warm" : "cold") }, skipped)
    }
}

struct RunAttacks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Each attack with all protections in place, and its positive control without.")

    @OptionGroup var choice: Choice
    @Option(help: "How often.")
    var repetitions = 1
    @Flag(help: "Leave the positive controls out.")
    var noControls = false

    func run() async throws {
        let canaries = try Canaries()
        defer { canaries.remove() }
        InheritedLimits.raise()
        let rehearsal = try Rehearsal(canaries: canaries)
        let attacks = try choice.chosen()
        let (places, skipped) = choice.places()
        var tally = Tally(skipped: skipped)
        if let place = places.first { try await rehearsal.warmUp(place) }
        for repetition in 1...max(1, repetitions) {
            for attack in attacks {
                tally.tellLack(of: attack)
                for place in places where attack.applies(to: place) {
                    await tally.add(attack, place, choice.verbose) {
                        try await rehearsal.rehearse(attack, at: place)
                    }
                    guard repetition == 1, !noControls, Shelter.isEntered || getuid() != 0,
                        attack.lack == nil,
                        place.isWarm == (attack.language == "python")
                    else {
                        continue
                    }
                    await tally.addControl(attack, place) { try await rehearsal.control(attack, at: place) }
                }
            }
            if repetitions > 1 { print("repetition \(repetition): \(tally.summary)") }
        }
        print(tally.summary)
        if !tally.isClean { throw ExitCode(1) }
    }
}

/// Counts what came of the cases and tells what is wrong with them as it happens.
struct Tally {
    var skipped: [String]
    var cases = 0, controls = 0, wrong: [String] = []
    var isClean: Bool { wrong.isEmpty && skipped.isEmpty && cases > 0 }

    init(skipped: [String]) {
        self.skipped = skipped
        for reason in skipped { print("skipped: \(reason)") }
    }

    var summary: String {
        "\(cases) cases, \(wrong.count) wrong, \(controls) positive controls, \(skipped.count) rungs skipped"
    }

    mutating func add(
        _ attack: Attack, _ place: Place, _ isVerbose: Bool, _ body: () async throws -> Outcome
    ) async {
        cases += 1
        do {
            let outcome = try await body()
            let time = String(format: "%.2f", outcome.seconds)
            if isVerbose {
                print("\(attack.name) \(place): \(outcome.verdict) in \(time) s: \(outcome.details)")
            }
            for complaint in outcome.complaints { fail("\(attack.name) \(place): \(complaint)") }
            if !outcome.isRight && !isVerbose { print("    \(outcome.details)") }
        } catch {
            fail("\(attack.name) \(place): \(error)")
        }
    }

    mutating func addControl(_ attack: Attack, _ place: Place, _ body: () async throws -> [String]) async {
        controls += 1
        do {
            for complaint in try await body() { fail("\(attack.name) \(place), control: \(complaint)") }
        } catch {
            fail("\(attack.name) \(place), control: \(error)")
        }
    }

    /// Says, once an attack, that its positive control cannot be had on this host.
    func tellLack(of attack: Attack) {
        if let lack = attack.lack { print("not shown to succeed: \(attack.name): \(lack)") }
    }

    mutating func fail(_ text: String) {
        wrong.append(text)
        print("WRONG \(text)")
    }
}
