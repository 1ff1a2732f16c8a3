public import Terms

/// Two programs' answers, index by index.
public struct AnswerComparison: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        /// They agree at every index.
        case agree
        /// They differ, first of all at this index; an answer that is no integer is nil.
        case differ(at: Int, first: Term?, second: Term?)
        /// They agree as far as both answer: at none of the indices from this one on do both.
        case undecided(from: Int)
    }

    /// What came of it.
    public let outcome: Outcome
    /// At how many indices they agree before that.
    public let agreeing: Int

    /// Compares answers.
    /// - Parameter indices: what both were asked for, in ascending order.
    public init(_ first: Answers, _ second: Answers, at indices: [Int]) {
        let (one, other) = (Self.reached(first), Self.reached(second))
        var agreeing = 0
        for index in indices {
            guard let left = one[index], let right = other[index] else {
                (outcome, self.agreeing) = (.undecided(from: index), agreeing)
                return
            }
            // Two answers of which neither is an integer are no agreement.
            guard case .term = left, left == right else {
                let terms = [left, right].map { value -> Term? in
                    if case .term(let term) = value { term } else { nil }
                }
                (outcome, self.agreeing) = (.differ(at: index, first: terms[0], second: terms[1]), agreeing)
                return
            }
            agreeing += 1
        }
        (outcome, self.agreeing) = (.agree, agreeing)
    }

    /// Answers by index, without those that were never given.
    private static func reached(_ answers: Answers) -> [Int: Answer.Value] {
        answers.items.reduce(into: [:]) { values, item in
            switch item.value {
            case .term, .malformed: values[item.index] = item.value
            case .missing, .stopped: break
            }
        }
    }
}
