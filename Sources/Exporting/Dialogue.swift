/// A conversation about a problem that ends with a program: a row of supervised fine-tuning.
public struct Dialogue: Sendable, Hashable, Codable {
    /// One message.
    public struct Message: Sendable, Hashable, Codable {
        /// `system`, `user` or `assistant`.
        public var role: String
        /// Its text.
        public var content: String

        /// A message.
        public init(role: String, content: String) {
            self.role = role
            self.content = content
        }
    }

    /// The problem's id.
    public var problemID: String
    /// The verdict on the last program: `AC`, `WA` and so on.
    public var verdict: String
    /// A system message first where there is one, then user and assistant in turns; the last one is the assistant's.
    public var messages: [Message]

    /// A conversation.
    public init(problemID: String, verdict: String, messages: [Message]) {
        self.problemID = problemID
        self.verdict = verdict
        self.messages = messages
    }

    enum CodingKeys: String, CodingKey {
        case messages, verdict
        case problemID = "problem_id"
    }

    /// The system message's text.
    var system: String? { messages.first.flatMap { $0.role == "system" ? $0.content : nil } }

    /// The messages without the system's.
    var turns: ArraySlice<Message> { messages.first?.role == "system" ? messages.dropFirst() : messages[...] }

    /// Whether user and assistant take turns and the assistant has the last word.
    public var isWellFormed: Bool {
        guard !turns.isEmpty, turns.count.isMultiple(of: 2) else { return false }
        return turns.enumerated().allSatisfy {
            $0.element.role == ($0.offset.isMultiple(of: 2) ? "user" : "assistant")
        }
    }
}
