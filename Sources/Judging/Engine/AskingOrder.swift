import Statistics
import Terms

/// The order in which one process is asked for its terms.
///
/// It ascends, so that what is cheap comes first and a slow program is stopped where it gets slow, but for a few pairs
/// of neighbours of which the higher one is asked for first. A function of n does not see the difference; what hands
/// out its terms one by one, whatever n it is given, is wrong at the first such pair, also when it remembers which answer
/// went to which n. That costs no question more.
///
/// The order follows from the candidate's source and the last terms: the same check is always asked alike, and whoever does
/// not know the hidden terms cannot work out what will be asked.
struct AskingOrder {
    /// The most pairs that are turned round.
    static let mostPairs = 3
    /// How many indices are asked for a second time at the end: a function of n gives the same again.
    static let repeats = 3

    /// Positions in the required terms, in the order in which they are asked for.
    let positions: [Int]
    /// Positions that are asked for again after all others.
    let again: [Int]
    /// Of the pairs that are turned round, the higher positions.
    private let ahead: Set<Int>

    /// - Parameter visible: how many leading entries the author has seen. The first hidden one after them is never
    ///   turned round, so that it shows when a program fails exactly there.
    init(_ entries: [IndexedTerm], visible: Int?, source: [UInt8], variation: Variation? = nil) {
        var seed = FNV1a.hash(source)
        for entry in entries.suffix(32) {
            seed = FNV1a.hash(entry.term.description.utf8, after: seed)
        }
        var random = SeededRandom(seed: variation?.salted(seed) ?? seed)
        let fit = entries.indices.dropLast().filter { low in
            entries[low].index + 1 == entries[low + 1].index && entries[low].term != entries[low + 1].term
                && low != visible && low + 1 != visible
        }
        var ahead: Set<Int> = []
        for low in fit.shuffled(using: &random) {
            if ahead.count == Self.mostPairs { break }
            if !ahead.contains(low), !ahead.contains(low + 2) { ahead.insert(low + 1) }
        }
        var positions = Array(entries.indices)
        for high in ahead { positions.swapAt(high - 1, high) }
        self.ahead = ahead
        self.positions = positions
        again = Array(entries.indices.dropLast().shuffled(using: &random).prefix(Self.repeats))
    }

    /// Whether a position is asked for before the one below it.
    func isAhead(_ position: Int) -> Bool { ahead.contains(position) }
}
