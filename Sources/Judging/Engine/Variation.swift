import Sandboxing
import Statistics

/// What is otherwise in a replay, and what no right program goes by: the order in which a process or several are asked, a
/// jail set up anew (with it a template, and Python's hashes of texts), the environment, and the time.
struct Variation {
    /// Which replay it is, counted from 1.
    let number: Int
    private let seed: UInt64

    init(number: Int, of source: [UInt8]) {
        self.number = number
        seed = FNV1a.hash("replay \(number)".utf8, after: FNV1a.hash(source))
    }

    /// A seed that was one of a check, made one of this replay.
    func salted(_ seed: UInt64) -> UInt64 { seed ^ self.seed }

    private static let zones = ["UTC+11", "UTC-13", "UTC+3"]
    private static let languages = ["de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8"]

    /// A profile with another environment: the time zone, the language, the home, and as much more of it as moves the
    /// stack.
    func applied(to profile: Profile) -> Profile {
        var random = SeededRandom(seed: seed)
        var profile = profile
        let place = Int(random.next() % 3)
        profile.environment["TZ"] = Self.zones[place]
        profile.environment["LANG"] = Self.languages[place]
        profile.environment["LC_ALL"] = Self.languages[place]
        profile.environment["HOME"] = "/nonexistent/\(random.next() % 1_000)"
        profile.environment["FILLER"] = String(repeating: "x", count: 16 + Int(random.next() % 2_000))
        return profile
    }
}

extension CheckSession {
    /// Judges an accepted candidate so many times more, each time under other circumstances.
    func replayed(_ report: CheckReport) throws -> CheckReport.Stability {
        var stability = CheckReport.Stability()
        for number in 1...options.replays {
            let (again, _) = try varied(Variation(number: number, of: candidate.source), report.entry?.entry)
                .attempt()
            stability.usage.add(again.usage)
            // A fault of the host's says nothing about the candidate.
            if again.verdict == .internalError { continue }
            stability.replays += 1
            if again.verdict == .accepted {
                stability.agreeing += 1
            } else {
                stability.differences.append(
                    Diagnostics.line("replay \(number): \(again.verdict.rawValue), \(again.explanation)"))
            }
        }
        return stability
    }

    /// The cell for a profile: in a replay one of its own, which nothing else has run in.
    func cell(for profile: Profile, template: Template? = nil) throws -> Cell {
        guard let variation else { return try worker.cell(for: profile, template: template) }
        return try worker.freshCell(for: variation.applied(to: profile), template: template)
    }
}
