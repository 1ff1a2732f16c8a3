/// Sequences parted into those to learn from and those to be tested with, whole families at a time.
public struct Split: Sendable {
    /// For each sequence whether it is for testing.
    public let isTest: [Bool]

    /// How many are for testing.
    public var testCount: Int { isTest.count { $0 } }

    /// How many test sequences have a relative among those to learn from.
    public func leaks(families: Families) -> Int {
        var learned: Set<Int> = []
        for (sequence, first) in families.first.enumerated() where !isTest[sequence] { learned.insert(first) }
        return families.first.indices.count { isTest[$0] && learned.contains(families.first[$0]) }
    }
}

/// How sequences are parted. The same seed, names and families give the same parts, in whatever order the families
/// are told.
public struct SplitPlan: Sendable {
    /// Makes the choice.
    public var seed: UInt64
    /// How many sequences are wanted for testing. As whole families go, it may be fewer, and never more.
    public var testCount: Int

    /// A plan.
    public init(seed: UInt64, testCount: Int) {
        self.seed = seed
        self.testCount = testCount
    }

    /// A family as the choice sees it.
    private struct Lot {
        var members: [Int]
        var order: UInt64
        var name: String
        /// A band of two points of difficulty; nil where none is known.
        var stratum: Int?
    }

    /// Parts by family. Of each band of difficulty (two points wide, by a family's median) as large a share is taken as of all.
    /// - Parameters:
    ///   - ids: the names of the sequences.
    ///   - difficulties: how hard each is, where that is known.
    public func byFamily(_ families: Families, ids: [String], difficulties: [Difficulty?]) -> Split {
        let lots = families.members.map { lot($0, ids, difficulties) }.sorted {
            ($0.order, $0.name) < ($1.order, $1.name)
        }
        var isTest = [Bool](repeating: false, count: ids.count)
        var left = min(testCount, ids.count)
        func take(_ lot: Lot) {
            for member in lot.members { isTest[member] = true }
            left -= lot.members.count
        }
        var quotas = quotas(lots, total: ids.count)
        var rest: [Lot] = []
        for lot in lots {
            let quota = quotas[lot.stratum, default: 0]
            if lot.members.count <= min(quota, left) {
                quotas[lot.stratum] = quota - lot.members.count
                take(lot)
            } else {
                rest.append(lot)
            }
        }
        // What families left over in their bands, small ones fill, of whatever band.
        for lot in rest where lot.members.count <= left { take(lot) }
        return Split(isTest: isTest)
    }

    /// Parts sequence by sequence, as if there were no families: for comparison.
    public func bySequence(ids: [String]) -> Split {
        let order = ids.indices.sorted { left, right in
            (hash(ids[left]), ids[left], left) < (hash(ids[right]), ids[right], right)
        }
        var isTest = [Bool](repeating: false, count: ids.count)
        for sequence in order.prefix(testCount) { isTest[sequence] = true }
        return Split(isTest: isTest)
    }

    private func lot(_ members: [Int], _ ids: [String], _ difficulties: [Difficulty?]) -> Lot {
        let name = members.lazy.map { ids[$0] }.min() ?? ""
        let known = members.compactMap { difficulties[$0]?.tenths }.sorted()
        return Lot(
            members: members, order: hash(name), name: name,
            stratum: known.isEmpty ? nil : known[known.count / 2] / 20)
    }

    /// How many sequences of each stratum are wanted: its share, rounded so that the sum is right.
    private func quotas(_ lots: [Lot], total: Int) -> [Int?: Int] {
        let sizes = lots.reduce(into: [Int?: Int]()) { $0[$1.stratum, default: 0] += $1.members.count }
        let strata = sizes.keys.sorted { ($0 ?? -1) < ($1 ?? -1) }
        var quotas: [Int?: Int] = [:]
        var (seen, given) = (0, 0)
        for stratum in strata {
            seen += sizes[stratum, default: 0]
            let upTo = (min(testCount, total) * seen + total / 2) / max(1, total)
            quotas[stratum] = upTo - given
            given = upTo
        }
        return quotas
    }

    private func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(Dice.mixed(seed ^ 0x5eed)) { Dice.mixed($0 ^ UInt64($1)) }
    }
}
