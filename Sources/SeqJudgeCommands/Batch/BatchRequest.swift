import Judging
import Terms

/// One line of a batch: a candidate and what it has to give. After `Documentation/schemas/batch-request.schema.json`.
struct BatchRequest: Sendable, Equatable {
    /// The candidate's text, or where it is.
    enum Code: Sendable, Equatable {
        case text([UInt8])
        case file(String)
    }

    /// The terms themselves, or whose they are.
    enum Target: Sendable, Equatable {
        case terms([Term])
        case sequence(String)
    }

    var code: Code
    var language: String
    var entry: Entry?
    /// A bundled profile's name.
    var profile: String?
    var target: Target
    /// The index of the first term; nil: what the truth says, and 0 with terms.
    var offset: Int?
    var count: Int?
    var indices: String?
    var visible: Int?
    var allCases: Bool?
    var forgivePrompts: Bool?
    var forgiveImports: Bool?
    /// With the terms themselves, the keywords that their sequence has.
    var keywords: [String] = []
    var limits = LimitSettings()
}

/// What a line says about itself, known even where the rest of it is not to be understood.
struct RequestLabel: Sendable, Equatable {
    /// The id as JSON.
    var id: [UInt8]?
    /// Whatever the caller wants back, as JSON.
    var meta: [UInt8]?
}

/// Why a line cannot be judged.
struct RequestError: Error, Sendable, Equatable {
    /// What is wrong and what would have been right, in one line.
    var message: String
    /// The byte in the line, counted from 1; nil where the trouble has no place.
    var column: Int?

    init(_ message: String, column: Int? = nil) {
        self.message = message
        self.column = column
    }

    init(_ error: InputError) {
        message = error.problem + (error.expected.map { "; expected \($0)" } ?? "")
        column = error.column
    }
}

/// The members that a request may have.
enum RequestField: String, CaseIterable {
    case id, source, file, language, entry, profile, terms, sequence, offset, count, indices, visible
    case allCases = "all_cases"
    case forgivePrompts = "forgive_prompts"
    case forgiveImports = "forgive_imports"
    case keywords, limits, meta

    /// The known name that is most like another; nil when none is.
    static func nearest(to name: String) -> String? {
        Nearness.nearest(to: name, among: allCases.map(\.rawValue))
    }
}

/// The limits that a request may set: names and units are those of a fixture's `sequence.yaml`.
enum LimitField: String, CaseIterable {
    case cpu = "cpu_s"
    case checkCPU = "check_cpu_s"
    case wall = "wall_s"
    case memory = "memory_mib"
    case output = "output_mib"
    case processes, threads
}

/// How like two words are.
enum Nearness {
    static func nearest(to name: String, among known: [String]) -> String? {
        let name = Array(name.utf8.prefix(40))
        let ranked = known.map { (word: $0, distance: distance(name, Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, name.count / 3) ? best.word : nil
    }

    /// Letters put in, left out or exchanged for others (Levenshtein).
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (position, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = position + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
