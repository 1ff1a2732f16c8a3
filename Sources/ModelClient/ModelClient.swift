import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Asks a language model through an endpoint of OpenAI's form.
///
/// A request is tried again after what may pass: no connection, a time-out, an answer that breaks off or makes no sense, the
/// statuses 408, 409, 425, 429 and those from 500 on. The wait grows, and a `Retry-After` is heeded. What was answered once is
/// not asked again where there is a cache. Once the server has refused the key, or the cache cannot be written, nothing more
/// is sent.
public final class ModelClient: Sendable {
    /// The options it was made with.
    public let options: ModelOptions
    private let address: URL
    private let session: URLSession
    private let gate: Gate
    private let cache: AnswerCache?
    private let sums = Mutex(ModelUsage())
    private let ending = Mutex<ModelError?>(nil)

    /// A client. Nothing is sent yet.
    /// - Throws: ``ModelError`` of kind `address` where the URL is none of HTTP.
    public init(_ options: ModelOptions) throws(ModelError) {
        var base = options.url
        while base.hasSuffix("/") { base.removeLast() }
        guard let url = URL(string: base + "/chat/completions"), ["http", "https"].contains(url.scheme),
            url.host?.isEmpty == false
        else {
            throw ModelError(
                .address, "'\(options.url)' is no address of an endpoint, such as http://localhost:8000/v1")
        }
        self.options = options
        address = url
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = max(1, options.concurrency)
        configuration.timeoutIntervalForRequest = options.timeout.inSeconds
        configuration.timeoutIntervalForResource = options.timeout.inSeconds
        session = URLSession(configuration: configuration)
        gate = Gate(atATime: options.concurrency, aMinute: options.requestsPerMinute)
        cache = options.cacheFolder.map(AnswerCache.init)
    }

    /// What all calls so far came to.
    public var usage: ModelUsage { sums.withLock { $0 } }

    /// Why nothing more is sent; nil as long as something is.
    public var end: ModelError? { ending.withLock { $0 } }

    /// The answer to a request, from the cache or from the server.
    /// - Throws: ``ModelError``.
    public func reply(to request: ChatRequest) async throws(ModelError) -> ChatReply {
        if let reply = cache?.answer(to: request, at: address.absoluteString) {
            sums.withLock { $0.cached += 1 }
            return reply
        }
        await gate.enter()
        // Kept before the next one is let in: it is not to be sent where nothing can be kept.
        let result = await attempts(at: request).flatMap { kept($0, request) }
        await gate.leave()
        do throws(ModelError) {
            return try result.get()
        } catch {
            if error.kind != .cancelled { sums.withLock { $0.failed += 1 } }
            throw error
        }
    }

    /// Counts an answer and puts it into the cache.
    private func kept(_ reply: ChatReply, _ request: ChatRequest) -> Result<ChatReply, ModelError> {
        count(reply)
        do {
            try cache?.keep(reply, to: request, at: address.absoluteString)
            return .success(reply)
        } catch {
            let folder = options.cacheFolder ?? ""
            let reason = "the answer cannot be kept in \(folder): \(error.localizedDescription)"
            return .failure(ended(by: ModelError(.cache, reason)))
        }
    }

    /// Remembers an error where nothing more is to be sent after it.
    private func ended(by error: ModelError) -> ModelError {
        if error.endsAll { ending.withLock { $0 = $0 ?? error } }
        return error
    }

    private func count(_ reply: ChatReply) {
        sums.withLock { sums in
            sums.answered += 1
            sums.promptTokens += reply.promptTokens
            sums.completionTokens += reply.completionTokens
            sums.cost +=
                (Double(reply.promptTokens) * options.promptPrice
                    + Double(reply.completionTokens) * options.completionPrice) / 1e6
        }
    }

    private func attempts(at request: ChatRequest) async -> Result<ChatReply, ModelError> {
        var last = ""
        let most = max(1, options.attempts)
        for number in 1...most {
            let delay = await gate.delay()
            if delay > .zero { try? await Task.sleep(for: delay) }
            if Task.isCancelled { return .failure(ModelError(.cancelled, "cancelled")) }
            if let end { return .failure(end) }
            switch await attempt(at: request) {
            case .answer(let reply): return .success(reply)
            case .refusal(let kind, let message):
                return .failure(ended(by: ModelError(kind, message, attempts: number)))
            case .trouble(let message, let asked):
                last = message
                guard number < most else { break }
                sums.withLock { $0.retries += 1 }
                try? await Task.sleep(for: wait(after: number, asked: asked))
            }
        }
        if Task.isCancelled { return .failure(ModelError(.cancelled, "cancelled")) }
        return .failure(ModelError(.exhausted, last, attempts: most))
    }

    /// Doubled each time and varied, so that many clients do not come back at one moment.
    private func wait(after attempt: Int, asked: Duration?) -> Duration {
        let doubled = options.firstWait * (1 << min(attempt - 1, 20))
        let varied = min(doubled, options.longestWait) * Double.random(in: 0.75...1.25)
        return min(max(varied, asked ?? .zero), options.longestWait)
    }

    /// What one try comes to.
    private enum Outcome {
        case answer(ChatReply)
        /// It would be the same the next time.
        case refusal(ModelError.Kind, String)
        /// It may pass; the server may have said when.
        case trouble(String, after: Duration?)
    }

    private func attempt(at request: ChatRequest) async -> Outcome {
        guard let body = try? request.body else {
            return .refusal(.refused, "the request cannot be written as JSON")
        }
        var message = URLRequest(url: address)
        message.httpMethod = "POST"
        message.httpBody = body
        message.timeoutInterval = options.timeout.inSeconds
        message.setValue("application/json", forHTTPHeaderField: "Content-Type")
        message.setValue("application/json", forHTTPHeaderField: "Accept")
        if let key = options.key { message.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
        do {
            let (data, response) = try await session.data(for: message)
            guard let response = response as? HTTPURLResponse else {
                return .trouble("no HTTP answer", after: nil)
            }
            return outcome(data, response)
        } catch {
            let reason =
                (error as? URLError)?.code == .timedOut
                ? "the answer took too long" : "no answer: \(error.localizedDescription)"
            return .trouble(reason, after: nil)
        }
    }

    private func outcome(_ data: Data, _ response: HTTPURLResponse) -> Outcome {
        let status = response.statusCode
        if status == 200 {
            if let length = response.value(forHTTPHeaderField: "Content-Length").flatMap(Int.init),
                data.count < length
            {
                return .trouble("the answer broke off", after: nil)
            }
            return ChatReply(body: data).map { .answer($0) }
                ?? .trouble("the answer makes no sense", after: nil)
        }
        let words = String(decoding: data.prefix(300), as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        var message = "status \(status)" + (words.isEmpty ? "" : ": \(words)")
        // Some servers quote the key that they refuse.
        if let key = options.key, !key.isEmpty { message = message.replacing(key, with: "(key)") }
        let mayPass = [408, 409, 425, 429].contains(status) || status >= 500
        guard mayPass else { return .refusal([401, 403].contains(status) ? .denied : .refused, message) }
        let asked = response.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init)
        return .trouble(message, after: asked.flatMap { $0 >= 0 && $0 < 1e6 ? .seconds($0) : nil })
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
