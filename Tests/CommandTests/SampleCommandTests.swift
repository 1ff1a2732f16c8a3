import Foundation
import ModelServer
import Problems
import Testing

@testable import SeqJudgeCommands

@Suite struct SampleCommandTests {
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let problems = try ModelSamples.lines([ModelSamples.squares(), ModelSamples.cubes()])
        try Samples.withFolder(["problems.jsonl": problems], body)
    }

    private static func arguments(
        _ folder: String, _ server: ScriptedServer, _ more: [String]
    ) -> [String] {
        [
            "sample", "\(folder)/problems.jsonl", "--model-url", server.url, "--model", "m", "--output",
            "\(folder)/answers.jsonl",
        ] + more
    }

    /// Answers with the name of what is asked for.
    private static func echo(_ request: ScriptedServer.Seen) -> ScriptedServer.Step {
        .answer(request.body.contains("the cubes") ? "cubes" : "squares")
    }

    private static let trouble: [ScriptedServer.Step] = [
        .status(429), .status(500, body: "oops"), .cut, .raw("<html>"),
    ]

    @Test func `all is answered in order, whatever goes wrong in between`() throws {
        let server = try ScriptedServer { request, number in
            number < Self.trouble.count ? Self.trouble[number] : Self.echo(request)
        }
        try Self.inFolder { folder in
            let result = try ModelSamples.run(Self.arguments(folder, server, ["--samples", "3"]))
            #expect(result.status == 0 && result.output == "", "\(result)")
            #expect(result.errors.contains("6 answers of the model") && result.errors.contains("4 retries"))
            #expect(server.requests.count == 10)
            let lines = try ModelSamples.objects("\(folder)/answers.jsonl")
            #expect(
                lines.map { $0["id"] as? String } == ["SQ-0", "SQ-1", "SQ-2", "CU-0", "CU-1", "CU-2"])
            #expect(lines.map { $0["problem"] as? String } == ["SQ", "SQ", "SQ", "CU", "CU", "CU"])
            #expect(lines.map { $0["sample"] as? Int } == [0, 1, 2, 0, 1, 2])
            let words = lines.map { $0["completion"] as? String }
            #expect(words == ["squares", "squares", "squares", "cubes", "cubes", "cubes"])
            for line in lines {
                #expect(line.count == 7 && line["finish_reason"] as? String == "stop")
                #expect(line["prompt_tokens"] as? Int == 10 && line["completion_tokens"] as? Int == 5)
            }
            // The model sees the statement with its examples, after what it is to do.
            let body = try #require(server.requests.last?.body)
            #expect(body.contains(#""role":"system""#) && body.contains("## Example 2"))
        }
    }

    @Test func `what is kept is not asked for again`() throws {
        let server = try ScriptedServer { request, _ in Self.echo(request) }
        try Self.inFolder { folder in
            let kept = ["--answers", "\(folder)/kept"]
            let file = "\(folder)/answers.jsonl"
            var arguments = Self.arguments(folder, server, kept + ["--samples", "2"])
            #expect(try ModelSamples.run(arguments).status == 0)
            let first = try ModelSamples.text(file)
            #expect(server.requests.count == 4 && first.split(separator: "\n").count == 4)
            let again = try ModelSamples.run(arguments)
            #expect(again.status == 0 && again.errors.contains("4 from those kept"), "\(again)")
            #expect(try server.requests.count == 4 && ModelSamples.text(file) == first)
            // More samples cost only those that are new.
            arguments = Self.arguments(folder, server, kept + ["--samples", "3", "--quiet"])
            let more = try ModelSamples.run(arguments)
            #expect(more.status == 0 && more.errors == "" && server.requests.count == 6, "\(more)")
        }
    }

    @Test func `a seed goes with each sample, and its answers are kept apart`() throws {
        let server = try ScriptedServer { request, _ in Self.echo(request) }
        try Self.inFolder { folder in
            func seeds(_ more: [String]) throws -> [Int?] {
                let before = server.requests.count
                let kept = ["--answers", "\(folder)/kept", "--samples", "2", "--model-jobs", "1"]
                let result = try ModelSamples.run(Self.arguments(folder, server, kept + more))
                #expect(result.status == 0, "\(result)")
                return try server.requests[before...].map { request in
                    let body = try JSONSerialization.jsonObject(with: Data(request.body.utf8))
                    return (body as? [String: Any])?["seed"] as? Int
                }
            }
            #expect(try seeds([]) == [nil, nil, nil, nil])
            #expect(try seeds(["--seed", "7"]) == [7, 8, 7, 8])
            #expect(try seeds(["--seed", "7"]) == [])
            // Sample 0 of this seed is sample 1 of the one before, and another answer all the same.
            #expect(try seeds(["--seed", "8"]) == [8, 9, 8, 9])
            for seed in ["-1", "\(Int.max)", "x"] {
                let result = try ModelSamples.run(Self.arguments(folder, server, ["--seed=\(seed)"]))
                #expect(result.status == 64, "\(result)")
            }
        }
    }

    @Test func `a request without an answer is named, and the others are there`() throws {
        let server = try ScriptedServer { request, _ in
            request.body.contains("the cubes") ? .silence : Self.echo(request)
        }
        try Self.inFolder { folder in
            let patience = ["--samples", "2", "--model-timeout", "1s", "--model-attempts", "2"]
            let result = try ModelSamples.run(Self.arguments(folder, server, patience))
            #expect(result.status == 70, "\(result)")
            for name in ["CU-0", "CU-1"] {
                #expect(result.errors.contains("seqjudge: \(name): the answer took too long, after 2 tries"))
            }
            #expect(result.errors.contains("2 of 4 requests without an answer"))
            let lines = try ModelSamples.objects("\(folder)/answers.jsonl")
            #expect(lines.map { $0["id"] as? String } == ["SQ-0", "SQ-1"])
        }
    }

    @Test func `ctrl-C leaves the file of an earlier run as it was`() throws {
        let server = try ScriptedServer([.silence])
        try Self.inFolder { folder in
            try "before".write(toFile: "\(folder)/answers.jsonl", atomically: true, encoding: .utf8)
            let result = try ModelSamples.interrupted(Self.arguments(folder, server, []), asking: server)
            #expect(result.status == 130, "\(result)")
            #expect(try ModelSamples.text("\(folder)/answers.jsonl") == "before")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["answers.jsonl", "problems.jsonl"])
        }
    }

    @Test func `what makes no sense is refused before anything is asked`() throws {
        let server = try ScriptedServer([.answer("x")])
        var slow = try ModelSamples.cubes()
        slow.limits.cpuSeconds = 1e300
        var mixed = try ModelSamples.cubes()
        mixed.hidden.swapAt(0, 1)
        let files = [
            "double": try ModelSamples.lines([ModelSamples.squares(), ModelSamples.squares()]),
            "slow": try ModelSamples.lines([slow]), "mixed": try ModelSamples.lines([mixed]), "bad": "{}\n",
        ]
        try Samples.withFolder(files) { folder in
            let model = ["--model-url", server.url, "--model", "m"]
            for (name, words) in [
                ("double", "double:2: the problem SQ came before"), ("slow", "limits that are out of range"),
                ("mixed", "indices that are out of order"), ("bad", "bad:1: no problem"),
            ] {
                let result = try ModelSamples.run(["sample", "\(folder)/\(name)"] + model)
                #expect(result.status == 65 && result.errors.contains(words), "\(result)")
            }
            #expect(try ModelSamples.run(["sample", "\(folder)/double"]).status == 64)
            let none = try ModelSamples.run(["sample", "\(folder)/double", "--samples", "0"] + model)
            #expect(none.status == 64)
        }
        #expect(server.requests.isEmpty)
    }
}
