import Completions
import Exporting
import Judging
import ModelClient
import Problems
import Reflection
import Sandboxing

/// Conversations about problems, whose programs are judged in the jail.
struct ReflectionWork: Sendable {
    /// Why there is no conversation about a problem.
    struct GivenUp: Error, Sendable {
        var message: String
    }

    private let judges: JudgePool
    private let reflection: Reflection
    private let asking: ModelWork
    private let writer: Reflection.Writer

    /// - Parameter rounds: answers for each problem, at most; at least 1.
    /// - Throws: when the host does not allow what the options ask for.
    init(
        _ options: JudgeOptions, jobs: Int, rounds: Int, asking: ModelWork,
        writer: @escaping Reflection.Writer
    ) throws(CommandFailure) {
        judges = try .forCommand(options, jobs: jobs)
        var reflection = Reflection()
        reflection.corrections = rounds - 1
        (self.reflection, self.asking, self.writer) = (reflection, asking, writer)
    }

    /// What came of each problem, in order.
    func run(
        _ problems: [Problem], atATime: Int
    ) async throws(CommandFailure) -> [Result<ReflectionRecord, GivenUp>] {
        try await judges.closing { () async throws(CommandFailure) in
            try await asking.inOrder(problems, atATime: atATime) { problem in await run(problem) }
        }
    }

    private func run(_ problem: Problem) async -> Result<ReflectionRecord, GivenUp> {
        do {
            return .success(
                try await reflection.run(problem, writer: writer) { code, problem in
                    try await judge(code, problem)
                })
        } catch {
            return .failure(GivenUp(message: "\(error)"))
        }
    }

    /// The model's part of a conversation.
    static func writer(_ client: ModelClient, _ arguments: ModelArguments) -> Reflection.Writer {
        { messages, _, _ in
            let messages = messages.map { ChatMessage(role: $0.role, content: $0.content) }
            return try await client.reply(to: arguments.request(messages)).text
        }
    }

    private func judge(_ code: CompletionCode, _ problem: Problem) async throws -> Judgement {
        let candidate = Candidate(
            name: code.language == "c" ? "answer.c" : "answer.py", source: Array(code.source.utf8),
            language: code.language)
        let truth = Truth(table: problem.tests, visible: problem.examples.count)
        let settings = LimitSettings(
            cpu: .seconds(problem.limits.cpuSeconds), checkCPU: .seconds(problem.limits.checkCPUSeconds),
            memory: .mib(problem.limits.memoryMiB))
        do throws(JudgeError) {
            let seat = try judges.seat(profile: nil)
            var options = seat.choice.options(settings)
            (options.allCases, options.diagnosis) = (true, .failures)
            return Judgement(try await seat.judge.check(candidate, against: truth, options: options))
        } catch {
            // What is no fault of the program's ends its own conversation alone: a compiler that is not installed.
            guard error.kind != .cancelled else { throw error }
            return Judgement(verdict: Verdict.internalError.rawValue, explanation: error.description)
        }
    }
}

/// Answers of a model that were recorded.
enum RecordedCompletions {
    private struct Line: Decodable {
        var problem: String
        var completion: String
        var round: Int?
        var sample: Int?
    }

    /// The answers to each problem: in the order of their numbers where they have some, else of the file.
    static func read(_ path: String) throws(CommandFailure) -> [String: [String]] {
        var lines: [String: [(number: Int, place: Int, text: String)]] = [:]
        try JSONLines.forEach(Line.self, in: path, "recorded answer") { (line) throws(CommandFailure) in
            let place = lines[line.problem]?.count ?? 0
            let number = line.round ?? line.sample ?? place
            lines[line.problem, default: []].append((number, place, line.completion))
        }
        return lines.mapValues { answers in
            answers.sorted { ($0.number, $0.place) < ($1.number, $1.place) }.map(\.text)
        }
    }
}
