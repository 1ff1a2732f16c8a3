public import Terms

/// All sequences that can be asked for: those of a store, and those that come with the library.
public struct KnownSequences: SequenceCatalogue {
    /// The store; nil where there is none.
    public let store: SequenceStore?
    private let bundle = BundledSequences()

    /// The sequences of a store and the bundled ones.
    /// - Parameter path: the store, which must be there; nil: the standard one, or none where that is not there.
    /// - Throws: ``StoreError``.
    public init(store path: String? = nil) throws(StoreError) {
        if let path {
            store = try SequenceStore(path: path)
        } else if let standard = StoreLocation.standard {
            do throws(StoreError) {
                store = try SequenceStore(path: standard)
            } catch {
                if error.kind != .absent { throw error }
                store = nil
            }
        } else {
            store = nil
        }
    }

    /// The bundled sequences alone.
    public static var bundled: KnownSequences { KnownSequences(store: Optional<SequenceStore>.none) }

    /// The sequences of an open store, where there is one, and the bundled ones.
    public init(store: SequenceStore?) { self.store = store }

    /// A sequence by its name: the store's, else the bundled one; nil where neither has terms of it.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func sequence(_ id: String) throws(StoreError) -> StoredSequence? {
        let stored = try store?.sequence(id)
        if let stored, stored.dataCount + stored.bFileCount > 0 { return stored }
        return bundle.sequence(id) ?? stored
    }

    /// The sequences that hold consecutive terms, or come of them; see ``SequenceCatalogue``. What is in the store is not
    /// looked for in the bundled set.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func sequences(holding terms: [Term], limit: Int) throws(StoreError) -> [SequenceMatch] {
        let query = Query(terms)
        var matches = try store?.ranked(query, limit: limit) ?? []
        let found = Set(matches.map(\.match.id))
        for match in bundle.ranked(query) where !found.contains(match.match.id) {
            if try store?.sequence(match.match.id) == nil { matches.append(match) }
        }
        return matches.sorted(by: RankedMatch.isBetter).prefix(max(0, limit)).map(\.match)
    }
}
