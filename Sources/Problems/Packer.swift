import Statistics
import Terms

/// How problems are made.
public struct PackOptions: Sendable, Hashable {
    /// How many hidden tests a problem has: so many as a choice by seed says, within these. Default 5 to 8.
    public var hidden = 5...8
    /// How many further terms are held out, at most. Default 20.
    public var tail = 20
    /// Terms with more digits end a problem's terms. Default 1,000.
    public var mostDigits = 1_000
    /// What a solution may use. Default: the judge's own limits.
    public var limits = Problem.Limits.standard
    /// What all choices depend on, together with the sequence's id. Default 0.
    public var seed: UInt64 = 0
    /// Where sequences come from that do not say it, and their licence.
    public var source: String?
    public var licence: String?

    /// The defaults.
    public init() {}
}

/// Why a sequence becomes no problem.
public enum PackDrop: String, Error, Sendable, Hashable, CaseIterable {
    case tooFewTerms = "too few terms for two examples and the hidden tests"
    case noDescription = "no words that say what the sequence is"
    case onlyRefers = "the words only point to another sequence"
    case leaks = "the words give terms or the sequence's id away"
    case constant = "the terms that decide are all equal"
}

/// Makes problems of sequences, by templates.
public struct Packer: Sendable {
    /// The options.
    public let options: PackOptions
    /// The examples of a problem.
    static let examples = 2

    /// A packer.
    public init(_ options: PackOptions = PackOptions()) { self.options = options }

    /// A problem with a statement from templates.
    /// - Throws: ``PackDrop`` where the sequence makes none.
    public func problem(of record: ProblemSource) throws(PackDrop) -> Problem {
        var choices = Choices(seed: options.seed, of: record.id)
        let words = try SequenceWords.clean(record)
        let parts = try parts(record, &choices)
        let template = StatementTemplate(record, words: words, highest: parts.last, &choices)
        let problem = problem(
            record, parts, title: template.title, description: template.description,
            explanations: (template.firstExplanation, template.secondExplanation), input: template.input,
            output: template.output, writer: "templates")
        if ProblemCheck.faults(of: problem).contains(where: { $0.kind == .leaksTerms || $0.kind == .leaksID })
        {
            throw .leaks
        }
        return problem
    }

    /// A problem with words that somebody else wrote.
    func problem(
        _ record: ProblemSource, _ parts: Parts, title: String, description: String,
        explanations: (String, String), input: String, output: String, writer: String
    ) -> Problem {
        Problem(
            id: record.id, title: title, description: description, input: input, output: output,
            offset: record.offset,
            examples: zip(parts.examples, [explanations.0, explanations.1]).map {
                Problem.Example(index: $0.index, term: $0.term, explanation: $1)
            },
            hidden: parts.hidden, tail: parts.tail, limits: options.limits, difficulty: record.difficulty,
            kind: record.kind, family: record.family, keywords: record.keywords,
            provenance: Problem.Provenance(
                source: record.source ?? options.source, licence: record.licence ?? options.licence,
                writer: writer,
                seed: options.seed))
    }

    /// The terms of a problem by what they are for.
    struct Parts {
        var examples: [Problem.Case]
        var hidden: [Problem.Case]
        var tail: [Problem.Case]
        /// The largest index.
        var last: Int { (tail.last ?? hidden.last ?? examples.last)?.index ?? 0 }
    }

    func parts(_ record: ProblemSource, _ choices: inout Choices) throws(PackDrop) -> Parts {
        let short = record.terms.prefix { $0.digitCount <= options.mostDigits }
        let cases = short.enumerated().map {
            Problem.Case(index: record.offset + $0.offset, term: $0.element)
        }
        let wanted = options.hidden.lowerBound + choices.number(below: options.hidden.count)
        let hidden = min(wanted, cases.count - Self.examples)
        guard hidden >= max(1, options.hidden.lowerBound) else { throw .tooFewTerms }
        let parts = Parts(
            examples: Array(cases.prefix(Self.examples)),
            hidden: Array(cases.dropFirst(Self.examples).prefix(hidden)),
            tail: Array(cases.dropFirst(Self.examples + hidden).prefix(options.tail)))
        guard Set((parts.examples + parts.hidden).map(\.term)).count > 1 else { throw .constant }
        return parts
    }
}

/// Choices that depend on a seed and a name alone, and not on what was chosen for others.
struct Choices {
    private var random: SeededRandom

    init(seed: UInt64, of name: String) {
        random = SeededRandom(seed: FNV1a.hash(name.utf8, after: seed ^ FNV1a.basis))
    }

    /// A number from 0 up to a bound, which is excluded and at least 1.
    mutating func number(below bound: Int) -> Int { random.index(below: max(1, bound)) }

    mutating func pick<Element>(_ elements: [Element], else other: Element) -> Element {
        elements.isEmpty ? other : elements[number(below: elements.count)]
    }
}
