import ModelClient
import Problems

/// Why nothing came of asking a model.
enum AskingFault: Error, Sendable {
    /// There is no answer.
    case unanswered(ModelError)
    /// There are answers, of which none can be used.
    case unusable(String)

    /// Why, in one line.
    var reason: String {
        switch self {
        case .unanswered(let error): error.description
        case .unusable(let reason): reason
        }
    }
}

extension ModelClient {
    /// What a model's answer holds. It is asked once more, with the reason, where the answer cannot be used.
    /// - Parameter read: what an answer holds.
    func ask<Value>(
        _ arguments: ModelArguments, system: String, question: String,
        _ read: (String) throws(AnswerFault) -> Value
    ) async throws(AskingFault) -> Value {
        var messages = [
            ChatMessage(role: "system", content: system), ChatMessage(role: "user", content: question),
        ]
        var last = ""
        for _ in 0..<2 {
            let answer: String
            do throws(ModelError) {
                answer = try await reply(to: arguments.request(messages)).text
            } catch {
                throw .unanswered(error)
            }
            do throws(AnswerFault) { return try read(answer) } catch { last = error.message }
            messages.append(ChatMessage(role: "assistant", content: answer))
            let complaint = "That cannot be used: \(last). Answer again, with the JSON object alone."
            messages.append(ChatMessage(role: "user", content: complaint))
        }
        throw .unusable(last)
    }
}
