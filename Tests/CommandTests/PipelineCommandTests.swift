import Foundation
import FoundationXML
import Testing

@testable import SeqJudgeCommands

/// The stages of the pipeline one after the other, as commands.
@Suite struct PipelineCommandTests {
    private static let sequences = """
        {"id": "S1", "offset": 0, "terms": [0,1,4,9,16,25,36,49,64,81,100,121,144], "description": "the squares", \
        "difficulty": 1, "family": "f1", "licence": "CC0"}
        {"id": "S2", "offset": 1, "terms": [1,3,6,10,15,21,28,36,45,55,66,78], "name": "sums 1 + ... + n"}
        {"id": "S3", "offset": 1, "terms": [1,3], "name": "too short"}

        """

    private static func run(_ arguments: String...) throws -> ChildProcess.Result {
        try ChildProcess.run(try ChildProcess.seqjudge, arguments)
    }

    private static func lines(_ path: String) throws -> [[String: Any]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    /// Right, right by the tests only, wrong, and none, for each problem.
    private static func completions() throws -> String {
        var text = ""
        for (problem, right) in [("S1", "n * n"), ("S2", "n * (n + 1) // 2")] {
            let bodies = ["return \(right)", "return \(right) + (n > 9)", "return n + 7"]
            for (sample, body) in bodies.enumerated() {
                let answer =
                    "a(3) = \(problem == "S1" ? 9 : 6), a(4) = 99\n```python\ndef a(n):\n    \(body)\n```"
                let object: [String: Any] = [
                    "problem": problem, "sample": sample, "completion": answer, "prompt_tokens": 300,
                    "completion_tokens": 100,
                ]
                let data = try JSONSerialization.data(withJSONObject: object)
                text += String(decoding: data, as: UTF8.self) + "\n"
            }
            text += #"{"problem": "\#(problem)", "sample": 3, "completion": "I give up."}"# + "\n"
        }
        return text
    }

    @Test
    func
        `sequences become problems, completions become verdicts, and these rates, rewards and an evaluation`()
        throws
    {
        try Samples.withFolder(["s.jsonl": Self.sequences, "c.jsonl": Self.completions()]) { folder in
            func path(_ name: String) -> String { "\(folder)/\(name)" }
            let pack = try Self.run("problems", "pack", path("s.jsonl"), "--output", path("p.jsonl"))
            #expect(pack.status == 0 && pack.errors.contains("2 problems, 1 sequence dropped"), "\(pack)")
            let valid = try Self.run("problems", "validate", path("p.jsonl"), "--output", path("ok.jsonl"))
            #expect(valid.status == 0 && valid.output == "2 problems, 0 with faults\n", "\(valid)")
            #expect(try Self.lines(path("ok.jsonl")).count == 2)

            let requests = try Self.run(
                "candidates", path("c.jsonl"), "--problems", path("p.jsonl"), "--output", path("r.jsonl"))
            #expect(requests.status == 0 && requests.errors.contains("6  fenced block"), "\(requests)")
            let batch = try Self.run(
                "batch", path("r.jsonl"), "--output", path("v.jsonl"), "--quiet", "--diagnose", "failures")
            #expect(batch.status == 0, "\(batch)")

            let rates = try Self.run(
                "solvability", path("v.jsonl"), "--output", path("rates.jsonl"),
                "--problems", path("p.jsonl"), "--selected", path("chosen.jsonl"), "--svg", path("h.svg"),
                "--quiet")
            #expect(rates.status == 0, "\(rates)")
            let first = try #require(try Self.lines(path("rates.jsonl")).first)
            #expect(
                first["right"] as? Int == 2 && first["samples"] as? Int == 4
                    && first["rate"] as? Double == 0.5)
            #expect(try Self.lines(path("chosen.jsonl")).count == 2)
            #expect(XMLParser(data: try Data(contentsOf: URL(filePath: path("h.svg")))).parse())

            let export = try Self.run(
                "export", "--to", "verl", "--train", path("chosen.jsonl"), "--output", path("rows"),
                "--solvability", path("rates.jsonl"))
            #expect(export.status == 0, "\(export)")
            let card = try String(contentsOfFile: path("rows/README.md"), encoding: .utf8)
            #expect(card.contains("| solvability of 2 problems | mean 0.5, 0.5 to 0.5 |"))
            #expect(card.contains("| difficulty of 1 problem | mean 1, 1 to 1 |"))

            let rewards = try Self.run(
                "reward", path("v.jsonl"), "--solvability", path("rates.jsonl"), "--output", path("w.jsonl"))
            #expect(rewards.status == 0, "\(rewards)")
            let values = try Self.lines(path("w.jsonl")).map { $0["reward"] as? Double ?? -1 }
            #expect(values.count == 8 && values[0] == values[1] && values[0] > 0.7)
            // A wrong program with one right case of two, and no program at all.
            #expect(abs(values[2] - 0.1 / 3) < 1e-9 && values[3] == 0)
            // What only fits the tests earns no more than what is wrong.
            let strict = try Self.run("reward", path("v.jsonl"), "--held-out")
            let wholly = try strict.output.split(separator: "\n").map {
                let object = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
                return object?["reward"] as? Double ?? -1
            }
            #expect(strict.status == 0 && wholly.count == 8 && wholly[0] > 0.6, "\(strict)")
            #expect(wholly[1] == wholly[2] && wholly[1] < 0.1)

            let evaluation = try Self.run(
                "eval", path("v.jsonl"), "--problems", path("p.jsonl"), "--format", "json", "--report",
                path("e.html"), "--prices", "1,10")
            #expect(evaluation.status == 0, "\(evaluation)")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(evaluation.output.utf8)) as? [String: Any])
            #expect((report["accuracy"] as? [String: Any])?["mean"] as? Double == 0.5)
            #expect(report["right_by_the_tests_only"] as? Int == 2)
            // Two of the eight answers do not tell their tokens.
            let cost = try #require(report["cost"] as? [String: Any])
            #expect(cost["answers"] as? Int == 6 && cost["right"] as? Int == 4)
            #expect(cost["prompt_tokens"] as? Int == 1_800 && cost["completion_tokens"] as? Int == 600)
            #expect(abs((cost["price"] as? Double ?? 0) - 0.0078) < 1e-12)
            #expect(cost["judging_cpu_s"] as? Double ?? 0 > 0)
            let page = PageReader(try String(contentsOfFile: path("e.html"), encoding: .utf8))
            #expect(
                page.isWellFormed && page.text.contains("f1") && page.text.contains("150 for a right answer"))
        }
    }

    @Test func `a problem's limits are those that its verdicts go by`() throws {
        let endless =
            #"{"problem": "S1", "completion": "```python\ndef a(n):\n    while n > 3: pass\n    return n * n\n```"}"#
        try Samples.withFolder(["s.jsonl": Self.sequences, "c.jsonl": endless + "\n"]) { folder in
            let pack = try Self.run(
                "problems", "pack", "\(folder)/s.jsonl", "--output", "\(folder)/p.jsonl", "--cpu-time",
                "200ms",
                "--check-cpu-time", "500ms", "--memory", "64MiB", "--quiet")
            #expect(pack.status == 0, "\(pack)")
            let limits = try #require(try Self.lines("\(folder)/p.jsonl").first?["limits"] as? [String: Any])
            #expect(limits["cpu_s"] as? Double == 0.2 && limits["check_cpu_s"] as? Double == 0.5)
            #expect(limits["memory_mib"] as? Int == 64)
            let start = ContinuousClock.now
            let eval = try Self.run(
                "eval", "--completions", "\(folder)/c.jsonl", "--problems", "\(folder)/p.jsonl", "--verdicts",
                "\(folder)/v.jsonl", "--quiet")
            #expect(eval.status == 0 && start.duration(to: .now) < .seconds(20), "\(eval)")
            let verdicts = try Self.lines("\(folder)/v.jsonl")
            #expect(verdicts.first?["verdict"] as? String == "TLE")
            #expect(verdicts.first?["cpu_s"] as? Double ?? 9 < 1.5)
            let odd = try Self.run("problems", "pack", "\(folder)/s.jsonl", "--cpu-time", "20s")
            #expect(odd.status == 64 && odd.errors.contains("below --cpu-time"), "\(odd)")
        }
    }

    @Test func `a card tells how many rounds the conversations have`() throws {
        func talk(_ id: String, rounds: Int, _ verdict: String = "AC") -> String {
            let round = #"{"number":1,"verdict":"WA","failed":[],"broken":[],"fixed":[],"changed":true}"#
            let all = Array(repeating: round, count: rounds).joined(separator: ",")
            return #"{"problem_id":"\#(id)","verdict":"\#(verdict)","rounds":[\#(all)],"#
                + #""messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}"# + "\n"
        }
        let lines =
            talk("a", rounds: 1) + talk("b", rounds: 2) + talk("c", rounds: 2) + talk("d", rounds: 3, "WA")
        try Samples.withFolder(["c.jsonl": lines]) { folder in
            let export = try Self.run(
                "export", "--to", "alpaca", "--train", "\(folder)/c.jsonl", "--output", "\(folder)/o")
            #expect(export.status == 0, "\(export)")
            let card = try String(contentsOfFile: "\(folder)/o/README.md", encoding: .utf8)
            #expect(card.contains("| conversations of 1 round | 1 |\n| conversations of 2 rounds | 2 |\n"))
            #expect(card.contains("| conversations left out | 1 |") && !card.contains("of 3 rounds"))
        }
    }

    @Test func `the same input gives the same bytes`() throws {
        try Samples.withFolder(["s.jsonl": Self.sequences, "c.jsonl": Self.completions()]) { folder in
            var outputs: [[Data]] = []
            for round in 0..<2 {
                let names = ["p", "r", "t"].map { "\(folder)/\($0)\(round).jsonl" }
                _ = try Self.run("problems", "pack", "\(folder)/s.jsonl", "--seed", "5", "--output", names[0])
                _ = try Self.run(
                    "candidates", "\(folder)/c.jsonl", "--problems", names[0], "--output", names[1])
                _ = try Self.run(
                    "export", "--to", "verl", "--train", names[0], "--output", "\(folder)/out\(round)")
                outputs.append(
                    try [
                        names[0], names[1], "\(folder)/out\(round)/train.jsonl",
                        "\(folder)/out\(round)/README.md",
                    ]
                    .map { try Data(contentsOf: URL(filePath: $0)) })
            }
            #expect(outputs[0] == outputs[1] && outputs[0].allSatisfy { !$0.isEmpty })
        }
    }

    @Test func `bad input is told with its file and line, and leaves no half-written file`() throws {
        let good = String(Self.sequences.split(separator: "\n")[0])
        try Samples.withFolder([
            "bad.jsonl": good + "\n{\"id\": \"x\"}\n", "v.jsonl": "{\"line\": 1, \"verdict\": \"AC\"}\n",
        ]) {
            folder in
            let pack = try Self.run(
                "problems", "pack", "\(folder)/bad.jsonl", "--output", "\(folder)/p.jsonl")
            #expect(pack.status == 65 && pack.errors.contains("bad.jsonl:2"), "\(pack)")
            let eval = try Self.run("eval", "\(folder)/v.jsonl")
            #expect(eval.status == 65 && eval.errors.contains("names no problem"), "\(eval)")
            let export = try Self.run(
                "export", "--to", "sharegpt", "--train", "\(folder)/v.jsonl", "--output", "\(folder)/o")
            #expect(export.status == 65 && export.errors.contains("v.jsonl:1: no conversation"), "\(export)")
            let none = try Self.run("candidates", "\(folder)/none.jsonl", "--problems", "\(folder)/bad.jsonl")
            #expect(none.status == 65)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["bad.jsonl", "o", "v.jsonl"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/o").isEmpty)
        }
    }

    @Test func `a problem that is trained on is none to test with`() throws {
        try Samples.withFolder(["s.jsonl": Self.sequences]) { folder in
            _ = try Self.run("problems", "pack", "\(folder)/s.jsonl", "--output", "\(folder)/p.jsonl")
            let export = try Self.run(
                "export", "--to", "verl", "--train", "\(folder)/p.jsonl", "--test", "\(folder)/p.jsonl",
                "--output",
                "\(folder)/o")
            #expect(export.status == 65 && export.errors.contains("2 problems in both"), "\(export)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/o").isEmpty)
        }
    }

    private static let talk = """
        {"problem_id": "S1", "verdict": "AC", "messages": [{"role": "user", "content": "?"}, \
        {"role": "assistant", "content": "!"}]}

        """

    @Test func `an export without rows says so, and one with a split that has none can be loaded`() throws {
        let unsolved = Self.talk.replacing("AC", with: "WA")
        // The assistant must have the last word; this one is left out and not counted.
        let cutOff = #"{"problem_id": "S9", "verdict": "AC", "messages": [{"role": "user", "content": "?"}]}"#
        try Samples.withFolder(["right.jsonl": Self.talk + cutOff + "\n", "wrong.jsonl": unsolved]) {
            folder in
            let into = [
                "export", "--to", "sharegpt", "--output", "\(folder)/o", "--train", "\(folder)/wrong.jsonl",
            ]
            let none = try ModelSamples.run(into)
            #expect(none.status == 65 && none.errors.contains("no row to write: 1 conversation left out"))
            #expect(none.errors.contains("--all-verdicts"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/o").isEmpty)

            let half = try ModelSamples.run(into + ["--test", "\(folder)/right.jsonl"])
            #expect(half.status == 0 && half.errors.contains("train.jsonl has no rows"), "\(half)")
            #expect(half.errors.contains("train 0 rows, test 1 row; 2 conversations left out"), "\(half)")
            let card = try ModelSamples.text("\(folder)/o/README.md")
            #expect(!card.contains("split: train") && card.contains("split: test"))
            #expect(card.contains("| not named | 1 |"))
            let info = try ModelSamples.text("\(folder)/o/dataset_info.json")
            #expect(!info.contains("seqjudge_train") && info.contains("seqjudge_test"))
        }
    }
}
