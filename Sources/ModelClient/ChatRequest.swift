import Foundation

/// One message of a conversation.
public struct ChatMessage: Sendable, Hashable, Codable {
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

/// What a model is asked, in the form of OpenAI's chat completions, which most servers speak.
public struct ChatRequest: Sendable, Hashable {
    /// The model's name as its server knows it.
    public var model: String
    /// The conversation so far, at least one message.
    public var messages: [ChatMessage]
    /// From 0 up; nil: the server's default.
    public var temperature: Double?
    /// The most tokens of the answer; nil: the server's default.
    public var maxTokens: Int?
    /// Passed on to servers that can repeat an answer; nil: left out.
    public var seed: Int?
    /// Which of several answers to the same question this is, from 0 on. Not sent: it keeps them apart in the cache.
    public var sample: Int

    /// A request.
    public init(
        model: String, messages: [ChatMessage], temperature: Double? = nil, maxTokens: Int? = nil,
        seed: Int? = nil,
        sample: Int = 0
    ) {
        self.model = model
        self.messages = messages
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.seed = seed
        self.sample = sample
    }

    private struct Body: Codable {
        var model: String
        var messages: [ChatMessage]
        var temperature: Double?
        var maxTokens: Int?
        var seed: Int?

        enum CodingKeys: String, CodingKey {
            case model, messages, temperature, seed
            case maxTokens = "max_tokens"
        }
    }

    /// The body that is sent: members in alphabetical order, so that equal requests have equal bodies.
    var body: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(
                Body(
                    model: model, messages: messages, temperature: temperature, maxTokens: maxTokens,
                    seed: seed))
        }
    }
}

/// What a model answered.
public struct ChatReply: Sendable, Hashable, Codable {
    /// The text.
    public var text: String
    /// Why it ended, in the server's word: `stop`, or `length` where it was cut off; nil where the server does not say.
    public var finishReason: String?
    /// Tokens read and written, as the server counts them; 0 where it does not.
    public var promptTokens: Int
    public var completionTokens: Int

    /// A reply.
    public init(text: String, finishReason: String? = nil, promptTokens: Int = 0, completionTokens: Int = 0) {
        self.text = text
        self.finishReason = finishReason
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }

    private struct Body: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable { var content: String? }
            var message: Message
            var finishReason: String?

            enum CodingKeys: String, CodingKey {
                case message
                case finishReason = "finish_reason"
            }
        }
        struct Usage: Decodable {
            var promptTokens: Int?
            var completionTokens: Int?

            enum CodingKeys: String, CodingKey {
                case promptTokens = "prompt_tokens"
                case completionTokens = "completion_tokens"
            }
        }
        var choices: [Choice]
        var usage: Usage?
    }

    /// Reads a server's answer; nil for anything that is none.
    init?(body: Data) {
        guard let body = try? JSONDecoder().decode(Body.self, from: body), let choice = body.choices.first,
            let content = choice.message.content
        else { return nil }
        self.init(
            text: content, finishReason: choice.finishReason, promptTokens: body.usage?.promptTokens ?? 0,
            completionTokens: body.usage?.completionTokens ?? 0)
    }
}
