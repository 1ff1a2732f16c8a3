public import Terms

/// Sequences joined into families: two are of one family where they are like each other in one of the ways of
/// ``Relation``, or a chain of such pairs connects them.
public struct Families: Sendable {
    /// For each sequence the number of the first one of its family, in the order in which they were added.
    public internal(set) var first: [Int]
    /// How many joins were made by each relation. Relations are tried in the order of this type's cases.
    public internal(set) var joins: [Relation: Int]

    /// The members of each family, families and members in the order in which they were added.
    public var members: [[Int]] {
        var places: [Int: Int] = [:]
        var families: [[Int]] = []
        for (sequence, first) in first.enumerated() {
            if let place = places[first] {
                families[place].append(sequence)
            } else {
                places[first] = families.count
                families.append([sequence])
            }
        }
        return families
    }
}

/// Finds the families of many sequences. Each takes some 500 bytes and the text of its first terms.
public struct FamilyIndex: Sendable {
    /// A key and whose it is, in two words: keys are sorted by the million.
    private struct Entry: Comparable {
        var hash: UInt64
        /// From the highest bits: realm, sequence, view, position.
        var place: UInt64

        init(_ key: FamilyKey, sequence: Int) {
            hash = key.hash
            place =
                UInt64(key.realm.rawValue) << 60 | UInt64(sequence) << 16 | UInt64(key.view.rawValue) << 8
                | UInt64(key.position)
        }

        var realm: UInt64 { place >> 60 }
        var unpacked: FamilyPlace {
            FamilyPlace(
                sequence: Int((place << 4) >> 20),
                view: View(rawValue: UInt8(truncatingIfNeeded: place >> 8)) ?? .plain,
                position: Int(place & 0xff))
        }

        static func < (left: Entry, right: Entry) -> Bool {
            if left.realm != right.realm { return left.realm < right.realm }
            return left.hash != right.hash ? left.hash < right.hash : left.place < right.place
        }
    }

    private var terms = FamilyTerms()
    private var entries: [Entry] = []

    /// An index without sequences.
    public init() {}

    /// How many sequences were added.
    public var count: Int { terms.count }

    /// Adds a sequence.
    /// - Parameters:
    ///   - terms: its consecutive terms. The first 60 count.
    ///   - offset: the index of the first one; nil where it is not known, and then it is taken for 1.
    public mutating func add(_ terms: [Term], offset: Int?) {
        let terms = FamilyTerms.counting(terms)
        let number = self.terms.count
        self.terms.append(terms, offset: offset ?? 1)
        for key in FamilyKeys(terms, offset: offset ?? 1).keys {
            entries.append(Entry(key, sequence: number))
        }
    }

    /// The families of all sequences added.
    public consuming func families() -> Families {
        entries.sort()
        var union = UnionFind(count: terms.count)
        var joins: [Relation: Int] = [:]
        var proofs: Set<FamilyProof> = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash,
                entries[end].realm == entries[start].realm
            { end += 1 }
            if end - start > 1 {
                var bucket = FamilyBucket()
                for entry in entries[start..<end] {
                    bucket.meet(entry.unpacked, in: terms, &proofs) { other, relation in
                        if union.join(other, entry.unpacked.sequence) { joins[relation, default: 0] += 1 }
                    }
                }
            }
            start = end
        }
        return Families(first: (0..<terms.count).map { union.root($0) }, joins: joins)
    }
}

/// The places that have a key in common. They may be there by chance: each that comes is compared with those before that
/// were like none before them, up to eight of these.
struct FamilyBucket {
    private static let most = 8
    private(set) var unlike: [FamilyPlace] = []

    /// Compares a place with those before, and keeps it where it is like none of them.
    mutating func meet(
        _ place: FamilyPlace, in terms: FamilyTerms, _ proofs: inout Set<FamilyProof>,
        _ found: (Int, Relation) -> Void
    ) {
        if compare(place, in: terms, &proofs, found) || unlike.count == FamilyBucket.most { return }
        unlike.append(place)
    }

    /// Whether a place is that of a sequence which is there already, or is like one.
    func compare(
        _ place: FamilyPlace, in terms: FamilyTerms, _ proofs: inout Set<FamilyProof>,
        _ found: (Int, Relation) -> Void
    ) -> Bool {
        var isKnown = false
        for other in unlike {
            if other.sequence == place.sequence && other.view == place.view {
                isKnown = true
                continue
            }
            let proof = FamilyProof(other, place)
            if proofs.contains(proof) {
                isKnown = isKnown || other.view == place.view
            } else if other.sequence != place.sequence, let relation = terms.relation(other, place) {
                proofs.insert(proof)
                found(other.sequence, relation)
                isKnown = isKnown || other.view == place.view
            }
        }
        return isKnown
    }

    init() {}
    init(_ places: [FamilyPlace]) { unlike = places }
}

/// That two views, one against the other by so many terms, were compared and are alike: relatives have most of their keys
/// in common, and one comparison of all terms does for these.
struct FamilyProof: Hashable {
    private let left: Int32
    private let right: Int32
    private let views: UInt16
    private let shift: Int16

    init(_ left: FamilyPlace, _ right: FamilyPlace) {
        self.left = Int32(left.sequence)
        self.right = Int32(right.sequence)
        views = UInt16(left.view.rawValue) << 8 | UInt16(right.view.rawValue)
        shift = Int16(left.position - right.position)
    }
}

/// Disjoint sets, each named by its smallest number.
struct UnionFind: Sendable {
    private var parents: [Int32]

    init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    mutating func append() { parents.append(Int32(parents.count)) }

    mutating func root(_ number: Int) -> Int {
        var place = number
        while Int(parents[place]) != place {
            parents[place] = parents[Int(parents[place])]
            place = Int(parents[place])
        }
        return place
    }

    /// Joins the sets of two numbers; false where they were one already.
    mutating func join(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (root(left), root(right))
        if left == right { return false }
        parents[max(left, right)] = Int32(min(left, right))
        return true
    }
}
