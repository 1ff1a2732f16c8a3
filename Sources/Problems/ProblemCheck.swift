public import Terms

/// What is wrong with a problem, found without a model.
public struct ProblemFault: Sendable, Hashable {
    /// The kinds of faults.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A text is empty, or there are too few examples or tests.
        case incomplete
        /// Indices are not consecutive from the offset on, or two parts overlap.
        case indices
        /// A term is not that of the sequence.
        case term
        /// The words tell terms that are to be found out.
        case leaksTerms = "leaks-terms"
        /// The words tell the sequence's id, with which its terms can be looked up.
        case leaksID = "leaks-id"
        /// A limit makes no sense.
        case limits
    }

    /// The kind.
    public var kind: Kind
    /// In one line, for people. Holds no hidden term.
    public var message: String
}

/// Checks problems: is everything there, does it fit together, do the words give anything away?
public enum ProblemCheck {
    /// How many hidden terms in a row the words may hold, whatever they are. More of them are a leak where they are telling:
    /// small numbers, and such that count up by one, stand in any text.
    public static let mostTermsInARow = 2

    /// The faults of a problem; empty where there are none.
    /// - Parameter truth: the sequence's terms; nil: only what the problem itself holds is looked at.
    public static func faults(of problem: Problem, truth: TermTable? = nil) -> [ProblemFault] {
        completeness(problem) + indices(problem) + terms(problem, truth) + leaks(problem) + limits(problem)
    }

    private static func completeness(_ problem: Problem) -> [ProblemFault] {
        var faults: [ProblemFault] = []
        func add(_ message: String) { faults.append(ProblemFault(kind: .incomplete, message: message)) }
        for (name, text) in [
            ("title", problem.title), ("description", problem.description), ("input", problem.input),
            ("output", problem.output),
        ] where text.allSatisfy(\.isWhitespace) { add("the \(name) is empty") }
        if problem.examples.count < 2 { add("there are \(problem.examples.count) examples instead of 2") }
        if problem.examples.contains(where: { $0.explanation.allSatisfy(\.isWhitespace) }) {
            add("an example has no explanation")
        }
        if problem.hidden.count < 5 {
            add("there are \(problem.hidden.count) hidden tests, and not 5 or more")
        }
        return faults
    }

    private static func indices(_ problem: Problem) -> [ProblemFault] {
        let all = problem.examples.map(\.index) + (problem.hidden + problem.tail).map(\.index)
        for (place, index) in all.enumerated() where index != problem.offset &+ place {
            return [
                ProblemFault(
                    kind: .indices,
                    message:
                        "index \(index) stands where \(problem.offset &+ place) is expected: examples, hidden tests and "
                        + "tail follow each other from the offset on")
            ]
        }
        return []
    }

    private static func terms(_ problem: Problem, _ truth: TermTable?) -> [ProblemFault] {
        guard let truth else { return [] }
        for entry in problem.table.entries {
            guard let term = truth[entry.index] else { continue }
            if term != entry.term {
                return [
                    ProblemFault(
                        kind: .term, message: "the term at index \(entry.index) is not the sequence's")
                ]
            }
        }
        return []
    }

    private static func leaks(_ problem: Problem) -> [ProblemFault] {
        let words =
            ([problem.title, problem.description, problem.input, problem.output]
            + problem.examples.map(\.explanation)).joined(separator: "\n")
        return leaks(words, of: (problem.hidden + problem.tail).map(\.term), id: problem.id)
    }

    /// What some words give away of terms that are to be found out, and of a sequence's id.
    static func leaks(_ words: String, of terms: [Term], id: String) -> [ProblemFault] {
        var faults: [ProblemFault] = []
        let numbers = Leakage.numbers(in: words)
        if let run = Leakage.tellingRun(of: terms, in: numbers, longerThan: mostTermsInARow) {
            faults.append(
                ProblemFault(
                    kind: .leaksTerms,
                    message: "the words hold \(run) consecutive terms that are to be found out"))
        } else if let term = Leakage.tellingTerm(terms, in: numbers) {
            faults.append(
                ProblemFault(
                    kind: .leaksTerms,
                    message: "the words hold a term of \(term.digitCount) digits that is to be found out"))
        }
        if Leakage.names(id, in: words) {
            faults.append(ProblemFault(kind: .leaksID, message: "the words name the sequence's id"))
        }
        return faults
    }

    private static func limits(_ problem: Problem) -> [ProblemFault] {
        let limits = problem.limits
        let isSane =
            limits.cpuSeconds > 0 && limits.checkCPUSeconds >= limits.cpuSeconds && limits.memoryMiB >= 16
        return isSane ? [] : [ProblemFault(kind: .limits, message: "the limits make no sense: \(limits)")]
    }
}

/// What a text gives away of terms.
enum Leakage {
    /// A term of so many digits is in no text by chance.
    static let tellingDigits = 6

    /// The integers of a text, in order.
    static func numbers(in text: String) -> [Term] {
        var numbers: [Term] = []
        var digits: [UInt8] = []
        var isNegative = false
        var last: UInt8 = 0
        for byte in Array(text.utf8) + [0] {
            if byte &- 48 <= 9 {
                if digits.isEmpty { isNegative = last == UInt8(ascii: "-") }
                digits.append(byte)
            } else if !digits.isEmpty {
                if let term = Term((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)) {
                    numbers.append(term)
                }
                digits = []
            }
            last = byte
        }
        return numbers
    }

    /// How many consecutive terms stand one after the other among the numbers, in the most telling place; nil where no more than
    /// so many do, or none that tell.
    static func tellingRun(of terms: [Term], in numbers: [Term], longerThan most: Int) -> Int? {
        var best: (length: Int, weight: Double) = (0, 0)
        for start in numbers.indices {
            for first in terms.indices where terms[first] == numbers[start] {
                let run = zip(terms[first...], numbers[start...]).prefix { $0 == $1 }.map(\.0)
                let weight = weight(of: run)
                if run.count > most, weight > best.weight { best = (run.count, weight) }
            }
        }
        return best.weight >= tellingWeight ? best.length : nil
    }

    /// The weight from which a run tells: four digits from 3 on, with one of them smaller, or two terms of two digits.
    static let tellingWeight = 3.5

    /// How unlikely it is that these terms stand in a text by chance. A digit weighs 1, of 0, 1 and 2 a half, a longer term as
    /// many as it has digits; terms that count up by one weigh nothing.
    static func weight(of run: [Term]) -> Double {
        let values = run.map { Int($0.description) }
        let isCount = zip(values, values.dropFirst()).allSatisfy { first, second in
            guard let first, let second else { return false }
            return second == first &+ 1
        }
        if isCount { return 0 }
        return zip(run, values).reduce(0) { sum, item in
            guard let value = item.1, abs(value) < 3 else { return sum + Double(item.0.digitCount) }
            return sum + 0.5
        }
    }

    /// A term so long that it cannot be there by chance; nil where there is none.
    static func tellingTerm(_ terms: [Term], in numbers: [Term]) -> Term? {
        let long = Set(numbers.filter { $0.digitCount >= tellingDigits })
        return terms.first { $0.digitCount >= tellingDigits && long.contains($0) }
    }

    /// Whether a text names an id, or anything of the form of an A-number. An id without a digit is a word, which a text may
    /// well need.
    static func names(_ id: String, in text: String) -> Bool {
        if id.utf8.count >= 4, id.contains(where: \.isNumber), text.lowercased().contains(id.lowercased()) {
            return true
        }
        return text.contains(/\bA[0-9]{6,7}\b/)
    }
}
