import Foundation
import Judging
import Sandboxing
import Terms

/// A program that tries one thing no candidate may do.
///
/// It answers right if, and only if, the attempt succeeded: so a program that wins is accepted, and one that is held off
/// is not. Its file begins with comment lines of the form `key: value`; see README.md beside this file.
struct Attack: Sendable {
    /// What a key of the file's head says.
    typealias Head = [String: String]

    var path: String
    var id: String
    var language: String
    var title: String
    var source: String
    /// The file as it is: it need not be UTF-8.
    var bytes: Data
    var head: Head

    /// `E24-connect.c`.
    var name: String { URL(filePath: path).lastPathComponent }

    /// Reads a file.
    init(path: String) throws {
        self.path = path
        let url = URL(filePath: path)
        bytes = try Data(contentsOf: url)
        source = String(decoding: bytes, as: UTF8.self)
        language = url.pathExtension == "py" ? "python" : "c"
        head = Attack.head(of: source, comment: language == "python" ? "#" : "//")
        guard let id = head["id"], let title = head["does"], head["expect"] != nil else {
            throw Failure("\(path): the head has to name `id`, `does` and `expect`")
        }
        self.id = id
        self.title = title
        for key in head.keys where !Attack.keys.contains(String(key.prefix { $0 != "." })) {
            throw Failure("\(path): unknown key `\(key)`")
        }
        for (key, names) in head where key.hasPrefix("layers") || key.hasPrefix("without") {
            for name in names.split(separator: " ") where Protection(rawValue: String(name)) == nil {
                throw Failure("\(path): unknown protection `\(name)`")
            }
        }
    }

    private static let keys: Set = [
        "id", "does", "expect", "names", "limits", "rungs", "layers", "without", "forks", "control", "truth",
        "cases", "entry", "after", "during", "why", "paths", "twice", "cell", "allow", "collects", "wins",
        "needs",
        "cached", "pad", "verbatim", "name",
    ]

    private static func head(of source: String, comment: String) -> Head {
        var head: Head = [:]
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            // Behind a byte order mark, too.
            let line = line.drop { $0 == "\u{FEFF}" }
            guard line.hasPrefix(comment) else { break }
            let text = line.dropFirst(comment.count)
            guard let colon = text.firstIndex(of: ":") else { continue }
            let key = text[..<colon].trimmingCharacters(in: .whitespaces)
            if key.contains(" ") { continue }
            head[key] = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return head
    }

    /// The true terms, from index 1 on.
    var terms: [Term] {
        let indices = 1...(Int(head["cases"] ?? "") ?? 2)
        return indices.map { head["truth"] == "hidden" ? Truths.hidden($0) : Term($0 * $0 + 7) }
    }

    /// A key's words, those said of the rung before those said of all.
    func words(_ key: String, on rung: Rung?) -> [String] {
        let text = rung.flatMap { head["\(key).\($0.rawValue)"] } ?? head[key] ?? ""
        return text.split(separator: " ").map(String.init)
    }

    /// Whether it is tried as a program in a cell like the compiler's, instead of by a judge.
    var isForScratch: Bool { head["cell"] == "scratch" }

    /// What this host lacks for the attack to succeed whatever is left out; nil: nothing.
    var lack: String? {
        guard head["needs"] == "limits", !InheritedLimits.areGenerous else { return nil }
        return "this host does not let resource limits be raised"
    }

    /// Whether its control may run a program that was compiled in another jail.
    var mayBeCached: Bool { head["cached"] != "no" }

    /// The verdicts that are right.
    func expected(on place: Place) -> [String] {
        if !place.isWarm, let own = head["expect.cold"] { return own.split(separator: " ").map(String.init) }
        return words("expect", on: place.rung)
    }

    /// The protections each of which holds the attack off alone; those that the rung has.
    func layers(on rung: Rung) -> [Protection] {
        words("layers", on: rung).compactMap(Protection.init).filter { $0.exists(on: rung) }
    }

    /// What is left out besides, whichever of the layers is tried.
    func without(on rung: Rung) -> [Protection] {
        words("without", on: rung).compactMap(Protection.init).filter { $0.exists(on: rung) }
    }

    /// Whether it is for the rung and the path.
    func applies(to place: Place) -> Bool {
        let rungs = words("rungs", on: nil)
        let paths = words("paths", on: nil)
        return (rungs.isEmpty || rungs.contains(place.rung.rawValue))
            && (paths.isEmpty || paths.contains(place.isWarm ? "warm" : "cold"))
    }
}

extension Protection {
    /// Whether a jail of this rung has it, where the host gives a cgroup and the judge is root.
    func exists(on rung: Rung) -> Bool {
        switch self {
        case .ownRoot, .readOnlyMounts, .runPIDNamespace, .ipcNamespace, .networkNamespace, .utsNamespace,
            .cgroupMemory, .cgroupTasks, .scratchSize:
            rung != .lockdown
        case .addressSpaceLimit, .processesLimit: rung == .lockdown
        default: true
        }
    }
}

/// Where an attack is tried: a rung, and whether its jail and what it runs from are warm.
struct Place: Hashable, Sendable, CustomStringConvertible {
    var rung: Rung
    var isWarm: Bool
    var description: String { "\(rung.rawValue) \(isWarm ? "warm" : "cold")" }
}

/// Something that keeps the suite from going on.
struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
