import Terms

/// The lines that an earlier sitting has judged, in few bytes: ranges of ranks, and a digest of each line.
struct DoneLines: Sendable {
    /// Digests of lines beyond this rank are not kept: 16 MiB is what they may take.
    private static let mostDigests = 1 << 22

    private let shard: Shard
    /// Ascending, neither touching nor overlapping.
    private(set) var ranges: [ClosedRange<Int>] = []
    private var digests: [UInt32] = []
    /// How many lines are done.
    private(set) var count = 0

    init(shard: Shard) { self.shard = shard }

    /// Notes a line; false when it is not one of the share's.
    mutating func insert(line: Int, digest: UInt64) -> Bool {
        guard let rank = shard.rank(ofLine: line) else { return false }
        if insert(rank) { count += 1 }
        if rank < DoneLines.mostDigests {
            if digests.count <= rank {
                digests.append(contentsOf: repeatElement(0, count: rank + 1 - digests.count))
            }
            digests[rank] = UInt32(truncatingIfNeeded: digest)
        }
        return true
    }

    /// What is known about a line of the input.
    enum Standing: Equatable { case toDo, done, differs }

    /// Whether a line is done, and by its digest the same line.
    func standing(of line: Int, digest: UInt64) -> Standing {
        guard count > 0, let rank = shard.rank(ofLine: line) else { return .toDo }
        let position = ranges.partitioningIndex { $0.upperBound >= rank }
        guard position < ranges.count, ranges[position].contains(rank) else { return .toDo }
        guard rank < digests.count else { return .done }
        return digests[rank] == UInt32(truncatingIfNeeded: digest) ? .done : .differs
    }

    private mutating func insert(_ rank: Int) -> Bool {
        let position = ranges.partitioningIndex { $0.upperBound >= rank - 1 }
        guard position < ranges.count, ranges[position].lowerBound <= rank + 1 else {
            ranges.insert(rank...rank, at: position)
            return true
        }
        let range = ranges[position]
        if range.contains(rank) { return false }
        var joined = min(range.lowerBound, rank)...max(range.upperBound, rank)
        if position + 1 < ranges.count, ranges[position + 1].lowerBound == rank + 1 {
            joined = joined.lowerBound...ranges[position + 1].upperBound
            ranges.remove(at: position + 1)
        }
        ranges[position] = joined
        return true
    }
}
