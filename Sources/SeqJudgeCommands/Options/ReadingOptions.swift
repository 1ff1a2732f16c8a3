import ArgumentParser
import Judging
import Sandboxing
import Terms

/// How a solution is read and asked for terms.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            How the solution is asked for terms: stdin, argv, terms, 'function NAME', 'generator NAME', \
            'list NAME', 'upto NAME', 'rows NAME', 'triangle NAME', 'predicate NAME' and so on. (default: found out \
            from the source, and by trying where several fit)
            """, valueName: "convention"))
    var entry: Entry?

    @Flag(help: "Tell in the text report which conventions were considered, and what came of each.")
    var explainEntry = false

    @Flag(
        help: "Supply names such as gcd or isprime that a Python solution does not import; the report tells.")
    var forgiveImports = false

    @Flag(
        help: ArgumentHelp(
            """
            The solution is a block of programs, as in '%o A000045 (Python)' lines. (default: if it begins like one)
            """))
    var fromBlock = false

    @Option(
        help: ArgumentHelp(
            "Of a block's programs, only this one, counted from 1. (default: each until one is accepted)",
            valueName: "number"))
    var program: Int?

    @Option(
        help: ArgumentHelp(
            "The solution's language: python or c. (default: from the file's ending)", valueName: "language"))
    var language: String?

    mutating func validate() throws {
        if let language, language != "python" && language != "c" {
            throw ValidationError("--language is python or c.")
        }
        if let program, program < 1 { throw ValidationError("--program must be at least 1.") }
    }
}

extension ReadingOptions {
    /// The candidates of a solution: one, or the programs of a block.
    struct Candidates: Sendable {
        var programs: [Candidate]
        /// For each program of a block, a word on where it stands; empty where there is no block.
        var places: [String]
    }

    /// Reads a file, or standard input for `-`.
    func candidates(path: String, limit: ByteCount) throws(CommandFailure) -> Candidates {
        // One byte past the limit is enough for the judge to see that the source is too large.
        let bytes = try FileBytes.read(path: path, limit: limit.bytes + 1)
        let name = path == "-" ? "<stdin>" : path.split(separator: "/").last.map(String.init) ?? path
        if fromBlock || ProgramBlock.begins(bytes) {
            // A block that is too large is refused as a program would be.
            if bytes.count <= limit.bytes { return try programs(of: bytes, name) }
        } else if program != nil {
            throw CommandFailure(.usage, "--program is for a block of programs, and \(name) is none")
        }
        if language == nil && !fromBlock && !name.hasSuffix(".py") && !name.hasSuffix(".c") {
            throw CommandFailure(
                .usage, "the ending of \(name) is neither .py nor .c", hint: "give --language")
        }
        let candidate = Candidate(
            name: name, source: bytes, language: language ?? (fromBlock ? "python" : nil), entry: entry)
        return Candidates(programs: [candidate], places: [])
    }

    private func programs(of bytes: [UInt8], _ name: String) throws(CommandFailure) -> Candidates {
        let all = ProgramBlock(reading: bytes).programs
        // Of a record with programs in several languages the Python ones are meant, where nothing else is said.
        let wanted = language ?? (all.contains { $0.language == "python" } ? "python" : "c")
        let found = all.filter { $0.language == wanted }
        guard !found.isEmpty else {
            throw CommandFailure(
                .badInput, "\(name): no program in a language that is judged",
                hint: "a program begins with a line '(Python)' or '(C)'")
        }
        let chosen = program.map { [$0 - 1] } ?? Array(found.indices)
        guard chosen.allSatisfy(found.indices.contains) else {
            throw CommandFailure(.usage, "\(name) has \(DisplayText.count(found.count, "program"))")
        }
        return Candidates(
            programs: chosen.map {
                Candidate(name: name, source: found[$0].source, language: wanted, entry: entry)
            },
            places: chosen.map { "program \($0 + 1) of \(found.count), line \(found[$0].line)" })
    }
}

extension ReadingOptions.Candidates {
    /// The report of the first that is accepted, else of that with the most right terms, of several the first.
    func judged(
        by judge: Judge, against truth: Truth, _ options: CheckOptions
    ) async throws(JudgeError) -> CheckReport {
        var best: CheckReport?
        for (place, program) in programs.enumerated() {
            var report = try await judge.check(program, against: truth, options: options)
            if places.indices.contains(place) { report.notes.append("of a block: \(places[place])") }
            if report.verdict == .accepted || report.verdict == .internalError { return report }
            if report.tally.passed > best?.tally.passed ?? -1 { best = report }
        }
        guard let best else { throw JudgeError(.usage, "there is no program to judge") }
        return best
    }
}
