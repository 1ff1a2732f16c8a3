import Foundation
import ModelServer
import Problems
import Synchronization
import Terms
import Testing

/// Three sequences whose terms are in no text by chance, and a model that knows them.
enum ModelProblems {
    static let names = ["alpha", "beta", "gamma"]

    static func term(_ name: String, _ n: Int) -> Int {
        1_000_003 * (n + (names.firstIndex(of: name) ?? 0) * 50) + 271_829
    }

    /// The terms that decide, and those held out.
    static func secrets(_ name: String) -> [String] { (2..<20).map { "\(term(name, $0))" } }

    static func sources() throws -> String {
        try ModelSamples.lines(
            names.map { name in
                Source(
                    id: "ID1-\(name)", description: "the rule \(name)", terms: (0..<20).map { term(name, $0) }
                )
            })
    }

    private struct Source: Encodable {
        var id: String
        var description: String
        var offset = 0
        var terms: [Int]
    }

    /// Problems whose explanations tell the outputs of the examples.
    static func problems() throws -> String {
        try ModelSamples.lines(
            names.map { name in
                try ModelSamples.problem(
                    "ID1-\(name)", "the rule \(name)",
                    change: { problem in
                        for place in 0..<2 {
                            problem.examples[place].explanation = "It is \(term(name, place))."
                        }
                    }
                ) { term(name, $0) }
            })
    }

    /// Which of the sequences a request is about.
    static func name(_ request: ScriptedServer.Seen) -> String {
        names.first { request.body.contains("the rule \($0)") } ?? ""
    }

    /// How many requests there were about each.
    static func counts(_ server: ScriptedServer) -> [Int] {
        names.map { name in server.requests.count { self.name($0) == name } }
    }

    /// A good answer to either command.
    static func answer(_ request: ScriptedServer.Seen) -> ScriptedServer.Step {
        let name = name(request)
        return .answer(request.body.contains("Work out") ? outputs(name) : words(name))
    }

    /// The outputs of the examples.
    static func outputs(_ name: String) -> String {
        #"{"0": "\#(term(name, 0))", "1": \#(term(name, 1))}"#
    }

    /// A problem's words, for the rule of a name.
    static func words(_ name: String, more: String = "") -> String {
        """
        Here it is:
        ```json
        {"title": "The \(name)", "description": "A story of the rule \(name). \(more)",
         "explanation_1": "Nothing yet.", "explanation_2": "One \(name)."}
        ```
        """
    }

    /// The messages of a request.
    static func messages(_ request: ScriptedServer.Seen) throws -> [(role: String, text: String)] {
        let object = try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
        let messages = try #require(object?["messages"] as? [[String: String]])
        return messages.map { ($0["role"] ?? "", $0["content"] ?? "") }
    }
}

/// The commands that ask a model about each of some problems or sequences.
enum ModelCommand: String, CaseIterable, Sendable {
    case pack, validate, sample, reflect

    /// Those of `problems`.
    static let ofProblems = [pack, validate]

    /// Runs the body in a folder with this command's input.
    func inFolder(_ body: (String) throws -> Void) throws {
        let files = ["in.jsonl": try self == .pack ? ModelProblems.sources() : ModelProblems.problems()]
        try Samples.withFolder(files, body)
    }

    /// One request at a time, so that their order is known, and two tries each.
    func arguments(_ folder: String, _ url: String, _ more: [String] = []) -> [String] {
        let name = Self.ofProblems.contains(self) ? ["problems", rawValue] : [rawValue]
        return name + [
            "\(folder)/in.jsonl", "--output", "\(folder)/out.jsonl", "--model-url", url, "--model", "m",
            "--model-jobs", "1", "--model-attempts", "2",
        ] + more
    }

    /// Runs this command in such a folder against a server.
    func run(
        _ server: ScriptedServer, _ more: [String] = [],
        _ body: (_ result: ChildProcess.Result, _ folder: String) throws -> Void
    ) throws {
        try inFolder { folder in
            try body(try ModelSamples.run(arguments(folder, server.url, more)), folder)
        }
    }

    /// The ids of what was written.
    static func written(_ folder: String) throws -> [String] {
        try ModelSamples.objects("\(folder)/out.jsonl").map { $0["id"] as? String ?? "" }
    }
}

/// What a server is to do, which a test may change while it runs.
final class Switch: Sendable {
    private let value = Mutex(false)

    var isOn: Bool { value.withLock { $0 } }

    func turnOn() { value.withLock { $0 = true } }
}

/// What was asked about before.
final class Asked: Sendable {
    private let places = Mutex<Set<Int>>([])

    /// Whether this is the first time.
    func isFirst(_ place: Int) -> Bool { places.withLock { $0.insert(place).inserted } }
}
