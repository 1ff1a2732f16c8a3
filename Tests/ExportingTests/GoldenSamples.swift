import Exporting
import Foundation
import Problems
import Terms

/// Small problems and conversations with content that is hard to write down.
enum GoldenSamples {
    /// Quotes, line ends, a backslash, other scripts, a separator that JSON leaves as it is, a sign past 16 bits.
    static let awkward =
        "\"a(n)\"\tis 'n\u{B2}' \\ over 2,\r\nfor n \u{2264} 10\u{2028}\u{1F642} \u{4E2D}</s>"

    static func problem(
        _ id: String, terms: [Term], from offset: Int = 0, _ change: (inout Problem) -> Void
    ) throws -> Problem {
        var source = ProblemSource(id: id, offset: offset, terms: terms)
        source.description = "the squares"
        var problem = try Packer().problem(of: source)
        (problem.title, problem.description) = ("Title of \(id)", "Words.")
        (problem.input, problem.output) = ("One integer n.", "a(n).")
        for place in problem.examples.indices { problem.examples[place].explanation = "It is so." }
        let further = problem.hidden + problem.tail
        (problem.hidden, problem.tail) = (Array(further.prefix(5)), [further[5]])
        change(&problem)
        return problem
    }

    private static let squares = (0..<12).map { Term($0 * $0) }

    static var train: [Problem] {
        get throws {
            [
                // Nothing is known of it, and it comes first: no type follows from its nulls.
                try problem("A/000290", terms: squares, from: -1) { $0.description = awkward },
                try problem("S000002", terms: squares) {
                    $0.hidden[4].term = Term(String(repeating: "1234567890", count: 7)) ?? 0
                    ($0.difficulty, $0.family) = (3, "S000001")
                    $0.provenance.source = "made | here"
                    $0.provenance.licence = "CC0-1.0"
                },
            ]
        }
    }

    static var test: [Problem] {
        get throws {
            [
                try problem("S000003", terms: squares.map { Term("-\($0)1") ?? 0 }) {
                    ($0.difficulty, $0.family) = (1.5, "S000003")
                    $0.tail = []
                }
            ]
        }
    }

    /// The second one has a system message and two rounds before the last one.
    static let trainDialogues = [
        Dialogue(
            problemID: "A/000290", verdict: "AC",
            messages: [
                .init(role: "user", content: awkward), .init(role: "assistant", content: "print(\"n/1\")\n"),
            ]),
        Dialogue(
            problemID: "S000002", verdict: "AC",
            messages: [
                .init(role: "system", content: "Answer in \"Python\"."), .init(role: "user", content: "n?"),
                .init(role: "assistant", content: "```python\nprint(n)\n```"),
                .init(role: "user", content: "- n = 2: expected 4, got 2\n"),
                .init(role: "assistant", content: "<think>\u{2026}</think>"),
                .init(role: "user", content: "No program was found."),
                .init(role: "assistant", content: "```c\nlong a(long n) { return n * n; }\n```\n"),
            ]),
    ]

    static let testDialogues = [
        Dialogue(
            problemID: "S000003", verdict: "AC",
            messages: [
                .init(role: "system", content: ""), .init(role: "user", content: "Empty?"),
                .init(role: "assistant", content: ""),
            ])
    ]
}
