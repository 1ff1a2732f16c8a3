import Foundation
import ModelServer
import Testing

/// Problems in a model's words.
@Suite struct ProblemsPackTests {
    @Test func `good answers become problems in the model's words, in the order of the input`() throws {
        // The later a sequence, the sooner its answer.
        let server = try ScriptedServer { request, _ in
            usleep(
                100_000 * UInt32(2 - (ModelProblems.names.firstIndex(of: ModelProblems.name(request)) ?? 0)))
            return ModelProblems.answer(request)
        }
        try ModelCommand.pack.run(server, ["--model-jobs", "3", "--prices", "100000,0"]) { result, folder in
            #expect(result.status == 0 && result.output == "", "\(result)")
            #expect(result.errors.contains("3 problems, 0 sequences dropped"))
            #expect(result.errors.contains("3 answers of the model") && result.errors.contains("cost 3"))
            let written = try ModelCommand.written(folder)
            #expect(written == ModelProblems.names.map { "ID1-\($0)" })
            for (name, problem) in zip(ModelProblems.names, try ModelSamples.objects("\(folder)/out.jsonl")) {
                #expect(problem["title"] as? String == "The \(name)")
                #expect((problem["provenance"] as? [String: Any])?["writer"] as? String == "m")
                let examples = try #require(problem["examples"] as? [[String: Any]])
                #expect(examples.map { $0["index"] as? Int } == [0, 1])
                let terms = (0..<2).map { "\(ModelProblems.term(name, $0))" }
                #expect(examples.map { $0["term"] as? String } == terms)
                #expect(examples.map { $0["explanation"] as? String } == ["Nothing yet.", "One \(name)."])
            }
        }
    }

    @Test func `a model is told the rule and the examples, and no other term`() throws {
        let server = try ScriptedServer { request, number in
            number == 0 ? .answer("no idea") : ModelProblems.answer(request)
        }
        try ModelCommand.pack.run(server) { result, _ in
            #expect(result.status == 0 && server.requests.count == 4, "\(result)")
            for request in server.requests {
                let name = ModelProblems.name(request)
                #expect(request.body.contains("\(ModelProblems.term(name, 0))"))
                #expect(request.body.contains("\(ModelProblems.term(name, 1))"))
                for secret in ModelProblems.names.flatMap(ModelProblems.secrets) {
                    #expect(!request.body.contains(secret))
                }
                #expect(!request.body.contains("ID1-"))
            }
        }
    }

    @Test func `a sequence whose own words tell terms is not even asked about`() throws {
        let server = try ScriptedServer { request, _ in ModelProblems.answer(request) }
        let told = ModelProblems.secrets("beta").prefix(3).joined(separator: ", ")
        try Samples.withFolder([
            "in.jsonl": try ModelProblems.sources().replacing("the rule beta", with: "the rule beta: \(told)")
        ]) { folder in
            let result = try ModelSamples.run(ModelCommand.pack.arguments(folder, server.url))
            #expect(result.status == 0 && ModelProblems.counts(server) == [1, 0, 1], "\(result)")
            #expect(result.errors.contains("1  the words give terms or the sequence's id away"))
            let written = try ModelCommand.written(folder)
            #expect(written == ["ID1-alpha", "ID1-gamma"])
        }
    }

    private static let rubbish = [
        "", "I would rather not.", #"{"title": "x", "description": "y", "expl"#,
        #"{"title": 1, "description": ["y"], "explanation_1": {}, "explanation_2": null}"#,
        #"{"title": "x", "description": "y", "explanation_1": "z"}"#,
        #"{"title": "x", "description": " ", "explanation_1": "z", "explanation_2": "z"}"#,
        ModelProblems.words("beta", more: ModelProblems.secrets("beta").prefix(3).joined(separator: ", ")),
        ModelProblems.words("beta", more: ModelProblems.secrets("beta")[17]),
        ModelProblems.words("beta", more: "It is ID1-beta."),
        ModelProblems.words("beta", more: "It is A000045."),
    ]

    @Test(arguments: rubbish)
    func `what cannot be used is asked for once more with the reason, and then given up`(answer: String)
        throws
    {
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" ? .answer(answer) : ModelProblems.answer(request)
        }
        try ModelCommand.pack.run(server, ["--quiet"]) { result, folder in
            #expect(result.status == 0 && ModelProblems.counts(server) == [1, 2, 1], "\(result)")
            let written = try ModelCommand.written(folder)
            #expect(written == ["ID1-alpha", "ID1-gamma"])
            let again = try ModelProblems.messages(server.requests[2])
            #expect(again.map(\.role) == ["system", "user", "assistant", "user"] && again[2].text == answer)
            // The same reason is told to the model and to people.
            let reason = try #require(again[3].text.split(separator: ". Answer again").first)
                .replacing("That cannot be used: ", with: "")
            #expect(result.errors == "seqjudge: ID1-beta: \(reason)\n" && reason.count > 20)
            for secret in ModelProblems.secrets("beta") { #expect(!reason.contains(secret)) }
        }
    }

    @Test func `what was given up is counted, and its tokens are`() throws {
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" ? .answer("no") : ModelProblems.answer(request)
        }
        try ModelCommand.pack.run(server) { result, _ in
            #expect(result.errors.contains("2 problems, 1 sequence dropped"), "\(result)")
            #expect(result.errors.contains("1  the model gave no usable words"))
            #expect(
                result.errors.contains("4 answers of the model") && result.errors.contains("40 tokens read"))
        }
    }

    @Test(arguments: [rubbish[0], rubbish[2], rubbish[6]])
    func `a second answer that is good is taken`(answer: String) throws {
        let server = try ScriptedServer { request, number in
            number == 1 ? .answer(answer) : ModelProblems.answer(request)
        }
        try ModelCommand.pack.run(server) { result, folder in
            #expect(result.status == 0 && ModelProblems.counts(server) == [1, 2, 1], "\(result)")
            #expect(result.errors.contains("3 problems, 0 sequences dropped"))
            let written = try ModelCommand.written(folder)
            #expect(written == ModelProblems.names.map { "ID1-\($0)" })
        }
    }

    @Test func `ctrl-C leaves the output as it was, and a rerun asks only for what is missing`() throws {
        let isMended = Switch()
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" && !isMended.isOn ? .silence : ModelProblems.answer(request)
        }
        try ModelCommand.pack.inFolder { folder in
            try "before".write(toFile: "\(folder)/out.jsonl", atomically: true, encoding: .utf8)
            let arguments = ModelCommand.pack.arguments(folder, server.url, ["--answers", "\(folder)/kept"])
            let result = try ModelSamples.interrupted(arguments, asking: server, times: 2)
            #expect(result.status == 130 && result.errors.contains("1 answer of the model"), "\(result)")
            #expect(try ModelSamples.text("\(folder)/out.jsonl") == "before")
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
            #expect(files.count { $0.hasPrefix("kept/") && $0.hasSuffix(".json") } == 1)
            let others = files.filter { !$0.hasPrefix("kept") }
            #expect(others.sorted() == ["in.jsonl", "out.jsonl"])
            isMended.turnOn()
            let again = try ModelSamples.run(arguments)
            #expect(again.status == 0 && again.errors.contains("1 from those kept"), "\(again)")
            #expect(ModelProblems.counts(server) == [1, 2, 1])
            let written = try ModelCommand.written(folder)
            #expect(written == ModelProblems.names.map { "ID1-\($0)" })
        }
    }
}
