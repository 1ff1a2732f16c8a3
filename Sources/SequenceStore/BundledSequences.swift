public import Terms

/// The sequences that come with the library: those of its own test suite, whose terms two independent programs of the
/// project agree on.
public struct BundledSequences: SequenceCatalogue {
    private static let source = "the bundled set"

    /// All of them, by number.
    public static let all: [StoredSequence] = EmbeddedSequences.records.map { record in
        var sequence = StoredSequence(
            id: record.id, name: record.name, offset: record.offset, keywords: [])
        if let table = try? TermListReader.read(record.terms, offset: record.offset) {
            sequence.packedData = PackedTerms(table.entries.map(\.term))
            (sequence.dataSource, sequence.offsetSource) = (source, source)
        } else if let file = try? RecordReader(
            bytes: Array(record.bFile.utf8), name: "b\(record.id.dropFirst()).txt", form: .bFile)
        {
            sequence.offset = nil
            sequence.bFileSource = source
            try? file.readAll { result in
                guard case .success(let record) = result else { return false }
                (sequence.packedBFile, sequence.runs) = (record.terms, record.runs ?? [])
                return true
            }
        }
        return sequence
    }

    /// The set.
    public init() {}

    /// A sequence by its name; nil for one that is not in the set.
    public func sequence(_ id: String) -> StoredSequence? {
        BundledSequences.all.first { SequenceID.same($0.id, id) }
    }

    /// The sequences that hold consecutive terms, or come of them; see ``SequenceCatalogue``.
    public func sequences(holding terms: [Term], limit: Int) -> [SequenceMatch] {
        ranked(Query(terms)).sorted(by: RankedMatch.isBetter).prefix(max(0, limit)).map(\.match)
    }

    func ranked(_ query: Query) -> [RankedMatch] {
        guard !query.terms.isEmpty else { return [] }
        var room = Residues()
        return BundledSequences.all.compactMap { sequence in
            let bFile = sequence.runs.first.map { sequence.bFile.prefix($0.count).map(\.term) } ?? []
            let terms = sequence.packedData ?? PackedTerms(bFile)
            // As in a store: few terms are looked for as they are, and only where a sequence begins.
            for lookup in query.lookups {
                room.load(terms.bytes)
                let matcher = Matcher(query, in: room, needed: lookup.needed) { terms.terms() }
                guard let found = matcher.best(of: lookup.relations),
                    found.position == 0 || lookup.form != .beginnings
                else { continue }
                return RankedMatch(
                    found, of: query, in: sequence, first: sequence.firstIndex ?? 0,
                    key: StoreSchema.key(sequence.id) ?? 0)
            }
            return nil
        }
    }
}
