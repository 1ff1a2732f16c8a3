public import Terms

/// What a collection knows of one sequence.
public struct StoredSequence: Sendable {
    /// The A-number in its usual form, or another name.
    public var id: String
    /// The title; nil where none is known.
    public var name: String?
    /// The index of the first term, as a source says it; nil where none does.
    public var offset: Int?
    /// Where the offset is from; nil with no offset.
    public var offsetSource: String?
    /// The keywords, such as `nonn`, `tabl`, `cons`; empty where none are known.
    public var keywords: [String]
    /// Where the data is from; nil where there is none.
    public var dataSource: String?
    /// Where the b-file is; nil where there is none.
    public var bFileSource: String?
    /// How data and b-file differ; nil where they do not, or where there are not both.
    public var disagreement: Disagreement?

    package var packedData: PackedTerms?
    package var packedBFile: PackedTerms?
    package var runs: [SequenceRecord.Run] = []

    init(id: String, name: String?, offset: Int?, keywords: [String]) {
        self.id = id
        self.name = name
        self.offset = offset
        self.keywords = keywords
    }

    /// How many terms the data has.
    public var dataCount: Int { packedData?.count ?? 0 }
    /// How many terms the b-file has.
    public var bFileCount: Int { packedBFile?.count ?? 0 }
    /// The terms of the data, at consecutive indices.
    public var data: [Term] { packedData?.terms() ?? [] }
    /// The terms of the b-file.
    public var bFile: [IndexedTerm] { indexed(packedBFile?.terms() ?? []) }
    /// The index of the first term: what a source says, else where the b-file begins; nil where nothing tells.
    public var firstIndex: Int? { offset ?? runs.first?.first }

    /// The terms of the b-file up to an index, and perhaps some more.
    func bFile(upTo last: Int) -> [IndexedTerm] {
        let wanted = runs.reduce(0) { $0 + max(0, min($1.count, last - $1.first + 1)) }
        return indexed(packedBFile?.terms(atMost: wanted) ?? [])
    }

    func indexed(_ terms: [Term]) -> [IndexedTerm] {
        var result: [IndexedTerm] = []
        result.reserveCapacity(terms.count)
        var position = 0
        for run in runs {
            for step in 0..<run.count where position < terms.count {
                result.append(IndexedTerm(index: run.first + step, term: terms[position]))
                position += 1
            }
        }
        return result
    }
}

extension StoredSequence {
    /// Which of two disagreeing sources is believed.
    public enum Preference: String, Sendable, CaseIterable {
        /// The data, alone.
        case data
        /// The b-file, alone.
        case bFile = "bfile"
    }

    /// The terms to judge by, and what the user should know of where they are from.
    public struct Truth: Sendable {
        /// The terms.
        public var table: TermTable
        /// What was left out or chosen, in sentences; empty where there was nothing to choose.
        public var notes: [String]
    }

    /// The terms of data and b-file together.
    ///
    /// Where the two differ at an index, neither is believed: the index is left out, and a note tells so. Where they
    /// differ at many, there is no truth without a preference.
    /// - Parameters:
    ///   - offset: the index of the first term of the data, instead of what the sources say; nil for that.
    ///   - preference: takes the data or the b-file alone.
    /// - Throws: ``StoreError`` of the kind `undecided`.
    public func truth(offset: Int? = nil, preferring preference: Preference? = nil) throws(StoreError)
        -> Truth
    {
        guard packedData != nil || packedBFile != nil else {
            throw StoreError(.undecided, "\(id): known by name only, without terms")
        }
        if preference == .data, packedData == nil {
            throw StoreError(.undecided, "\(id): there is no data of it, only a b-file")
        }
        if preference == .bFile || packedData == nil {
            guard packedBFile != nil else { throw StoreError(.undecided, "\(id): there is no b-file of it") }
            let notes = disagreement.map { ["\($0): the b-file was taken, as asked for"] } ?? []
            return Truth(table: table(bFile, offset: offset, bFileSource), notes: notes)
        }
        guard let first = offset ?? firstIndex else {
            throw StoreError(
                .undecided, "\(id): the index of its first term is not known",
                hint: "give --offset, or import offsets or records in the internal format")
        }
        let terms = data.enumerated().map { IndexedTerm(index: first + $0.offset, term: $0.element) }
        guard packedBFile != nil, preference == nil else {
            let notes = disagreement.map { ["\($0): the data was taken, as asked for"] } ?? []
            return Truth(table: table(terms, offset: first, dataSource), notes: notes)
        }
        return try merged(terms, first: first)
    }

    private func merged(_ terms: [IndexedTerm], first: Int) throws(StoreError) -> Truth {
        let bFile = bFile
        let source = [dataSource, bFileSource].compactMap { $0 }.joined(separator: " and ")
        // Counted anew, for the caller may have given an offset of his own.
        guard let disagreement = Disagreement(data: terms.map(\.term), first: first, bFile: bFile) else {
            return Truth(table: table(terms + bFile, offset: first, source), notes: [])
        }
        if disagreement.isWide {
            throw StoreError(
                .undecided, "\(id): \(disagreement)", hint: "choose with --prefer data or --prefer bfile")
        }
        let last = first + terms.count - 1
        let left = bFile.filter { entry in
            entry.index >= first && entry.index <= last && terms[entry.index - first].term != entry.term
        }.map(\.index)
        let excluded = Set(left)
        let kept = (terms + bFile).filter { !excluded.contains($0.index) }
        let list = left.prefix(8).map(String.init).joined(separator: ", ") + (left.count > 8 ? ", …" : "")
        return Truth(
            table: table(kept, offset: first, source),
            notes: ["\(id): \(disagreement): left out is \(list); --prefer data or --prefer bfile chooses"])
    }

    private func table(_ entries: [IndexedTerm], offset: Int?, _ source: String?) -> TermTable {
        TermTable(
            id: id, name: name, offset: offset ?? self.offset, entries: entries, keywords: keywords,
            source: source ?? "store")
    }
}

extension StoredSequence {
    /// What the keywords say of the form, in words; empty where they say nothing special.
    public var forms: [String] {
        let meanings = [
            "tabl": "a regular table, read by rows", "tabf": "an irregular table, read by rows",
            "cons": "the digits of a constant", "fini": "a finite sequence",
            "full": "all its terms are known", "sign": "with terms below zero", "dead": "withdrawn",
            "more": "more terms are wanted", "frac": "numerators or denominators of fractions",
        ]
        return keywords.compactMap { meanings[$0] }
    }

    /// What does not fit together, in sentences; empty where all does.
    public var quirks: [String] {
        var quirks: [String] = []
        if let disagreement { quirks.append("\(disagreement)") }
        if let offset, let first = runs.first?.first, first != offset {
            quirks.append("the b-file begins at \(first), and the offset is \(offset)")
        }
        let negative = data.firstIndex { $0.isNegative }
        if let negative, keywords.contains("nonn") {
            quirks.append("the keyword nonn, and term \(negative + 1) of the data is below zero")
        }
        if keywords.contains("cons"), let odd = data.dropFirst().firstIndex(where: { $0.digitCount > 1 }) {
            quirks.append("the keyword cons, and term \(odd + 1) of the data is no digit")
        }
        return quirks
    }

    /// Whether it is a regular table read by rows, whose k-th row has k terms.
    public var isTriangle: Bool { keywords.contains("tabl") }
}
