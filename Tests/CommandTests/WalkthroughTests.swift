import Foundation
import ModelServer
import Problems
import Synchronization
import Terms
import Testing

/// The page that leads a newcomer from terms to a training file: each of its commands is run as it stands there.
@Suite struct WalkthroughTests {
    /// A command of the page, with what it prints if the page shows that.
    struct Step {
        var command: String
        var shown: String?
        /// The line of the page that it begins on.
        var line: Int
    }

    private static let page = "Documentation/training-data.md"

    /// The blocks of shell in a page, in order. A block of text after one is what it prints.
    static func steps(in text: String) -> [Step] {
        var steps: [Step] = []
        var block: (language: String, lines: [Substring], start: Int)?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.hasPrefix("```") else {
                block?.lines.append(line)
                continue
            }
            guard let ended = block else {
                block = (String(line.dropFirst(3)), [], number + 1)
                continue
            }
            let content = ended.lines.joined(separator: "\n") + "\n"
            switch ended.language {
            case "sh": steps.append(Step(command: content, shown: nil, line: ended.start))
            case "text" where !steps.isEmpty: steps[steps.count - 1].shown = content
            default: break
            }
            block = nil
        }
        return steps
    }

    private static func run(_ step: Step, in folder: String, _ server: ScriptedServer) throws
        -> ChildProcess.Result
    {
        let binary = URL(filePath: try ChildProcess.seqjudge).deletingLastPathComponent().path()
        let script = """
            cd '\(folder)'
            PATH='\(binary)':"$PATH"
            export PATH REPOSITORY='\(Samples.package.path())' MODEL_URL='\(server.url)' MODEL=scripted
            \(step.command)
            """
        return try ChildProcess.run("/bin/sh", ["-eu", "-c", script])
    }

    @Test func `every command of the page runs as it stands there`() throws {
        let text = try String(contentsOf: Samples.package.appending(path: Self.page), encoding: .utf8)
        let steps = Self.steps(in: text)
        #expect(steps.count > 10)
        try Samples.withFolder([:]) { folder in
            let model = WalkthroughModel(folder: folder)
            let server = try ScriptedServer { request, _ in .answer(model.answer(request.body)) }
            for step in steps {
                let result = try Self.run(step, in: folder, server)
                #expect(result.status == 0, "\(Self.page):\(step.line): \(result)")
                if let shown = step.shown {
                    #expect(result.output + result.errors == shown, "\(Self.page):\(step.line)")
                }
            }
            try Self.inspect(folder)
        }
    }

    /// What the page promises of the files.
    private static func inspect(_ folder: String) throws {
        let rates = try ModelSamples.objects("\(folder)/solvability.jsonl").map { $0["rate"] as? Double }
        #expect(rates.contains(0.5) && rates.allSatisfy { $0 != nil })
        #expect(try ModelSamples.objects("\(folder)/clear.jsonl").count == 2)
        #expect(try ModelSamples.objects("\(folder)/rewards.jsonl").allSatisfy { $0["reward"] is Double })
        for form in ["prompts", "verl", "openai-chat", "sharegpt", "alpaca", "trl-prompt-completion"] {
            #expect(try !ModelSamples.objects("\(folder)/\(form)/train.jsonl").isEmpty, "\(form)")
            #expect(FileManager.default.fileExists(atPath: "\(folder)/\(form)/README.md"), "\(form)")
        }
        let conversations = try ModelSamples.objects("\(folder)/conversations.jsonl")
        #expect(conversations.contains { ($0["messages"] as? [Any] ?? []).count > 3 })
    }

    @Test func `a block of text belongs to the command before it`() {
        let steps = Self.steps(
            in: "x\n```sh\na\nb\n```\nso\n```text\nc\n```\n```python\nd\n```\n```sh\ne\n```\n")
        #expect(steps.map(\.command) == ["a\nb\n", "e\n"])
        #expect(steps.map(\.shown) == ["c\n", nil])
        #expect(steps.map(\.line) == [2, 13])
    }
}

/// A model that knows each problem's program, and writes a wrong one every other time it meets a problem.
private final class WalkthroughModel: Sendable {
    private let folder: String
    private let met = Mutex<[String: Int]>([:])

    init(folder: String) { self.folder = folder }

    private struct Question: Decodable {
        struct Message: Decodable {
            var role: String
            var content: String
        }
        var messages: [Message]
    }

    func answer(_ body: String) -> String {
        guard let question = try? JSONDecoder().decode(Question.self, from: Data(body.utf8)) else {
            return "What?"
        }
        let text = question.messages.first { $0.role == "user" }?.content ?? ""
        if let problem = problems.first(where: { text.contains($0.statement) }) {
            // Who was told what is wrong corrects it.
            return program(problem, isRight: question.messages.count > 2 || isRightTurn(problem.id))
        }
        return story(text)
    }

    private func isRightTurn(_ id: String) -> Bool {
        met.withLock { met in
            met[id, default: 0] += 1
            return met[id, default: 0].isMultiple(of: 2)
        }
    }

    private var problems: [Problem] {
        ["train", "test"].flatMap { part in
            let text = (try? ModelSamples.text("\(folder)/problems-\(part).jsonl")) ?? ""
            return text.split(separator: "\n").compactMap {
                try? JSONDecoder().decode(Problem.self, from: Data($0.utf8))
            }
        }
    }

    /// All terms, which a model that has learned them would know.
    private func program(_ problem: Problem, isRight: Bool) -> String {
        let terms = problem.table.entries.map(\.term.description).joined(separator: ", ")
        let shift = isRight ? "" : " + 1"
        return ModelSamples.answer("def a(n):\n    return [\(terms)][n - \(problem.offset)]\(shift)")
    }

    /// A problem in words of its own, and what its examples come to.
    private func story(_ text: String) -> String {
        let isPancake = text.contains("pancake")
        if text.contains("Work out the outputs") {
            return isPancake ? #"{"0": "1", "1": "2"}"# : #"{"1": "0", "2": "0"}"#
        }
        let task =
            isPancake
            ? "A cook halves pieces of a pancake with n straight cuts through the whole pan. How many pieces can there be?"
            : "Multiply the integers from 1 to n. With how many zeros does the product, a factorial, end in base ten?"
        return """
            {"title": "A question", "description": "\(task)", "explanation_1": "By hand.", "explanation_2": "Likewise."}
            """
    }
}
