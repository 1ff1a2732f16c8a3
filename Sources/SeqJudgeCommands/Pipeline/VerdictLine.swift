import Evaluation
import Problems

/// What later stages need of a verdict of `batch` about a request of `candidates`.
struct VerdictLine: Decodable, Sendable {
    struct Found: Decodable, Sendable { var code: String }

    /// Which answer to which problem a verdict is about: tests and held-out terms have one each.
    struct Answer: Hashable {
        var problem: String
        var sample: Int

        init(_ meta: CandidateMeta) { (problem, sample) = (meta.problem, meta.sample) }
    }

    /// The line of the requests.
    var line: Int
    var verdict: String
    var passed: Int?
    var required: Int?
    var visiblePassed: Int?
    var visibleRequired: Int?
    var hiddenPassed: Int?
    var hiddenRequired: Int?
    var findings: [Found]?
    /// CPU time of judging, in seconds; nil where it is left out.
    var cpuSeconds: Double?
    var meta: CandidateMeta?

    enum CodingKeys: String, CodingKey {
        case line, verdict, passed, required, findings, meta
        case cpuSeconds = "cpu_s"
        case visiblePassed = "visible_passed"
        case visibleRequired = "visible_required"
        case hiddenPassed = "hidden_passed"
        case hiddenRequired = "hidden_required"
    }

    /// The answer to a problem that it is about.
    fileprivate func attempt(_ meta: CandidateMeta, _ problems: [String: ProblemFacts]) -> Attempt {
        var attempt = Attempt(problem: meta.problem, verdict: verdict)
        attempt.visible = Self.part(visiblePassed, visibleRequired)
        attempt.hidden = Self.part(hiddenPassed, hiddenRequired)
        attempt.finding = findings?.first?.code
        attempt.tokens = meta.tokens.map { .init(prompt: $0.prompt, completion: $0.completion) }
        attempt.judgingSeconds = cpuSeconds
        attempt.difficulty = problems[meta.problem]?.difficulty
        attempt.family = problems[meta.problem]?.family
        return attempt
    }

    fileprivate static func part(_ passed: Int?, _ required: Int?) -> Attempt.Part? {
        guard let passed, let required else { return nil }
        return Attempt.Part(passed: passed, required: required)
    }

    /// Goes through verdicts with what they are about.
    /// - Throws: where a verdict names no problem.
    static func forEach(
        in path: String, _ body: (VerdictLine, CandidateMeta) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        try JSONLines.forEach(VerdictLine.self, in: path, "verdict") { (line) throws(CommandFailure) in
            guard let meta = line.meta else {
                throw CommandFailure(
                    .badInput, "\(path): the verdict on line \(line.line) of the requests names no problem",
                    hint: "requests of `seqjudge candidates` do")
            }
            try body(line, meta)
        }
    }

    /// The answers in files of verdicts, each with what came of the held-out terms.
    static func attempts(
        in paths: [String], _ problems: [String: ProblemFacts] = [:]
    ) throws(CommandFailure) -> [Attempt] {
        var lines: [(VerdictLine, CandidateMeta)] = []
        for path in paths {
            try forEach(in: path) { (line, meta) throws(CommandFailure) in lines.append((line, meta)) }
        }
        return attempts(lines, problems)
    }

    /// The answers that verdicts are about. A batch puts verdicts out as they come: the order of the requests is that of their
    /// lines.
    static func attempts(
        _ lines: [(verdict: VerdictLine, meta: CandidateMeta)], _ problems: [String: ProblemFacts]
    ) -> [Attempt] {
        var tails: [Answer: VerdictLine] = [:]
        for line in lines where line.meta.part == "tail" { tails[Answer(line.meta)] = line.verdict }
        return lines.filter { $0.meta.part != "tail" }.sorted { $0.verdict.line < $1.verdict.line }.map {
            line in
            var attempt = line.verdict.attempt(line.meta, problems)
            guard let tail = tails[Answer(line.meta)] else { return attempt }
            // What could not be judged is not known.
            attempt.tail = tail.verdict == "IE" ? nil : part(tail.passed, tail.required)
            attempt.judgingSeconds = attempt.judgingSeconds.flatMap { seconds in
                tail.cpuSeconds.map { seconds + $0 }
            }
            return attempt
        }
    }
}

/// What evaluations go by besides verdicts.
struct ProblemFacts: Decodable, Sendable {
    var id: String
    var difficulty: Double?
    var family: String?

    /// Those of a problem.
    init(_ problem: Problem) {
        (id, difficulty, family) = (problem.id, problem.difficulty, problem.family)
    }

    /// The facts of all problems in some files, by id.
    static func read(_ paths: [String]) throws(CommandFailure) -> [String: ProblemFacts] {
        var facts: [String: ProblemFacts] = [:]
        for path in paths {
            try JSONLines.forEach(ProblemFacts.self, in: path, "problem") { (fact) throws(CommandFailure) in
                facts[fact.id] = fact
            }
        }
        return facts
    }
}
