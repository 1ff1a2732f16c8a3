public import Terms

/// What programs that are all right as far as is known say about terms that nobody knows.
///
/// They are put into groups whose members never contradict each other; the largest one's terms are proposed, as long as
/// more than half of those who answer agree, and at least two. That is a vote, not a proof: programs with one origin are
/// wrong together.
public struct Consensus: Sendable {
    /// A program and what it answers.
    public struct Voter: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its answers by index; an index that is not there had none.
        public var terms: [Int: Term]

        /// A voter.
        public init(name: String, terms: [Int: Term]) {
            self.name = name
            self.terms = terms
        }
    }

    /// Voters that never contradict each other.
    public struct Group: Sendable, Hashable {
        /// Their names, in the order in which they were given.
        public var members: [String]
        /// Their answers.
        public var terms: [Int: Term]
        /// The lowest index at which they contradict the largest group; nil for that group itself.
        public var firstDifference: Int?
    }

    /// A term that a majority proposes. Derived, never the truth.
    public struct DerivedTerm: Sendable, Hashable {
        /// The index.
        public var index: Int
        /// The term.
        public var term: Term
        /// How many voters answer it.
        public var agreeing: Int
        /// How many voters answer anything at the index.
        public var answering: Int
    }

    /// The groups, the largest first; of equally large ones the one whose first member came first.
    public let groups: [Group]
    /// The terms that are proposed: from the lowest index on, up to where there is no majority.
    public let derived: [DerivedTerm]
    /// How many voters there are.
    public let voters: Int

    /// Groups the voters.
    /// - Parameter indices: the indices they were asked for, in ascending order.
    public init(_ voters: [Voter], at indices: [Int]) {
        self.voters = voters.count
        var classes = voters.isEmpty ? [] : [Array(voters.indices)]
        for index in indices { classes = classes.flatMap { Self.split($0, voters, at: index) } }
        classes.sort { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
        let leading = classes.first.map { Self.terms(of: $0, voters) } ?? [:]
        groups = classes.enumerated().map { place, members in
            let terms = Self.terms(of: members, voters)
            let difference = indices.first { index in
                guard let one = terms[index], let other = leading[index] else { return false }
                return one != other
            }
            return Group(
                members: members.map { voters[$0].name }, terms: terms,
                firstDifference: place == 0 ? nil : difference)
        }
        derived = Self.derive(leading, voters, indices)
    }

    /// Parts a class by what its members answer. Who answers nothing stays with the most of them.
    private static func split(_ members: [Int], _ voters: [Voter], at index: Int) -> [[Int]] {
        var parts: [Term: [Int]] = [:]
        var silent: [Int] = []
        for member in members {
            if let term = voters[member].terms[index] {
                parts[term, default: []].append(member)
            } else {
                silent.append(member)
            }
        }
        var sorted = parts.values.sorted { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
        guard !sorted.isEmpty else { return [members] }
        sorted[0] = (sorted[0] + silent).sorted()
        return sorted
    }

    private static func terms(of members: [Int], _ voters: [Voter]) -> [Int: Term] {
        members.reduce(into: [:]) { $0.merge(voters[$1].terms) { first, _ in first } }
    }

    private static func derive(_ leading: [Int: Term], _ voters: [Voter], _ indices: [Int]) -> [DerivedTerm] {
        var derived: [DerivedTerm] = []
        for index in indices {
            guard let term = leading[index] else { break }
            let answers = voters.compactMap { $0.terms[index] }
            let agreeing = answers.count { $0 == term }
            guard agreeing >= 2, 2 * agreeing > answers.count else { break }
            derived.append(
                DerivedTerm(index: index, term: term, agreeing: agreeing, answering: answers.count))
        }
        return derived
    }
}
