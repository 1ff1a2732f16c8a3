import Foundation
import ModelServer
import Problems
import Terms
import Testing

/// Problems for a model, and what comes of them.
enum ModelSamples {
    /// A problem from the terms of a rule, from n = 0 on.
    static func problem(
        _ id: String, _ words: String, change: (inout Problem) -> Void = { _ in }, _ rule: (Int) -> Int
    ) throws -> Problem {
        var source = ProblemSource(id: id, offset: 0, terms: (0..<20).map { Term(rule($0)) })
        source.description = words
        var problem = try Packer().problem(of: source)
        change(&problem)
        return problem
    }

    static func squares() throws -> Problem { try problem("SQ", "the squares") { $0 * $0 } }
    static func cubes() throws -> Problem { try problem("CU", "the cubes") { $0 * $0 * $0 } }
    static func doubles() throws -> Problem { try problem("DO", "the even numbers") { 2 * $0 } }

    /// Values as JSON Lines.
    static func lines(_ values: [some Encodable]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try values.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
    }

    /// The objects of a file of JSON Lines.
    static func objects(_ path: String) throws -> [[String: Any]] {
        try text(path).split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// A model's answer with a program in it.
    static func answer(_ code: String, _ language: String = "python") -> String {
        "I think.\n```\(language)\n\(code)\n```\n"
    }

    static func run(_ arguments: [String]) throws -> ChildProcess.Result {
        try ChildProcess.run(try ChildProcess.seqjudge, arguments)
    }

    /// Interrupts a command once the model was asked so many times, and gives what came of it.
    static func interrupted(
        _ arguments: [String], asking server: ScriptedServer, times: Int = 1
    ) throws -> ChildProcess.Result {
        let process = try ChildProcess.start(try ChildProcess.seqjudge, arguments)
        let deadline = ContinuousClock.now + .seconds(30)
        while server.requests.count < times, ContinuousClock.now < deadline { usleep(1_000) }
        try #require(process.isRunning && server.requests.count >= times)
        kill(process.processIdentifier, SIGINT)
        return try ChildProcess.finish(process)
    }
}
