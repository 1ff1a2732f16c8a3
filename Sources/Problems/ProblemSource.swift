public import Terms

/// A sequence as problems are made of it: what a line of JSON tells.
///
/// Read are `id`, `name`, `description`, `offset`, `terms` (numbers or strings), `keywords`, `difficulty`, `kind`, `family`,
/// `program`, `language`, `source` and `licence`; `id`, `offset` and `terms` must be there. Other members are passed over.
public struct ProblemSource: Sendable, Hashable {
    /// The sequence's id.
    public var id: String
    /// Its title; nil where it has none.
    public var name: String?
    /// The rule in words; nil where there is only the title.
    public var description: String?
    /// The index of the first term.
    public var offset: Int
    /// The terms, from the offset on.
    public var terms: [Term]
    /// Keywords of its collection.
    public var keywords: [String] = []
    /// How hard it is, on the scale of whoever made it; nil where not known.
    public var difficulty: Double?
    /// What kind of rule it is; nil where not known.
    public var kind: String?
    /// Which family it belongs to; nil where not known.
    public var family: String?
    /// A program that is right, and its language; nil where there is none.
    public var program: String?
    public var language: String?
    /// Where it comes from, and under which licence; nil where not known.
    public var source: String?
    public var licence: String?

    /// A record.
    public init(id: String, offset: Int, terms: [Term]) {
        self.id = id
        self.offset = offset
        self.terms = terms
    }

    /// Reads a record from a line of JSON.
    /// - Parameter file: the name of the file, for errors.
    /// - Throws: `InputError` where the line is no record.
    public init(json line: [UInt8], file: String) throws(InputError) {
        var scanner = JSONScanner(bytes: line, file: file)
        var (id, offset, terms): (String?, Int?, [Term]?)
        var record = ProblemSource(id: "", offset: 0, terms: [])
        try scanner.members { (scanner, key) throws(InputError) in
            switch key {
            case "id": id = try Self.text(&scanner)
            case "offset": offset = Int(String(decoding: try scanner.lexeme(), as: UTF8.self))
            case "terms": terms = try Self.terms(&scanner)
            case "name": record.name = try Self.text(&scanner)
            case "description": record.description = try Self.text(&scanner)
            case "keywords": record.keywords = try Self.texts(&scanner)
            case "difficulty":
                record.difficulty = Double(String(decoding: try scanner.lexeme(), as: UTF8.self))
            case "kind": record.kind = try Self.text(&scanner)
            case "family": record.family = try Self.text(&scanner)
            case "program": record.program = try Self.text(&scanner)
            case "language": record.language = try Self.text(&scanner)
            case "source": record.source = try Self.text(&scanner)
            case "licence", "license": record.licence = try Self.text(&scanner)
            default: try scanner.skip()
            }
        }
        if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the record") }
        guard let id, let offset, let terms else {
            let missing = id == nil ? "id" : offset == nil ? "offset" : "terms"
            throw InputError(
                file: file, problem: "a record without \"\(missing)\"", expected: "id, offset and terms")
        }
        guard abs(offset) <= TermTable.largestIndex / 2 else {
            throw InputError(file: file, problem: "the offset \(offset) is out of range")
        }
        (record.id, record.offset, record.terms) = (id, offset, terms)
        self = record
    }

    /// The terms with their indices.
    public var table: TermTable {
        TermTable(id: id, name: name, offset: offset, terms: terms, keywords: keywords, source: source ?? id)
    }

    /// A text or a number as it stands; nil for null.
    private static func text(_ scanner: inout JSONScanner) throws(InputError) -> String? {
        if try scanner.peekToken() == UInt8(ascii: "\"") { return try scanner.string() }
        let lexeme = String(decoding: try scanner.lexeme(), as: UTF8.self)
        return lexeme == "null" ? nil : lexeme
    }

    private static func texts(_ scanner: inout JSONScanner) throws(InputError) -> [String] {
        var texts: [String] = []
        try scanner.elements { (scanner) throws(InputError) in texts.append(try scanner.string()) }
        return texts
    }

    private static func terms(_ scanner: inout JSONScanner) throws(InputError) -> [Term] {
        var terms: [Term] = []
        try scanner.elements { (scanner) throws(InputError) in
            let isString = try scanner.peekToken() == UInt8(ascii: "\"")
            let bytes = isString ? Array(try scanner.string().utf8) : try scanner.lexeme()
            guard let term = try? Term(parsing: bytes) else {
                throw scanner.error("a term that is no integer", expected: "a canonical integer")
            }
            terms.append(term)
        }
        return terms
    }
}
