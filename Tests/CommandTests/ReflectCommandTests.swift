import Diagnosis
import Exporting
import Foundation
import Judging
import ModelServer
import Problems
import Reflection
import Terms
import Testing

@testable import SeqJudgeCommands

/// Corrections by a model and by recorded answers; the programs run in the jail.
@Suite struct ReflectCommandTests {
    /// A run for each index, so that a check could end with the first wrong one.
    private static let wrong = ModelSamples.answer("n = int(input())\nprint(n * n if n < 5 else n * n + 1)")
    private static let right = ModelSamples.answer("def a(n):\n    return n * n")

    private struct Recorded: Encodable {
        var problem: String
        var completion: String
        var round: Int?
    }

    private static func records(_ path: String) throws -> [ReflectionRecord] {
        try ModelSamples.text(path).split(separator: "\n").map {
            try JSONDecoder().decode(ReflectionRecord.self, from: Data($0.utf8))
        }
    }

    private static func object(_ path: String) throws -> [String: Any] {
        try #require(try ModelSamples.objects(path).first)
    }

    /// What a model is told about its first answer; empty where it has only one.
    private static func feedback(_ record: ReflectionRecord) -> String {
        record.messages.count > 3 ? record.messages[3].content : ""
    }

    /// Runs the recorded answers to some problems, two rounds at most.
    private static func offline(
        _ problems: [Problem], _ recorded: [Recorded], _ more: [String] = [],
        _ body: (_ result: ChildProcess.Result, _ records: [ReflectionRecord]) throws -> Void
    ) throws {
        let files = [
            "problems.jsonl": try ModelSamples.lines(problems),
            "recorded.jsonl": try ModelSamples.lines(recorded),
        ]
        try Samples.withFolder(files) { folder in
            let arguments = [
                "reflect", "\(folder)/problems.jsonl", "--completions", "\(folder)/recorded.jsonl",
                "--output",
                "\(folder)/out.jsonl", "--rounds", "2",
            ]
            let result = try ModelSamples.run(arguments + more)
            try body(result, try records("\(folder)/out.jsonl"))
        }
    }

