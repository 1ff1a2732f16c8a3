import Terms

/// Families of sequences that come one by one, for a maker that wants to know at once whose family a new one is of.
struct FamilyBook {
    private var terms = FamilyTerms()
    private var union = UnionFind(count: 0)
    /// Most keys have one place; the others are in `more`.
    private var places: [UInt64: FamilyPlace] = [:]
    private var more: [UInt64: [FamilyPlace]] = [:]

    /// A sequence that is not in the book yet.
    struct Newcomer {
        /// The first members of the families that it is of; of several where it would join them.
        var families: Set<Int>
        fileprivate var keys: [FamilyKey]
        fileprivate var terms: [Term]
        fileprivate var offset: Int
    }

    /// Looks up of which families a sequence would be.
    mutating func look(_ all: [Term], offset: Int) -> Newcomer {
        let kept = FamilyTerms.counting(all)
        let number = terms.count
        terms.append(kept, offset: offset)
        defer { terms.removeLast() }
        var newcomer = Newcomer(
            families: [], keys: FamilyKeys(kept, offset: offset).keys, terms: kept, offset: offset)
        var proofs: Set<FamilyProof> = []
        for key in newcomer.keys {
            let place = FamilyPlace(sequence: number, view: key.view, position: Int(key.position))
            _ = bucket(key).compare(place, in: terms, &proofs) { other, _ in
                newcomer.families.insert(union.root(other))
            }
        }
        return newcomer
    }

    /// Takes a sequence in.
    /// - Returns: the first member of its family: its own number where there was none.
    mutating func add(_ newcomer: Newcomer) -> Int {
        let number = terms.count
        terms.append(newcomer.terms, offset: newcomer.offset)
        union.append()
        for family in newcomer.families.sorted() { _ = union.join(family, number) }
        var proofs: Set<FamilyProof> = []
        for key in newcomer.keys {
            var bucket = bucket(key)
            let before = bucket.unlike.count
            let place = FamilyPlace(sequence: number, view: key.view, position: Int(key.position))
            bucket.meet(place, in: terms, &proofs) { _, _ in }
            if bucket.unlike.count == before { continue }
            if before == 0 {
                places[FamilyBook.name(key)] = place
            } else {
                more[FamilyBook.name(key), default: []].append(place)
            }
        }
        return union.root(number)
    }

    private func bucket(_ key: FamilyKey) -> FamilyBucket {
        let name = FamilyBook.name(key)
        guard let place = places[name] else { return FamilyBucket() }
        return FamilyBucket([place] + (more[name] ?? []))
    }

    private static func name(_ key: FamilyKey) -> UInt64 {
        Dice.mixed(key.hash &+ UInt64(key.realm.rawValue))
    }
}
