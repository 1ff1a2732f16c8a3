import Foundation
import ModelClient
import ModelServer
import Testing

@Suite struct ModelClientTests {
    private static let question = ChatRequest(
        model: "m", messages: [ChatMessage(role: "user", content: "a \"b\" é\n")], temperature: 0.5,
        maxTokens: 7)

    private static func client(
        _ server: ScriptedServer, _ change: (inout ModelOptions) -> Void = { _ in }
    ) throws -> ModelClient {
        var options = ModelOptions(url: server.url)
        options.firstWait = .milliseconds(20)
        options.attempts = 4
        options.timeout = .seconds(1)
        change(&options)
        return try ModelClient(options)
    }

    private static func error(_ client: ModelClient) async -> ModelError? {
        do throws(ModelError) {
            _ = try await client.reply(to: question)
            return nil
        } catch { return error }
    }

    private static func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path())
    }

    @Test func `a question is sent in the form of the protocol, and the answer counted`() async throws {
        let server = try ScriptedServer([.answer("12")])
        let client = try Self.client(server) {
            $0.key = "secret"
            ($0.promptPrice, $0.completionPrice) = (100_000, 1_000_000)
        }
        let reply = try await client.reply(to: Self.question)
        #expect(reply == ChatReply(text: "12", finishReason: "stop", promptTokens: 10, completionTokens: 5))
        let seen = try #require(server.requests.first)
        #expect(seen.head.hasPrefix("POST /v1/chat/completions HTTP/1.1"))
        #expect(seen.head.contains("Authorization: Bearer secret"))
        let body = try #require(
            try JSONSerialization.jsonObject(with: Data(seen.body.utf8)) as? [String: Any])
        #expect(Set(body.keys) == ["model", "messages", "temperature", "max_tokens"])
        #expect((body["messages"] as? [[String: String]]) == [["role": "user", "content": "a \"b\" é\n"]])
        #expect(client.usage.answered == 1 && client.usage.promptTokens == 10)
        #expect(abs(client.usage.cost - 6) < 1e-9)
    }

    @Test(arguments: [
        ScriptedServer.Step.status(429), .status(500, body: "oops"), .status(503), .cut, .silence, .raw("{"),
        .raw("<html>"), .raw(#"{"choices": []}"#), .raw(""),
    ])
    func `what may pass is tried again`(trouble: ScriptedServer.Step) async throws {
        let server = try ScriptedServer([trouble, .answer("12")])
        let client = try Self.client(server)
        #expect(try await client.reply(to: Self.question).text == "12")
        #expect(server.requests.count == 2 && client.usage.retries == 1 && client.usage.failed == 0)
    }

    @Test func `what would not pass is not tried again, and the key is in no message`() async throws {
        let server = try ScriptedServer([.status(404, body: "no model for secret"), .answer("12")])
        let client = try Self.client(server) { $0.key = "secret" }
        let error = try #require(await Self.error(client))
        #expect(error.kind == .refused && error.message == "status 404: no model for (key)")
        #expect(server.requests.count == 1 && client.usage.failed == 1)
        // Another request may be answered.
        #expect(await Self.error(client) == nil && client.end == nil)
    }

    @Test(arguments: [401, 403])
    func `once the key is refused nothing more is sent, and the key is in no message`(status: Int)
        async throws
    {
        let server = try ScriptedServer([.status(status, body: "wrong key secret"), .answer("12")])
        let client = try Self.client(server) { $0.key = "secret" }
        let error = try #require(await Self.error(client))
        #expect(error.kind == .denied && error.message == "status \(status): wrong key (key)")
        #expect(await Self.error(client) == error && client.end == error)
        #expect(server.requests.count == 1 && client.usage.answered == 0)
    }

    @Test func `in the end it is given up, with the last reason`() async throws {
        let server = try ScriptedServer([.status(500, body: "oops")])
        let client = try Self.client(server)
        let error = try #require(await Self.error(client))
        #expect(error.kind == .exhausted && error.description == "status 500: oops, after 4 tries")
        #expect(server.requests.count == 4)
        let nobody = try Self.client(server) { $0.url = "http://127.0.0.1:1/v1" }
        #expect(await Self.error(nobody)?.kind == .exhausted)
    }

    @Test func `waits grow, and a server's wish is heeded up to the longest wait`() async throws {
        let server = try ScriptedServer([.status(500), .status(500), .status(500), .answer("x")])
        _ = try await Self.client(server) { $0.firstWait = .milliseconds(80) }.reply(to: Self.question)
        let times = server.requests.map(\.time)
        let gaps = zip(times, times.dropFirst()).map { $0.duration(to: $1) }
        #expect(
            gaps[0] >= .milliseconds(60) && gaps[1] >= .milliseconds(120) && gaps[2] >= .milliseconds(240))
        let patient = try ScriptedServer([.status(429, headers: ["Retry-After: 1"]), .answer("x")])
        _ = try await Self.client(patient).reply(to: Self.question)
        #expect(patient.requests[0].time.duration(to: patient.requests[1].time) >= .seconds(1))
        let greedy = try ScriptedServer([.status(429, headers: ["Retry-After: 3600"]), .answer("x")])
        _ = try await Self.client(greedy) { $0.longestWait = .milliseconds(50) }.reply(to: Self.question)
        #expect(greedy.requests.count == 2)
    }

    @Test func `what was answered once is not asked again, and nothing else is taken for it`() async throws {
        try await Self.inFolder { folder in
            let server = try ScriptedServer([.answer("1"), .answer("2"), .answer("3"), .status(500)])
            let first = try Self.client(server) { $0.cacheFolder = folder }
            #expect(try await first.reply(to: Self.question).text == "1")
            var other = Self.question
            other.sample = 1
            #expect(try await first.reply(to: other).text == "2")
            var hotter = Self.question
            hotter.temperature = 0.6
            #expect(try await first.reply(to: hotter).text == "3")
            // Another client, as a second run has it; the server would give no answer any more.
            let second = try Self.client(server) { $0.cacheFolder = folder }
            #expect(try await second.reply(to: Self.question).text == "1")
            #expect(try await second.reply(to: other).text == "2")
            #expect(second.usage.cached == 2 && second.usage.answered == 0 && server.requests.count == 3)
            // A failure is not kept, and a file that is damaged is no answer.
            var third = Self.question
            third.sample = 9
            await #expect(throws: ModelError.self) { _ = try await second.reply(to: third) }
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
                $0.hasSuffix(".json")
            }
            #expect(files.count == 3)
            for file in files { try Data("{".utf8).write(to: URL(filePath: "\(folder)/\(file)")) }
            await #expect(throws: ModelError.self) { _ = try await second.reply(to: Self.question) }
        }
    }

    @Test func `a cache that cannot be written is an error and no silence`() async throws {
        let server = try ScriptedServer([.answer("1")])
        let client = try Self.client(server) { $0.cacheFolder = "/proc/nothing" }
        #expect(await Self.error(client)?.kind == .cache)
        #expect(await Self.error(client)?.kind == .cache)
        #expect(server.requests.count == 1, "what cannot be kept is not paid for twice")
    }

    @Test func `so many are on their way at a time, and so many a minute`() async throws {
        let server = try ScriptedServer([.answer("x")])
        let client = try Self.client(server) {
            $0.concurrency = 8
            $0.requestsPerMinute = 600
        }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    var request = Self.question
                    request.sample = number
                    _ = try? await client.reply(to: request)
                }
            }
        }
        let times = server.requests.map(\.time).sorted()
        #expect(times.count == 6)
        #expect(times[0].duration(to: times[5]) >= .milliseconds(450))
    }

    @Test func `a cancelled task stops trying`() async throws {
        let server = try ScriptedServer([.status(500)])
        let client = try Self.client(server) {
            $0.firstWait = .seconds(900)
            $0.longestWait = .seconds(900)
        }
        let task = Task { await Self.error(client) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        let time = ContinuousClock.now
        #expect(await task.value?.kind == .cancelled)
        // Other tests may keep all threads busy for a while.
        #expect(time.duration(to: .now) < .seconds(300))
    }

    @Test(arguments: ["", "localhost", "ftp://x/v1", "http://"])
    func `an address that is none is refused at once`(url: String) {
        #expect(throws: ModelError.self) { try ModelClient(ModelOptions(url: url)) }
    }
}
