import ModelServer
import Problems
import Testing

/// Problems that a model is to understand.
@Suite struct ProblemsValidateTests {
    @Test func `what a model solves by the words alone is kept`() throws {
        let server = try ScriptedServer { request, _ in ModelProblems.answer(request) }
        try ModelCommand.validate.run(server) { result, folder in
            #expect(result.status == 0 && result.output == "3 problems, 0 with faults\n", "\(result)")
            #expect(result.errors.contains("3 answers of the model"))
            let written = try ModelSamples.text("\(folder)/out.jsonl")
            #expect(try written == ModelSamples.text("\(folder)/in.jsonl").replacing("\\/", with: "/"))
            #expect(ModelProblems.counts(server) == [1, 1, 1])
            let terms = ModelProblems.names.flatMap { name in
                (0..<20).map { "\(ModelProblems.term(name, $0))" }
            }
            for request in server.requests {
                #expect(request.body.contains("One line with an integer n"))
                for term in terms { #expect(!request.body.contains(term)) }
            }
        }
    }

    private static let wrong: [(answer: String, indices: String)] = [
        (#"{"0": "5", "1": "\#(ModelProblems.term("beta", 1))"}"#, "0"),
        (#"{"0": \#(ModelProblems.term("beta", 0)), "1": 5}"#, "1"),
        (#"{"0": \#(ModelProblems.term("beta", 0)), "1": true}"#, "1"), ("{}", "0, 1"),
    ]

    @Test(arguments: wrong.indices) func `what it gets wrong is unclear and left out`(place: Int) throws {
        let (answer, indices) = Self.wrong[place]
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" ? .answer(answer) : ModelProblems.answer(request)
        }
        try ModelCommand.validate.run(server) { result, folder in
            #expect(result.status == 1 && ModelProblems.counts(server) == [1, 1, 1], "\(result)")
            #expect(
                result.output
                    == "ID1-beta  unclear: the model gets the example n = \(indices) wrong\n3 problems, 1 with faults\n"
            )
            let written = try ModelCommand.written(folder)
            #expect(written == ["ID1-alpha", "ID1-gamma"])
        }
    }

    @Test(arguments: ["", "It is five.", #"{"0": "5", "#, "[1, 2]", "{nothing}"])
    func `an answer without outputs is asked for once more, and says nothing of the problem`(
        answer: String
    ) throws {
        let server = try ScriptedServer { request, number in
            number == 0 || ModelProblems.name(request) == "beta"
                ? .answer(answer) : ModelProblems.answer(request)
        }
        try ModelCommand.validate.run(server) { result, folder in
            #expect(result.status == 70 && ModelProblems.counts(server) == [2, 2, 1], "\(result)")
            #expect(
                result.output
                    == "ID1-beta  unknown: the answer holds no JSON object with the outputs\n"
                    + "3 problems, 0 with faults, 1 unknown\n")
            let written = try ModelCommand.written(folder)
            #expect(written == ["ID1-alpha", "ID1-gamma"])
        }
    }

    @Test func `a problem with a fault is not asked about, and its fault stays one`() throws {
        let server = try ScriptedServer { request, _ in
            ModelProblems.name(request) == "beta" ? .status(404) : ModelProblems.answer(request)
        }
        let problems = try ModelProblems.problems()
        let text = problems.replacing("the rule gamma", with: "the rule gamma, A000045") + problems
        try Samples.withFolder(["in.jsonl": text]) { folder in
            let result = try ModelSamples.run(ModelCommand.validate.arguments(folder, server.url))
            // That something is unknown counts for more than a fault.
            #expect(result.status == 70 && ModelProblems.counts(server) == [1, 1, 0], "\(result)")
            #expect(
                result.output.contains("ID1-gamma  leaks-id: ")
                    && result.output.contains("ID1-beta  unknown: ")
            )
            #expect(result.output.contains("ID1-alpha  duplicate: "))
            #expect(result.output.hasSuffix("6 problems, 4 with faults, 1 unknown\n"))
            let written = try ModelCommand.written(folder)
            #expect(written == ["ID1-alpha"])
        }
    }
}
