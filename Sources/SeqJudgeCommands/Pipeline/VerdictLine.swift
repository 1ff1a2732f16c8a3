import Evaluation
import Problems

/// What later stages need of a verdict, as `batch --problems` writes it.
struct VerdictLine: Decodable, Sendable {
    struct Tail: Decodable, Sendable {
        var passed: Int
        var required: Int
    }

    struct Found: Decodable, Sendable { var code: String }

    struct OwnCases: Decodable, Sendable {
        var count: Int
        var right: Int
    }

    /// The line of the requests.
    var line: Int
    var problem: String?
    var verdict: String
    var visiblePassed: Int?
    var visibleRequired: Int?
    var hiddenPassed: Int?
    var hiddenRequired: Int?
    var tail: Tail?
    var findings: [Found]?
    var ownCases: OwnCases?

    enum CodingKeys: String, CodingKey {
        case line, problem, verdict, tail, findings
        case visiblePassed = "visible_passed"
        case visibleRequired = "visible_required"
        case hiddenPassed = "hidden_passed"
        case hiddenRequired = "hidden_required"
        case ownCases = "own_cases"
    }

    /// The answer that it is about; of whose problem more may be known.
    func attempt(_ problems: [String: ProblemFacts]) -> Attempt? {
        guard let problem else { return nil }
        var attempt = Attempt(problem: problem, verdict: verdict)
        attempt.visible = Self.part(visiblePassed, visibleRequired)
        attempt.hidden = Self.part(hiddenPassed, hiddenRequired)
        attempt.tail = tail.map { Attempt.Part(passed: $0.passed, required: $0.required) }
        attempt.finding = findings?.first?.code
        attempt.difficulty = problems[problem]?.difficulty
        attempt.family = problems[problem]?.family
        return attempt
    }

    private static func part(_ passed: Int?, _ required: Int?) -> Attempt.Part? {
        guard let passed, let required else { return nil }
        return Attempt.Part(passed: passed, required: required)
    }

    /// The answers in files of verdicts.
    /// - Throws: where a verdict names no problem.
    static func attempts(
        in paths: [String], _ problems: [String: ProblemFacts] = [:]
    ) throws(CommandFailure) -> [Attempt] {
        var attempts: [Attempt] = []
        for path in paths {
            try JSONLines.forEach(VerdictLine.self, in: path, "verdict") { (line) throws(CommandFailure) in
                guard let attempt = line.attempt(problems) else { throw nameless(line, path) }
                attempts.append(attempt)
            }
        }
        return attempts
    }

    static func nameless(_ line: VerdictLine, _ path: String) -> CommandFailure {
        CommandFailure(
            .badInput, "\(path): the verdict on line \(line.line) of the requests names no problem",
            hint: "judge completions with `seqjudge batch --problems FILE`")
    }
}

/// What evaluations go by besides verdicts.
struct ProblemFacts: Decodable, Sendable {
    var id: String
    var difficulty: Double?
    var family: String?

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
