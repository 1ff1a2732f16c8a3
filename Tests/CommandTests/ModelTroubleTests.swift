import Foundation
import ModelServer
import Testing

/// What the commands make of a model's server that fails.
@Suite struct ModelTroubleTests {
    /// What may pass; the client's own tests have more of it.
    private static let troubles: [[ScriptedServer.Step]] = [
        [.status(429, headers: ["Retry-After: 1"]), .status(500, body: "oops"), .cut],
        [.raw("<html>"), .raw(#"{"choices": []}"#), .silence],
    ]
    /// Long enough for an answer on a busy host.
    private static let patience = ["--model-timeout", "3s"]

    @Test(arguments: ModelCommand.ofProblems, troubles.indices)
    func `what passes costs a try and nothing else`(command: ModelCommand, group: Int) throws {
        let asked = Asked()
        let server = try ScriptedServer { request, _ in
            let place = ModelProblems.names.firstIndex(of: ModelProblems.name(request)) ?? 0
            return asked.isFirst(place) ? Self.troubles[group][place] : ModelProblems.answer(request)
        }
        try command.inFolder { folder in
            let more = ["--model-jobs", "3", "--model-timeout", "20s"]
            let patience = group == 1 ? Self.patience : []
            let result = try ModelSamples.run(command.arguments(folder, server.url, more + patience))
            #expect(result.status == 0 && ModelProblems.counts(server) == [2, 2, 2], "\(result)")
            #expect(result.errors.contains("3 answers of the model") && result.errors.contains("3 retries,"))
            #expect(try ModelCommand.written(folder) == ModelProblems.names.map { "ID1-\($0)" })
        }
    }

    private static let lasting: [String: ScriptedServer.Step] = [
        "error": .status(500, body: "oops"), "cut": .cut, "silence": .silence, "page": .raw("<html>"),
        "no choices": .raw("{}"), "no such model": .status(404, body: "no such model"),
    ]

    @Test(arguments: ModelCommand.ofProblems, lasting.keys.sorted())
    func `what does not pass leaves one out, and a rerun asks for that one alone`(
        command: ModelCommand, trouble: String
    ) throws {
        let step = try #require(Self.lasting[trouble])
        let isMended = Switch()
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" && !isMended.isOn ? step : ModelProblems.answer(request)
        }
        try command.inFolder { folder in
            let kept = Self.patience + ["--model-attempts", "1", "--answers", "\(folder)/kept"]
            let arguments = command.arguments(folder, server.url, kept)
            let result = try ModelSamples.run(arguments)
            #expect(result.status == 70 && ModelProblems.counts(server) == [1, 1, 1], "\(result)")
            Self.expectTold(command, result)
            #expect(try ModelCommand.written(folder) == ["ID1-alpha", "ID1-gamma"])
            isMended.turnOn()
            let again = try ModelSamples.run(arguments)
            #expect(again.status == 0 && ModelProblems.counts(server) == [1, 2, 1], "\(again)")
            #expect(again.errors.contains("1 answer of the model, 2 from those kept"))
            #expect(try ModelCommand.written(folder) == ModelProblems.names.map { "ID1-\($0)" })
        }
    }

    private static func expectTold(_ command: ModelCommand, _ result: ChildProcess.Result) {
        #expect(result.errors.contains("2 answers of the model") && result.errors.contains("1 given up"))
        if command == .pack {
            #expect(result.output == "" && result.errors.contains("seqjudge: ID1-beta: "), "\(result)")
            #expect(result.errors.contains("2 problems, 1 sequence dropped"))
            #expect(result.errors.contains("1  the model gave no answer"))
        } else {
            #expect(result.output.contains("ID1-beta  unknown: "), "\(result)")
            #expect(result.output.hasSuffix("3 problems, 0 with faults, 1 unknown\n"))
        }
    }

    @Test(arguments: ModelCommand.ofProblems) func `nobody listens`(command: ModelCommand) throws {
        try command.inFolder { folder in
            let more = ["--model-jobs", "3", "--model-attempts", "1"]
            let result = try ModelSamples.run(command.arguments(folder, "http://127.0.0.1:1/v1", more))
            #expect(result.status == 70 && result.errors.contains("3 given up"), "\(result)")
            let told = command == .pack ? result.errors : result.output
            #expect(told.contains("ID1-gamma") && told.contains("no answer: "))
            #expect(try ModelSamples.text("\(folder)/out.jsonl") == "")
        }
    }

    /// Runs the command with a key in the environment, or none.
    private static func run(key: String?, _ arguments: [String]) throws -> ChildProcess.Result {
        let without = ["-u", "SEQJUDGE_MODEL_KEY", "-u", "OPENAI_API_KEY"]
        let settings = without + (key.map { ["\($0)=secret"] } ?? [])
        return try ChildProcess.run(
            settings[0], Array(settings[1...]) + [try ChildProcess.seqjudge] + arguments)
    }

    @Test(arguments: zip(ModelCommand.allCases, [401, 403, 401, 403]))
    func `a key that is refused ends all at once, and the output stays`(
        command: ModelCommand, status: Int
    ) throws {
        let server = try ScriptedServer([.status(status, body: "not with secret")])
        try command.inFolder { folder in
            try "before".write(toFile: "\(folder)/out.jsonl", atomically: true, encoding: .utf8)
            let arguments = command.arguments(folder, server.url)
            for key in ["SEQJUDGE_MODEL_KEY", "OPENAI_API_KEY"] {
                let before = server.requests.count
                let result = try Self.run(key: key, arguments)
                #expect(result.status == 77 && server.requests.count == before + 1, "\(result)")
                let words = "refuses the key in \(key): status \(status): not with (key)\n"
                #expect(result.errors.contains(words) && !result.errors.contains("secret"))
                #expect(result.output == "" && server.requests.last?.head.contains("Bearer secret") == true)
            }
            let result = try Self.run(key: nil, arguments)
            #expect(result.status == 77 && server.requests.count == 3, "\(result)")
            #expect(
                result.errors.contains("wants a key") && result.errors.contains("set SEQJUDGE_MODEL_KEY or "))
            #expect(try ModelSamples.text("\(folder)/out.jsonl") == "before")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["in.jsonl", "out.jsonl"])
        }
    }

    @Test(arguments: ModelCommand.ofProblems)
    func `what was answered before the key was refused is kept`(command: ModelCommand) throws {
        let isMended = Switch()
        let server = try ScriptedServer { request, number in
            number == 0 || isMended.isOn ? ModelProblems.answer(request) : .status(401)
        }
        try command.inFolder { folder in
            let arguments = command.arguments(folder, server.url, ["--answers", "\(folder)/kept"])
            let result = try ModelSamples.run(arguments)
            #expect(result.status == 77 && ModelProblems.counts(server) == [1, 1, 0], "\(result)")
            #expect(result.errors.contains("1 answer of the model"), "what was paid for is told")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.jsonl"))
            isMended.turnOn()
            let again = try ModelSamples.run(arguments)
            #expect(again.status == 0 && ModelProblems.counts(server) == [1, 2, 1], "\(again)")
        }
    }

    @Test(arguments: ModelCommand.allCases)
    func `answers that cannot be kept are not paid for`(command: ModelCommand) throws {
        let server = try ScriptedServer { request, _ in ModelProblems.answer(request) }
        try command.inFolder { folder in
            let arguments = command.arguments(folder, server.url, ["--answers", "/proc/nothing"])
            let result = try ModelSamples.run(arguments)
            #expect(result.status == 70 && server.requests.count == 1, "\(result)")
            #expect(result.errors.contains("cannot be kept in /proc/nothing"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.jsonl"))
        }
    }
}
