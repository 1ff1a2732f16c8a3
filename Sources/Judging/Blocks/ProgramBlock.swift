internal import Terms

/// Programs as they stand in a sequence's record, in its `%o` lines, under heads such as `(Python)`.
///
/// Read are whole records in the internal format, their `%o` lines alone, and blocks without the tags. What is
/// customary there and is no program is taken away: the tags, leading dots or tabs in place of blanks, a margin that
/// all lines have, prompts `>>>` with the answers after them, a line with its author's name and the date. Each program
/// has the line numbers of the whole text, for all else is left as empty lines.
public struct ProgramBlock: Sendable, Hashable {
    /// One program of a block.
    public struct Program: Sendable, Hashable {
        /// `python` or `c`.
        public var language: String
        /// Its text, with empty lines before it.
        public var source: [UInt8]
        /// The line of its first statement or comment, from 1.
        public var line: Int
    }

    /// The A-number in the tags; nil where there are none.
    public private(set) var sequenceID: String?
    /// The programs in Python and C, in order, at most ``mostPrograms``.
    public private(set) var programs: [Program] = []

    /// The most programs that are read.
    public static let mostPrograms = 32

    /// Reads a text. One without a head gives no programs.
    public init(reading text: some Sequence<UInt8>) {
        let lines = Self.lines(of: text)
        let isTagged = lines.contains { TaggedLine($0) != nil }
        var parts: [Part] = []
        var language: String?
        for (place, line) in lines.enumerated() {
            var content = line
            if isTagged {
                guard let tagged = TaggedLine(line), tagged.tag == "o" else { continue }
                sequenceID = sequenceID ?? tagged.id
                content = tagged.content
            }
            if let head = Head(content) {
                language = head.language
                guard let language else { continue }
                parts.append(Part(language: language, isAlternative: false))
                content = head.rest
            } else if language == PythonLanguage.name, Part.isSeparator(content), parts.last?.isEmpty == false
            {
                parts.append(Part(language: PythonLanguage.name, isAlternative: true))
            }
            if language != nil, !parts.isEmpty { parts[parts.count - 1].add(content, at: place) }
        }
        var imports: [(place: Int, text: String)] = []
        for part in parts where !part.isEmpty && programs.count < Self.mostPrograms {
            let tidied = part.tidied()
            if !part.isAlternative { imports = [] }
            programs.append(tidied.program(after: imports))
            imports += tidied.imports
        }
    }

    /// Whether a text begins as a block does: with a tag and an A-number, or with a head.
    public static func begins(_ text: some Sequence<UInt8>) -> Bool {
        let head = lines(of: Array(text.prefix(4096))).first { !$0.allSatisfy(\.isWhitespace) }
        guard let head else { return false }
        return TaggedLine(head) != nil || Head(head)?.language != nil
    }

    private static func lines(of text: some Sequence<UInt8>) -> [String] {
        var lines = String(decoding: Array(text), as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if let first = lines.first, first.hasPrefix("\u{FEFF}") { lines[0] = String(first.dropFirst()) }
        return lines
    }
}

/// `%o A000045 print(1)`: a tag, an A-number and the rest.
private struct TaggedLine {
    let tag: Character
    let id: String
    let content: String

    init?(_ line: String) {
        guard line.hasPrefix("%") else { return nil }
        let rest = line.dropFirst()
        guard let tag = rest.first, tag.isASCII, tag.isLetter, rest.dropFirst().first == " " else {
            return nil
        }
        let after = rest.dropFirst(2)
        guard let id = SequenceID.normalize(String(after.prefix { $0 != " " })) else { return nil }
        self.tag = tag
        self.id = id
        content = String(after.drop { $0 != " " }.dropFirst())
    }
}

/// `(Python)`, `(Python 3) # a comment`, `(C) int main() …`, `(PARI) …`.
private struct Head {
    /// Nil for a language that is not judged.
    let language: String?
    let rest: String

    init?(_ content: String) {
        let text = content.drop { $0 == " " || $0 == "\t" }
        guard text.hasPrefix("("), let end = text.firstIndex(of: ")") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        let rest = text[text.index(after: end)...]
        guard let first = name.first, first.isUppercase || name == "python", name.count <= 30,
            name.allSatisfy({ $0.isLetter || $0.isNumber || " +#./-".contains($0) }),
            rest.isEmpty || rest.first?.isWhitespace == true
        else { return nil }
        let word = name.lowercased().filter { !$0.isWhitespace }
        switch word {
        case "python", "python3", "python2", "sympy": language = PythonLanguage.name
        case "c", "c99", "c11", "ansic": language = CLanguage.name
        default: language = nil
        }
        self.rest = String(rest.drop(while: \.isWhitespace))
    }
}
