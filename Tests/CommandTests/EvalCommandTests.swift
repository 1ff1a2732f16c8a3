import Foundation
import ModelServer
import Problems
import Sandboxing
import Testing

@testable import SeqJudgeCommands

/// The rungs that this host offers.
private enum JailRung {
    static let offered = Rung.allCases.filter { (try? Jail(exactly: $0)) != nil }.map(\.rawValue)
}

/// Evaluations that judge the answers themselves.
@Suite struct EvalCommandTests {
    private struct Answer: Encodable {
        var problem: String
        var sample: Int
        var completion: String
    }

    private static let right = ModelSamples.answer("def a(n):\n    return n * n")
    private static let wrong = ModelSamples.answer("def a(n):\n    return n * n + (n > 4)")

    private static func inFolder(_ more: [String: String] = [:], _ body: (String) throws -> Void) throws {
        let problems = try ModelSamples.lines([ModelSamples.squares(), ModelSamples.cubes()])
        try Samples.withFolder(["p.jsonl": problems].merging(more) { $1 }, body)
    }

    private static func report(_ result: ChildProcess.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    private static func mean(_ report: [String: Any]) -> Double? {
        (report["accuracy"] as? [String: Any])?["mean"] as? Double
    }

    @Test(arguments: JailRung.offered)
    func `on each rung the same comes of answers`(rung: String) throws {
        let answers = [
            Answer(problem: "SQ", sample: 0, completion: Self.right),
            Answer(problem: "SQ", sample: 1, completion: Self.wrong),
        ]
        try Self.inFolder(["c.jsonl": ModelSamples.lines(answers)]) { folder in
            let result = try ModelSamples.run([
                "eval", "--completions", "\(folder)/c.jsonl", "--problems", "\(folder)/p.jsonl", "--verdicts",
                "\(folder)/v.jsonl", "--rung", rung, "--format", "json", "--quiet",
            ])
            #expect(result.status == 0 && (try? Self.mean(Self.report(result))) == 0.5, "\(result)")
            let verdicts = try ModelSamples.objects("\(folder)/v.jsonl")
            #expect(verdicts.allSatisfy { $0["rung"] as? String == rung })
        }
    }

    @Test func `answers of a file come to the same as their verdicts from a batch`() throws {
        let answers = [
            Answer(problem: "SQ", sample: 0, completion: Self.right),
            Answer(problem: "SQ", sample: 1, completion: Self.wrong),
            Answer(problem: "CU", sample: 0, completion: Self.right),
            Answer(problem: "CU", sample: 1, completion: "No."),
        ]
        try Self.inFolder(["c.jsonl": ModelSamples.lines(answers)]) { folder in
            func path(_ name: String) -> String { "\(folder)/\(name).jsonl" }
            let problems = ["--problems", path("p")]
            let whole = try ModelSamples.run(
                ["eval", "--completions", path("c"), "--verdicts", path("v"), "--format", "json", "--quiet"]
                    + problems)
            #expect(whole.status == 0 && whole.errors == "", "\(whole)")
            #expect(try Self.mean(Self.report(whole)) == 0.25)
            _ = try ModelSamples.run(["candidates", path("c"), "--output", path("r"), "--quiet"] + problems)
            let batch = try ModelSamples.run(
                ["batch", path("r"), "--output", path("b"), "--ordered", "--diagnose", "failures", "--quiet"])
            #expect(batch.status == 0, "\(batch)")
            for verdicts in ["v", "b"] {
                let again = try ModelSamples.run(["eval", path(verdicts), "--format", "json"] + problems)
                var (first, second) = (try Self.report(whole), try Self.report(again))
                for name in ["verdict_files", "cost"] { (first[name], second[name]) = (nil, nil) }
                #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: second), "\(verdicts)")
            }
            let verdicts = try ModelSamples.objects(path("v")).map { $0["verdict"] as? String }
            #expect(verdicts == ["AC", "AC", "WA", "WA", "WA", "WA", "CE", "CE"])
        }
    }

    @Test func `a model is asked, its answers are judged, and what they cost is told`() throws {
        let server = try ScriptedServer { _, number in
            .answer(number.isMultiple(of: 2) ? Self.right : Self.wrong)
        }
        try Self.inFolder { folder in
            let arguments = [
                "eval", "--model-url", server.url, "--model", "m", "--model-jobs", "1", "--samples", "2",
                "--problems", "\(folder)/p.jsonl", "--answers", "\(folder)/kept", "--format", "json",
                "--prices",
                "1000,2000",
            ]
            let result = try ModelSamples.run(arguments)
            #expect(result.status == 0 && result.errors.contains("4 answers of the model"), "\(result)")
            let report = try Self.report(result)
            #expect(Self.mean(report) == 0.25 && report["verdict_files"] as? String == "m")
            let cost = try #require(report["cost"] as? [String: Any])
            #expect(cost["answers"] as? Int == 4 && cost["right"] as? Int == 1)
            #expect(abs((cost["price"] as? Double ?? 0) - 0.08) < 1e-12)
            let again = try ModelSamples.run(arguments)
            #expect(again.status == 0)
            #expect(try Self.mean(Self.report(again)) == 0.25)
            #expect(server.requests.count == 4)
        }
    }

    @Test func `what a model does not answer is told, and a refused key ends all`() throws {
        let server = try ScriptedServer([.answer(Self.right), .status(404)])
        try Self.inFolder { folder in
            func arguments(_ url: String) -> [String] {
                [
                    "eval", "--model-url", url, "--model", "m", "--model-jobs", "1", "--problems",
                    "\(folder)/p.jsonl",
                ]
            }
            let result = try ModelSamples.run(arguments(server.url))
            #expect(result.status == 70 && result.errors.contains("CU-0: "), "\(result)")
            #expect(result.errors.contains("1 of 2 requests without an answer"))
            #expect(result.output.contains("m: 1 answer"))
            let refusing = try ScriptedServer([.status(401)])
            let refused = try ModelSamples.run(arguments(refusing.url))
            #expect(
                refused.status == 77 && refused.output == "" && refusing.requests.count == 1, "\(refused)")
        }
    }