    @Test func `a model hears which index fails, and corrects its program`() throws {
        let server = try ScriptedServer { request, _ in
            .answer(request.body.contains(#""role":"assistant""#) ? Self.right : Self.wrong)
        }
        let problem = try ModelSamples.squares()
        try Samples.withFolder(["problems.jsonl": try ModelSamples.lines([problem])]) { folder in
            let result = try ModelSamples.run([
                "reflect", "\(folder)/problems.jsonl", "--model-url", server.url, "--model", "m", "--output",
                "\(folder)/out.jsonl", "--summary", "\(folder)/summary.json",
            ])
            #expect(result.status == 0 && result.output == "", "\(result)")
            #expect(result.errors.contains("1 problem: 1 right after 2 rounds, 0 never right"))
            #expect(result.errors.contains("2 answers of the model"))
            let record = try #require(try Self.records("\(folder)/out.jsonl").first)
            try #require(record.rounds.map(\.verdict) == ["WA", "AC"])
            #expect(record.verdict == "AC")
            let late = problem.tests.entries.map(\.index).filter { $0 >= 5 }
            #expect(!late.isEmpty && record.rounds[0].failed == late && record.rounds[1].fixed == late)
            let roles = ["system", "user", "assistant", "user", "assistant"]
            try #require(record.messages.map(\.role) == roles)
            #expect(Self.feedback(record).contains("- n = 5: expected 25, got 26"))
            try #require(server.requests.count == 2)
            #expect(server.requests[1].body.contains("- n = 5: expected 25, got 26"))
            let text = try ModelSamples.text("\(folder)/summary.json")
            let summary = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect(summary["solved_after"] as? [String: Int] == ["2": 1])
            #expect(summary["corrections"] as? Int == 1 && summary["fixing"] as? Int == 1)
        }
    }

    @Test func `recorded answers give the same bytes each time, in the order of the problems`() throws {
        let problems = try [ModelSamples.squares(), ModelSamples.cubes(), ModelSamples.doubles()]
        let recorded = [
            Recorded(problem: "DO", completion: ModelSamples.answer("long a(long n) { return 2 * n; }", "c")),
            Recorded(problem: "SQ", completion: Self.right, round: 2),
            Recorded(problem: "SQ", completion: Self.wrong, round: 1),
            Recorded(problem: "XX", completion: "of no problem here"),
        ]
        let files = [
            "problems.jsonl": try ModelSamples.lines(problems),
            "recorded.jsonl": try ModelSamples.lines(recorded),
        ]
        try Samples.withFolder(files) { folder in
            var texts: [String] = []
            for jobs in ["1", "3"] {
                let result = try ModelSamples.run([
                    "reflect", "\(folder)/problems.jsonl", "--completions", "\(folder)/recorded.jsonl",
                    "--jobs",
                    jobs, "--output", "\(folder)/out.jsonl", "--summary", "\(folder)/summary.json",
                ])
                #expect(result.status == 0, "\(result)")
                #expect(result.errors.contains("seqjudge: CU: no answer is recorded"))
                #expect(result.errors.contains("1 right after 1 round, 1 right after 2 rounds"))
                #expect(result.errors.contains("left out: 1 without a recorded answer"))
                texts.append(try ModelSamples.text("\(folder)/out.jsonl"))
                texts.append(try ModelSamples.text("\(folder)/summary.json"))
            }
            #expect(texts[0] == texts[2] && texts[1] == texts[3])
            let records = try Self.records("\(folder)/out.jsonl")
            #expect(records.map(\.problemID) == ["SQ", "DO"])
            #expect(records.map { $0.rounds.map(\.verdict) } == [["WA", "AC"], ["AC"]])
        }
    }

    @Test func `answers without a program are told so, and the problem stays unsolved`() throws {
        let recorded = [Recorded(problem: "SQ", completion: "I do not know.")]
        try Self.offline([ModelSamples.squares()], recorded) { result, records in
            #expect(result.status == 0 && result.errors.contains("1 never right"), "\(result)")
            let record = try #require(records.first)
            #expect(record.verdict == "none" && record.rounds.map(\.verdict) == ["none", "none"])
            #expect(Self.feedback(record).contains("No program was found in the answer"))
        }
    }

    @Test func `the limits are the problem's own`() throws {
        let slow = """
            import time
            def a(n):
                begin = time.process_time()
                while time.process_time() - begin < 0.5: pass
                return n * n
            """
        let recorded = [Recorded(problem: "SQ", completion: ModelSamples.answer(slow))]
        try Self.offline([ModelSamples.squares()], recorded) { _, records in
            #expect(records.map(\.verdict) == ["AC"])
        }
        var problem = try ModelSamples.squares()
        problem.limits.cpuSeconds = 0.1
        try Self.offline([problem], recorded) { _, records in
            let record = try #require(records.first)
            #expect(record.rounds.map(\.verdict) == ["TLE", "TLE"])
            #expect(record.rounds.map(\.isChanged) == [true, false])
            #expect(Self.feedback(record).contains("CPU time limit"))
        }
    }

    @Test func `a program that cannot be judged is no wrong one`() throws {
        let recorded = [
            Recorded(problem: "DO", completion: ModelSamples.answer("long a(long n) { return 2 * n; }", "c")),
            Recorded(problem: "SQ", completion: Self.right),
        ]
        let problems = try [ModelSamples.doubles(), ModelSamples.squares()]
        let noCompiler = ["--cc", "/nowhere/cc", "--no-cache"]
        try Self.offline(problems, recorded, noCompiler) { result, records in
            #expect(result.status == 70 && result.errors.contains("1 not judged"), "\(result)")
            #expect(records.map { $0.rounds.map(\.verdict) } == [["IE"], ["AC"]])
        }
    }

    @Test func `a problem that the model does not answer is given up alone`() throws {
        let server = try ScriptedServer { request, _ in
            request.body.contains("the cubes") ? .status(404, body: "no") : .answer(Self.right)
        }
        let problems = try ModelSamples.lines([ModelSamples.cubes(), ModelSamples.squares()])
        try Samples.withFolder(["problems.jsonl": problems]) { folder in
            let result = try ModelSamples.run([
                "reflect", "\(folder)/problems.jsonl", "--model-url", server.url, "--model", "m", "--output",
                "\(folder)/out.jsonl",
            ])
            #expect(
                result.status == 70 && result.errors.contains("seqjudge: CU: status 404: no"), "\(result)")
            #expect(result.errors.contains("0 without a recorded answer, 1 given up"))
            #expect(try Self.records("\(folder)/out.jsonl").map(\.problemID) == ["SQ"])
        }
    }

    @Test func `ctrl-C leaves nothing behind, and a command line needs one source of answers`() throws {
        let server = try ScriptedServer([.silence])
        let problems = try ModelSamples.lines([ModelSamples.squares()])
        try Samples.withFolder(["problems.jsonl": problems]) { folder in
            let arguments = [
                "reflect", "\(folder)/problems.jsonl", "--model-url", server.url, "--model", "m", "--output",
                "\(folder)/out.jsonl", "--summary", "\(folder)/summary.json",
            ]
            let result = try ModelSamples.interrupted(arguments, asking: server)
            #expect(result.status == 130, "\(result)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["problems.jsonl"])
            #expect(try ModelSamples.run(arguments + ["--completions", "x"]).status == 64)
            #expect(try ModelSamples.run(["reflect", "\(folder)/problems.jsonl"]).status == 64)
        }
    }

    @Test func `a report becomes words for a model`() {
        let judgement = Judgement(Samples.wrongAnswer)
        #expect(judgement.verdict == "WA" && judgement.explanation == "a(7) is wrong")
        #expect(judgement.failures == [Judgement.Failure(index: 7, expected: 13, got: "21")])
        #expect(judgement.passed == [6])
        #expect(judgement.findings.map(\.hint) == ["Count again.", ""])
        #expect(judgement.findings.first?.sentence == "Each answer is 8 more than the true term.")
        var odd = Samples.plain(.runTimeError)
        let outcomes: [CaseReport.Outcome] = [
            .malformed(reason: "a plus sign", excerpt: "+7"), .missing, .stopped(.timeLimitExceeded),
            .wrong(actual: Term(String(repeating: "7", count: 99)) ?? 0),
        ]
        odd.cases = outcomes.enumerated().map {
            CaseReport(index: $0.offset, outcome: $0.element, expected: 1, isVisible: false)
        }
        let words = Judgement(odd).failures.map(\.got)
        #expect(words[..<3] == ["no integer (a plus sign): +7", "nothing", "no answer: time limit exceeded"])
        #expect(words[3].hasSuffix("(99 digits)") && words[3].count < 80)
    }

    @Test func `words about time hold no measured number`() {
        func words(_ model: String, _ sentence: String) -> [String] {
            var report = Samples.plain(.timeLimitExceeded)
            report.findings = [
                Finding(
                    .timeGrowth, .certain, sentence, hint: "n is too large",
                    evidence: [.init("model", .text(model)), .init("reached_n", .integer(31))])
            ]
            return Judgement(report).findings.flatMap { [$0.sentence, $0.hint] }
        }
        let first = words("exponential", "the time grows like 1.6^n")
        #expect(first == words("exponential", "the time grows like 1.7^n"))
        #expect(
            first == [
                "The time grows exponentially with n: the limit is reached after n = 31.", "n is too large.",
            ])
        #expect(words("power", "x")[0].hasPrefix("The time grows like a power of n:"))
        #expect(Judgement.sentence("a term is wrong!") == "A term is wrong!")
        #expect(Judgement.sentence("math.isqrt") == "math.isqrt." && Judgement.sentence("") == "")
    }

    @Test func `a slow program gives the same bytes each time`() throws {
        let slow = """
            import time
            def a(n):
                begin = time.process_time()
                while time.process_time() - begin < 0.001 * 3 ** n: pass
                return n * n
            """
        var problem = try ModelSamples.squares()
        problem.limits.cpuSeconds = 0.5
        let recorded = [Recorded(problem: "SQ", completion: ModelSamples.answer(slow))]
        var all: [[ReflectionRecord]] = []
        for _ in 0..<2 { try Self.offline([problem], recorded) { _, records in all.append(records) } }
        #expect(all[0] == all[1] && all[0].map(\.verdict) == ["TLE"])
        #expect(Self.feedback(try #require(all[0].first)).contains("no answer: time limit exceeded"))
    }
}
