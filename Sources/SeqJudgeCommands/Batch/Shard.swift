import ArgumentParser

/// A share of a batch: of N shares, share I has the lines I, I + N, I + 2 N, …
struct Shard: Sendable, Equatable, ExpressibleByArgument {
    /// Which share, counted from 1.
    var position = 1
    /// How many shares there are.
    var count = 1

    /// The whole batch.
    static let whole = Shard()

    init() {}

    /// Reads `I/N`.
    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int(parts[0]), let count = Int(parts[1]), position >= 1,
            position <= count
        else { return nil }
        self.position = position
        self.count = count
    }

    var defaultValueDescription: String { "\(position)/\(count)" }

    /// The line's number among those of the share, counted from 0; nil for a line of another share.
    func rank(ofLine number: Int) -> Int? {
        let (rank, rest) = (number - 1).quotientAndRemainder(dividingBy: count)
        return rest == position - 1 ? rank : nil
    }
}
