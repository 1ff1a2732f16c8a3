import ArgumentParser
import Foundation
import Sandboxing

/// Which protections are needed, and by what that is seen.
struct WeighLayers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layers",
        abstract:
            "Leaves protections out: each must hold its attacks off alone, and without any they must succeed."
    )

    @OptionGroup var choice: Choice
    @Option(help: "Write the table of protections to this file.")
    var write: String?
    @Option(help: "Fail if the table in this file is not the one that was found.")
    var check: String?

    func run() async throws {
        let canaries = try Canaries()
        defer { canaries.remove() }
        InheritedLimits.raise()
        let rehearsal = try Rehearsal(canaries: canaries)
        let (places, skipped) = choice.places()
        var tally = Tally(skipped: skipped)
        var table: [Protection: [String: Set<String>]] = [:]
        var unseen: Set<Protection> = []
        for attack in try choice.chosen() {
            if attack.lack != nil {
                tally.tellLack(of: attack)
                unseen.formUnion(attack.words("layers", on: nil).compactMap(Protection.init))
                continue
            }
            for place in places
            where attack.applies(to: place) && place.isWarm == (attack.language == "python") {
                do {
                    let (needed, complaints) = try await rehearsal.layers(of: attack, at: place)
                    tally.cases += needed.count
                    for complaint in complaints { tally.fail("\(attack.name) \(place): \(complaint)") }
                    for layer in needed {
                        table[layer, default: [:]][attack.name, default: []].insert(place.rung.rawValue)
                    }
                } catch {
                    tally.fail("\(attack.name) \(place): \(error)")
                }
            }
        }
        if choice.only.isEmpty {
            for rung in Set(places.map(\.rung)) {
                let (needed, complaints) = try DeathTrial(weakened: rehearsal.weakened).weigh(rung)
                for complaint in complaints { tally.fail("\(rung.rawValue): \(complaint)") }
                for layer in needed {
                    table[layer, default: [:]][DeathTrial.name, default: []].insert(rung.rawValue)
                }
            }
        }
        for protection in Protection.allCases
        where choice.only.isEmpty && table[protection] == nil && !unseen.contains(protection) {
            tally.fail("nothing shows what \(protection.rawValue) is for")
        }
        let text = ProtectionTable(needed: table).text
        if let check, (try? String(contentsOfFile: check, encoding: .utf8)) != text {
            tally.fail("\(check) is not what was found; write it anew with --write")
        }
        if let write {
            try text.write(toFile: write, atomically: true, encoding: .utf8)
        } else if check == nil {
            print(text)
        }
        print(tally.summary)
        if !tally.isClean { throw ExitCode(1) }
    }
}

/// The table in the documentation.
struct ProtectionTable {
    var needed: [Protection: [String: Set<String>]]

    var text: String {
        var lines = [
            "# What each protection is for", "",
            "Made by `containment layers --write`. An attack stands beside a protection when, with all others that are in its",
            "way left out, that protection alone holds it off, and when it succeeds without any of them.", "",
            "| protection | attacks that it holds off alone |", "|---|---|",
        ]
        for protection in Protection.allCases {
            let attacks = (needed[protection] ?? [:]).sorted { $0.key < $1.key }.map { name, rungs in
                (name.contains(" ") ? name : "`\(name)`") + " (\(rungs.sorted().joined(separator: ", ")))"
            }
            lines.append("| \(protection.rawValue) | \(attacks.joined(separator: "; ")) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
