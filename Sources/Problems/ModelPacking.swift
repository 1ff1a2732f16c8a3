import Foundation
import Terms

/// Why a model's answer cannot be used.
public struct AnswerFault: Error, Sendable, Hashable {
    /// In one line.
    public var message: String
}

/// A problem's words written by a language model.
///
/// The model gets the sequence's rule and the two examples, and never the hidden terms; inputs and outputs are put in by the
/// packer, so that a model cannot get them wrong.
public struct ModelPacking: Sendable {
    /// What a model is told before.
    public static let system = """
        You write programming problems about integer sequences. You answer with one JSON object and nothing else.
        """

    /// The rules of the packer.
    public let packer: Packer

    /// With a packer's rules.
    public init(_ packer: Packer) { self.packer = packer }

    /// The question to the model.
    /// - Throws: ``PackDrop`` where the sequence makes no problem, whatever is written.
    public func question(_ record: ProblemSource) throws(PackDrop) -> String {
        let words = try SequenceWords.clean(record)
        var choices = Choices(seed: packer.options.seed, of: record.id)
        let parts = try packer.parts(record, &choices)
        // A model that was told the terms could tell them, in words that no check finds.
        let secret = (parts.hidden + parts.tail).map(\.term)
        guard ProblemCheck.leaks(words, of: secret, id: record.id).isEmpty else { throw .leaks }
        let examples = parts.examples.map { "a(\($0.index)) = \($0.term)" }.joined(separator: ", ")
        return """
            Write a programming problem whose solution is the integer sequence a(n) with this rule:

            \(words)

            The first index is \(record.offset). \(examples). The indices in your words must be these.

            Put the rule into a short story or a mathematical setting that determines every term. Do not name the sequence \
            or any database of sequences, do not list terms besides the two given, and give no program.

            Answer with a JSON object with these members, all texts:
            "title": a few words
            "description": the problem, with all that is needed to solve it
            "explanation_1": why the output for n = \(parts.examples[0].index) is \(parts.examples[0].term)
            "explanation_2": why the output for n = \(parts.examples[1].index) is \(parts.examples[1].term)
            """
    }

    private struct Words: Decodable {
        var title: String
        var description: String
        var explanation1: String
        var explanation2: String

        enum CodingKeys: String, CodingKey {
            case title, description
            case explanation1 = "explanation_1"
            case explanation2 = "explanation_2"
        }
    }

    /// The problem with the words of an answer.
    /// - Throws: ``AnswerFault`` where the answer is none, or the problem has a fault that ``ProblemCheck`` finds.
    public func problem(of record: ProblemSource, answer: String, model: String) throws(AnswerFault)
        -> Problem
    {
        guard let json = Self.object(in: answer),
            let words = try? JSONDecoder().decode(Words.self, from: json)
        else {
            throw AnswerFault(message: "the answer holds no JSON object with the members asked for")
        }
        var choices = Choices(seed: packer.options.seed, of: record.id)
        let parts: Packer.Parts
        do throws(PackDrop) {
            parts = try packer.parts(record, &choices)
        } catch {
            throw AnswerFault(message: error.rawValue)
        }
        let problem = packer.problem(
            record, parts, title: words.title, description: words.description,
            explanations: (words.explanation1, words.explanation2),
            input: "One line with an integer n, \(record.offset) <= n <= \(parts.last).",
            output: "One line with the integer a(n).", writer: model)
        if let fault = ProblemCheck.faults(of: problem, truth: record.table).first {
            throw AnswerFault(message: fault.message)
        }
        return problem
    }

    /// The outermost JSON object of a text, also where words or fences stand around it. Thoughts are left out, for they
    /// hold drafts of it.
    static func object(in text: String) -> Data? {
        let text = text.range(of: "</think>", options: .backwards).map { text[$0.upperBound...] } ?? text[...]
        guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end else {
            return nil
        }
        return Data(text[start...end].utf8)
    }
}

/// Whether a problem's words alone tell its examples: a second model solves them without seeing the outputs, as the paper
/// (arXiv 2510.14620) has it.
public enum ExampleSolving {
    /// What a model is told before.
    public static let system =
        "You solve small cases of programming problems by hand. You answer with one JSON object."

    /// The question: the statement without what the examples come to.
    public static func question(_ problem: Problem) -> String {
        let inputs = problem.examples.map { "\($0.index)" }.joined(separator: " and ")
        return """
            \(problem.description)

            Input: \(problem.input)
            Output: \(problem.output)

            Work out the outputs for the inputs \(inputs). Answer with a JSON object whose names are the inputs and whose \
            values are the outputs, both as texts.
            """
    }

    /// The indices of the examples that an answer gets right, and those that it does not.
    /// - Throws: where the answer holds no JSON object: it says nothing about the problem.
    public static func judge(
        _ problem: Problem, answer: String
    ) throws(AnswerFault) -> (right: [Int], wrong: [Int]) {
        guard let json = ModelPacking.object(in: answer), let outputs = try? outputs(Array(json)) else {
            throw AnswerFault(message: "the answer holds no JSON object with the outputs")
        }
        let isRight = { (example: Problem.Example) in outputs["\(example.index)"] == example.term }
        return (
            problem.examples.filter(isRight).map(\.index),
            problem.examples.filter { !isRight($0) }.map(\.index)
        )
    }

    /// The integers of an object by their names, texts and numbers alike, every digit of them.
    private static func outputs(_ json: [UInt8]) throws(InputError) -> [String: Term] {
        var scanner = JSONScanner(bytes: json, file: "the answer")
        var outputs: [String: Term] = [:]
        try scanner.members { (scanner, name) throws(InputError) in
            let text: String
            switch try scanner.peekToken() {
            case UInt8(ascii: "\""): text = try scanner.string()
            case UInt8(ascii: "{"), UInt8(ascii: "["): return try scanner.skip()
            default: text = String(decoding: try scanner.lexeme(), as: UTF8.self)
            }
            outputs[name.trimmingCharacters(in: .whitespaces)] = Term(
                text.trimmingCharacters(in: .whitespaces))
        }
        if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the answer") }
        return outputs
    }
}
