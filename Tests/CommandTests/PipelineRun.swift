import Foundation
import ModelServer
import Problems
import Testing

/// One run of the commands of the pipeline, with what each can write: problems of which nothing and of which all is known,
/// answers that are right, wrong, cut off, none, and such that cannot be judged.
struct PipelineRun {
    /// The names of the schemas of what is written.
    static let schemas = [
        "sequence", "sequence-family", "synth-summary", "split-summary", "problem", "completion",
        "candidate-meta", "solvability", "reward", "evaluation", "conversation", "reflect-summary",
        "ground-truth",
    ]

    private let folder: String
    private var documents: [String: [String]] = [:]

    /// What was written, by schema; `requests` are those of candidates.
    static func documents() throws -> [String: [String]] {
        let files = [
            "other.jsonl": other, "recorded.jsonl": recorded,
            // One that does not tell what it cost.
            "plain.jsonl": completion("SQ", "def a(n):\n    return n * n", sample: 9),
        ]
        return try Samples.withFolder(files) { folder in
            var run = PipelineRun(folder: folder)
            try run.makeSequences()
            try run.makeProblems()
            try run.sampleAnswers()
            try run.judge()
            try run.sumUp()
            try run.reflect()
            try run.export()
            return run.documents
        }
    }

    /// A sequence of another maker, of which all is known, and one of which nothing is.
    private static let other = """
        {"id": "SQ", "offset": 0, "terms": [0,1,4,9,16,25,36,49,64,81,100,121,144], "description": "the squares", \
        "difficulty": 1, "family": "f1", "licence": "CC0", "source": "here", "kind": "polynomial"}
        {"id": "TR", "offset": 1, "terms": [1,3,6,10,15,21,28,36,45,55,66,78], "name": "sums 1 + ... + n"}

        """

    /// Answers for `reflect`: a correction that fixes a test, and a problem without a program.
    private static let recorded = [
        completion("SQ", "def a(n):\n    return n * n + 1", sample: 0),
        completion("SQ", "def a(n):\n    return n * n", sample: 1), completion("TR", "", sample: 0),
    ].joined()

    private static func completion(_ problem: String, _ code: String, sample: Int) -> String {
        let answer = "a(4) = 16\n" + (code.isEmpty ? "I give up." : "```python\n\(code)\n```")
        let object: [String: Any] = ["problem": problem, "sample": sample, "completion": answer]
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: path(name), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Runs a command; words with a dot are files of the folder.
    @discardableResult private func run(_ words: String, status: Int32 = 0) throws -> String {
        let arguments = words.split(separator: " ").map {
            $0.contains(".json") ? path(String($0)) : String($0)
        }
        let result = try ChildProcess.run(try ChildProcess.seqjudge, arguments)
        try #require(result.status == status, "\(words): \(result)")
        return result.output
    }

    private mutating func makeSequences() throws {
        try run("sequences synth --count 40 --output made.jsonl --summary synth.json --quiet")
        try run(
            "sequences split made.jsonl --test 0.3 --output-train train.jsonl --output-test test.jsonl "
                + "--families families.jsonl --summary split.json --quiet")
        documents["sequence"] = try lines("made.jsonl")
        documents["sequence-family"] = try lines("families.jsonl")
        documents["synth-summary"] = [try String(contentsOfFile: path("synth.json"), encoding: .utf8)]
        documents["split-summary"] = [try String(contentsOfFile: path("split.json"), encoding: .utf8)]
    }

    private mutating func makeProblems() throws {
        try run("problems pack other.jsonl --output problems.jsonl --quiet")
        try run("problems pack made.jsonl --output more.jsonl --quiet")
        documents["problem"] = try lines("problems.jsonl") + lines("more.jsonl")
    }

    /// Four answers to each problem: right, wrong, without a program, and in C, which no compiler is there for.
    private mutating func sampleAnswers() throws {
        let server = try ScriptedServer { _, number in
            let programs = [
                "```python\ndef a(n):\n    return n * n\n```\na(5) = 25",
                "def a(n):\n    return n + 7\n", "No idea.", "```c\nlong a(long n) { return n; }\n```",
            ]
            return .answer(programs[number % 4])
        }
        try run(
            "sample problems.jsonl --model-url \(server.url) --model m --model-jobs 1 --samples 4 "
                + "--output answers.jsonl --quiet")
        // Members that only a reader of completions knows.
        documents["completion"] =
            try lines("answers.jsonl") + [
                #"{"problem": "SQ", "completion": "x", "round": 2}"#
            ]
    }

    private mutating func judge() throws {
        try run(
            "candidates answers.jsonl plain.jsonl --problems problems.jsonl --output requests.jsonl --quiet")
        try run(
            "batch requests.jsonl --output verdicts.jsonl --ordered --diagnose failures --cc /nowhere/cc "
                + "--no-cache --quiet", status: 70)
        documents["requests"] = try lines("requests.jsonl")
        let metas = try lines("requests.jsonl").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let data = try JSONSerialization.data(withJSONObject: try #require(object?["meta"]))
            return String(decoding: data, as: UTF8.self)
        }
        documents["candidate-meta"] = metas
    }

    private mutating func sumUp() throws {
        try run("solvability verdicts.jsonl --output rates.jsonl --quiet")
        try run("reward verdicts.jsonl --solvability rates.jsonl --output rewards.jsonl")
        documents["solvability"] = try lines("rates.jsonl")
        documents["reward"] = try lines("rewards.jsonl")
        let eval = "eval verdicts.jsonl --problems problems.jsonl --format json"
        documents["evaluation"] = [try run(eval), try run(eval + " --compare verdicts.jsonl --prices 1,2")]
    }

    private mutating func reflect() throws {
        try run(
            "reflect problems.jsonl --completions recorded.jsonl --rounds 2 --output talks.jsonl "
                + "--summary talks.json --quiet")
        documents["conversation"] = try lines("talks.jsonl")
        documents["reflect-summary"] = [try String(contentsOfFile: path("talks.json"), encoding: .utf8)]
    }

    private mutating func export() throws {
        try run("export --to trl-prompt --train problems.jsonl --output export.json --quiet")
        documents["ground-truth"] = try lines("export.json/train.jsonl").map { line in
            let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(row?["ground_truth"] as? String)
        }
    }
}
