/// What one record of a file tells of one sequence. What a form does not tell is nil.
package struct SequenceRecord: Sendable {
    /// Terms at consecutive indices.
    package struct Run: Sendable, Hashable {
        /// The index of the first one.
        package var first: Int
        /// How many there are.
        package var count: Int

        /// A run.
        package init(first: Int, count: Int) {
            self.first = first
            self.count = count
        }
    }

    /// The sequence's name: an A-number in its usual form, or in JSON any other text.
    package var id: String
    /// Its title.
    package var name: String?
    /// The index of its first term.
    package var offset: Int?
    /// Its keywords.
    package var keywords: [String]?
    /// Its terms.
    package var terms: PackedTerms?
    /// Where the terms are in a b-file, whose indices may have gaps; nil for any other form.
    package var runs: [Run]?
    /// The line that the record begins at, counted from 1.
    package var line: Int

    init(id: String, line: Int) {
        self.id = id
        self.line = line
    }

    init(_ table: TermTable, id: String, line: Int) {
        self.init(id: id, line: line)
        name = table.name
        offset = table.offset
        keywords = table.keywords
        terms = PackedTerms(table.entries.lazy.map(\.term))
    }
}

/// The forms that records come in.
public enum RecordForm: String, Sendable, CaseIterable {
    /// A line `A000045 ,0,1,1,2,` for each sequence.
    case stripped
    /// A line of an A-number and a title for each sequence.
    case names
    /// A line of an A-number and the index of the first term for each sequence.
    case offsets
    /// Records of lines `%S A000045 0,1,1,2,`.
    case internalFormat = "internal"
    /// One sequence: lines of an index and its term. Whose it is, is told by a file name such as `b000045.txt`.
    case bFile = "b-file"
    /// Objects, one on a line, one after the other or in an array.
    case json
}