    @Test func `answers that cannot be judged are told by the status`() throws {
        let answer = Answer(
            problem: "SQ", sample: 0, completion: ModelSamples.answer("long a(long n) { return n; }", "c"))
        try Self.inFolder(["c.jsonl": ModelSamples.lines([answer])]) { folder in
            let arguments = [
                "eval", "--completions", "\(folder)/c.jsonl", "--problems", "\(folder)/p.jsonl", "--quiet",
            ]
            let result = try ModelSamples.run(arguments + ["--cc", "/nowhere/cc", "--no-cache"])
            #expect(
                result.status == 70 && result.output.contains("could not be judged   1 answer"), "\(result)")
        }
    }

    @Test func `what does not go together is refused`() throws {
        let strange = Answer(problem: "NO", sample: 0, completion: Self.right)
        try Self.inFolder(["c.jsonl": ModelSamples.lines([strange])]) { folder in
            let (answers, problems) = (
                ["--completions", "\(folder)/c.jsonl"], ["--problems", "\(folder)/p.jsonl"]
            )
            #expect(try ModelSamples.run(["eval"]).status == 64)
            #expect(try ModelSamples.run(["eval"] + answers).status == 64)
            #expect(try ModelSamples.run(["eval", "\(folder)/c.jsonl"] + answers + problems).status == 64)
            let unknown = try ModelSamples.run(["eval", "--verdicts", "\(folder)/v"] + answers + problems)
            #expect(
                unknown.status == 65 && unknown.errors.contains("NO, which is none of the problems"),
                "\(unknown)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/v"))
        }
    }
}
