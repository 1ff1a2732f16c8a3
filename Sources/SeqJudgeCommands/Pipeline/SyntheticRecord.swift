import Synthesis
import Terms

/// A synthetic sequence as a line of JSON, which also serves as true terms.
enum SyntheticRecord {
    /// The line, with its end. `Documentation/synthesis.md` has the members.
    static func line(_ sequence: SyntheticSequence) -> [UInt8] {
        var json = JSONBytes(capacity: 4_096)
        json.begin()
        json.add("id", sequence.id)
        json.add("name", sequence.name)
        json.add("offset", sequence.offset)
        json.add("terms", sequence.terms.map(\.description))
        json.add("known", sequence.known)
        json.add("keywords", sequence.keywords)
        json.add("kind", sequence.kind.rawValue)
        json.add("difficulty", json: Array(sequence.difficulty.description.utf8))
        json.add("family", sequence.family)
        json.add("digest", sequence.digest)
        json.add("expression", sequence.expression.description)
        json.add("description", sequence.description)
        json.add("language", "python")
        json.add("entry", sequence.entry)
        json.add("program", sequence.program)
        json.end()
        return json.line()
    }

    /// A sequence of another source. What is not known is left out, the index of its first term as well.
    static func line(
        _ table: TermTable, offset: Int?, source: String? = nil, licence: String? = nil
    ) -> [UInt8] {
        var json = JSONBytes()
        json.begin()
        json.add("id", table.id)
        if let name = table.name { json.add("name", name) }
        if let offset { json.add("offset", offset) }
        json.add("terms", table.entries.map(\.term.description))
        if !table.keywords.isEmpty { json.add("keywords", table.keywords) }
        if let source { json.add("source", source) }
        if let licence { json.add("licence", licence) }
        json.end()
        return json.line()
    }
}
