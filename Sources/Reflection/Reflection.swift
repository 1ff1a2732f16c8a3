public import Completions
public import Exporting
public import Problems

/// Case-based reflection: a model writes a program, hears which tests fail and why, and corrects it, round by round.
public struct Reflection: Sendable {
    /// Answers to a conversation about a problem; the round is counted from 1.
    public typealias Writer =
        @Sendable (_ messages: [Dialogue.Message], _ problem: Problem, _ round: Int) async throws -> String
    /// Runs a program on the tests of a problem.
    public typealias Judging =
        @Sendable (_ code: CompletionCode, _ problem: Problem) async throws -> Judgement

    /// How many corrections there are at most. Default 3.
    public var corrections = 3
    /// `python` or `c`; nil: either.
    public var language: String?
    public var prompts = ReflectionPrompts()

    /// With the defaults.
    public init() {}

    /// Has a model solve a problem. Ends with a right program, with one that could not be judged, or after all rounds.
    /// - Throws: what the writer or the judging throws.
    public func run(_ problem: Problem, writer: Writer, judging: Judging) async throws -> ReflectionRecord {
        var messages: [Dialogue.Message] = prompts.system.map { [.init(role: "system", content: $0)] } ?? []
        messages.append(.init(role: "user", content: problem.statement))
        var rounds: [ReflectionRecord.Round] = []
        var last = Previous()
        while true {
            let number = rounds.count + 1
            let answer = try await writer(messages, problem, number)
            messages.append(.init(role: "assistant", content: answer))
            let (round, feedback) = try await round(number, answer, problem, &last, judging)
            rounds.append(round)
            guard let feedback, number <= max(0, corrections) else {
                return ReflectionRecord(
                    problemID: problem.id, verdict: round.verdict, rounds: rounds, messages: messages)
            }
            messages.append(.init(role: "user", content: feedback))
        }
    }

    /// What was known after the round before.
    private struct Previous {
        var source: [Substring]?
        var passed: Set<Int> = []
        var failed: Set<Int> = []
    }

    /// Judges one answer. Nil feedback: there is nothing to correct.
    private func round(
        _ number: Int, _ answer: String, _ problem: Problem, _ last: inout Previous, _ judging: Judging
    ) async throws -> (ReflectionRecord.Round, feedback: String?) {
        let code: CompletionCode
        do throws(CompletionCode.Fault) {
            code = try CompletionCode(in: answer, language: language)
        } catch {
            let round = ReflectionRecord.Round(
                number: number, verdict: "none", failed: [], broken: [], fixed: [], isChanged: true)
            return (round, prompts.feedback(error.rawValue))
        }
        let words = code.source.split(whereSeparator: \.isWhitespace)
        let judgement = try await judging(code, problem)
        let failed = Set(judgement.failures.map(\.index))
        let passed = Set(judgement.passed)
        let round = ReflectionRecord.Round(
            number: number, verdict: judgement.verdict, failed: failed.sorted(),
            broken: failed.intersection(last.passed).sorted(),
            fixed: passed.intersection(last.failed).sorted(),
            isChanged: words != last.source, finding: judgement.findings.first?.code)
        last = Previous(source: words, passed: passed, failed: failed)
        let isDone = judgement.verdict == "AC" || judgement.verdict == "IE"
        return (round, isDone ? nil : prompts.feedback(judgement))
    }
}

/// Answers that were recorded before: by problem, and for each the answers of its rounds. What has no answer left repeats
/// the last one, as a model that has nothing more to say.
public struct RecordedAnswers: Sendable {
    /// There is nothing recorded for a problem.
    public struct Missing: Error, Sendable, Hashable, CustomStringConvertible {
        /// The problem's id.
        public var problem: String
        public var description: String { "no answer is recorded for the problem \(problem)" }
    }

    private let answers: [String: [String]]

    /// Recorded answers.
    public init(_ answers: [String: [String]]) { self.answers = answers }

    /// The writer that repeats them.
    public var writer: Reflection.Writer {
        let answers = answers
        return { _, problem, round in
            guard let all = answers[problem.id], let last = all.last else {
                throw Missing(problem: problem.id)
            }
            return round <= all.count ? all[round - 1] : last
        }
    }
}
