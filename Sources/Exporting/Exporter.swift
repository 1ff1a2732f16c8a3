public import Foundation
public import Problems
import Terms

/// Writes rows of training data, one line of JSON each, members in alphabetical order.
public struct Exporter: Sendable {
    /// The form of the rows.
    public let format: ExportFormat
    /// What the system message says; nil: there is none.
    public var system: String?
    /// `train` or `test`, where a row says it.
    public var split: String

    /// An exporter.
    public init(_ format: ExportFormat, split: String, system: String? = nil) {
        self.format = format
        self.split = split
        self.system = system
    }

    /// The row of a problem, with a line feed; nil where the form is one of conversations.
    /// - Parameter index: the row's place in its file.
    public func row(_ problem: Problem, index: Int) throws -> Data? {
        switch format {
        case .verl:
            return try Self.line(
                VerlRow(
                    dataSource: "seqjudge", prompt: prompt(problem), ability: "code",
                    rewardModel: .init(style: "rule", groundTruth: GroundTruth(problem).text),
                    extraInfo: .init(
                        split: split, index: index, problemID: problem.id, difficulty: problem.difficulty,
                        family: problem.family)))
        case .trlPrompt:
            return try Self.line(
                TRLPromptRow(
                    prompt: prompt(problem), problemID: problem.id, groundTruth: GroundTruth(problem).text))
        default: return nil
        }
    }

    /// The row of a conversation, with a line feed; nil where the form is one of problems, or the conversation is not well
    /// formed.
    public func row(_ dialogue: Dialogue) throws -> Data? {
        guard dialogue.isWellFormed, let last = dialogue.messages.last else { return nil }
        let turns = Array(dialogue.turns)
        switch format {
        case .trlPromptCompletion:
            return try Self.line(
                TRLCompletionRow(prompt: Array(dialogue.messages.dropLast()), completion: [last]))
        case .shareGPT:
            return try Self.line(
                ShareGPTRow(
                    conversations: turns.map {
                        .init(from: $0.role == "user" ? "human" : "gpt", value: $0.content)
                    },
                    system: dialogue.system ?? ""))
        case .alpaca:
            let earlier = turns.dropLast(2).map(\.content)
            let history = stride(from: 0, to: earlier.count, by: 2).map { [earlier[$0], earlier[$0 + 1]] }
            return try Self.line(
                AlpacaRow(
                    instruction: turns[turns.count - 2].content, input: "", output: last.content,
                    system: dialogue.system ?? "", history: history))
        case .openAIChat: return try Self.line(OpenAIRow(messages: dialogue.messages))
        case .verl, .trlPrompt: return nil
        }
    }

    private func prompt(_ problem: Problem) -> [Dialogue.Message] {
        let question = Dialogue.Message(role: "user", content: problem.statement)
        return system.map { [Dialogue.Message(role: "system", content: $0), question] } ?? [question]
    }

    private static func line(_ row: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(row) + Data([UInt8(ascii: "\n")])
    }
}

/// What a reward function needs, as a text of JSON, since trainers pass texts through unchanged.
public struct GroundTruth: Sendable, Hashable, Codable {
    /// The problem's id.
    public var id: String
    /// The index of the first term.
    public var offset: Int
    /// All terms that decide, as decimal strings, from the offset on.
    public var terms: [String]
    /// How many of them the statement shows.
    public var visible: Int
    /// The held-out terms that follow.
    public var tail: [String]

    /// That of a problem.
    public init(_ problem: Problem) {
        id = problem.id
        offset = problem.offset
        terms = problem.tests.entries.map(\.term.description)
        visible = problem.examples.count
        tail = problem.tail.map(\.term.description)
    }

    /// JSON, members in alphabetical order.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
