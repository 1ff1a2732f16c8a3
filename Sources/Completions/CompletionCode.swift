/// The program in what a language model wrote.
public struct CompletionCode: Sendable, Hashable {
    /// Where a program was found.
    public enum Form: Sendable, Hashable {
        /// Between two fences of a Markdown code block.
        case fencedBlock
        /// A text of a JSON object, by the member's name.
        case jsonMember(String)
        /// All there is.
        case bare
    }

    /// Why no program was found.
    public enum Fault: String, Error, Sendable, Hashable {
        /// There is nothing but white space.
        case empty = "the completion is empty"
        /// The model was still thinking when it was cut off.
        case unfinishedThought = "the completion ends within the model's thoughts"
        /// There is text, but no code in a form that is known.
        case noCode = "there is no code block, no JSON with code, and the text is no program"
        /// There is code, in other languages.
        case otherLanguage = "the code is in another language than asked for"
    }

    /// `python` or `c`.
    public var language: String
    /// The program.
    public var source: String
    /// Where it was found.
    public var form: Form
    /// The lines of the completion that it stands in, counted from 1.
    public var lines: ClosedRange<Int>
    /// How many programs there were to choose from.
    public var choices: Int
    /// Whether the completion ends within it.
    public var isCutOff: Bool

    /// Finds the program.
    ///
    /// What stands before the last `</think>` is left out. A text that is one JSON object, or a block of one, gives its
    /// member `code`, `solution`, `program`, `source` or `answer`. Of several code blocks the last one counts that defines
    /// or reads something: a short one after it is an example of its use. A text without blocks counts as a whole if it
    /// begins like a program.
    /// - Parameter language: `python` or `c`: only that; nil: either.
    /// - Throws: ``Fault``.
    public init(in completion: String, language: String? = nil) throws(Fault) {
        let text = try CompletionText(completion)
        if let found = JSONMember.find(in: text.body) {
            let place = text.firstLine...text.lastLine
            let inner = Block.all(in: found.text, firstLine: 1)
            if let block = Self.chosen(inner, language) {
                self.init(
                    block, form: .jsonMember(found.name), lines: place,
                    choices: inner.count)
                return
            }
            let block = Block(
                language: LanguageGuess.language(of: found.text), text: found.text, lines: place)
            guard language == nil || block.language == language else { throw .otherLanguage }
            self.init(block, form: .jsonMember(found.name), lines: place, choices: 1)
            return
        }
        let blocks = Block.all(in: text.body, firstLine: text.firstLine)
        if let block = Self.chosen(blocks, language) {
            if block.info == "json", let found = JSONMember.find(in: block.text) {
                let inner = Block(
                    language: LanguageGuess.language(of: found.text), text: found.text, lines: block.lines)
                self.init(inner, form: .jsonMember(found.name), lines: block.lines, choices: blocks.count)
                return
            }
            self.init(block, form: .fencedBlock, lines: block.lines, choices: blocks.count)
            return
        }
        if blocks.contains(where: { $0.language != nil }) { throw .otherLanguage }
        guard blocks.isEmpty, let guess = LanguageGuess.ofWhole(text.body) else { throw .noCode }
        guard language == nil || language == guess else { throw .otherLanguage }
        let whole = Block(language: guess, text: text.body, lines: text.firstLine...text.lastLine)
        self.init(whole, form: .bare, lines: whole.lines, choices: 1)
    }

    private init(_ block: Block, form: Form, lines: ClosedRange<Int>, choices: Int) {
        language = block.language ?? "python"
        source = block.text
        (self.form, self.lines, self.choices) = (form, lines, choices)
        isCutOff = block.isCutOff
    }

    /// The last block that is a program by itself; where none is, the last one.
    private static func chosen(_ blocks: [Block], _ language: String?) -> Block? {
        let fitting = blocks.filter { block in
            if block.info == "json" { return JSONMember.find(in: block.text) != nil }
            guard let own = block.language else { return false }
            return language == nil || own == language
        }
        return fitting.last { $0.info == "json" || LanguageGuess.isProgram($0.text) } ?? fitting.last
    }
}

/// A completion without the thoughts before its answer.
struct CompletionText {
    /// What is left, without blank lines at its ends.
    let body: String
    /// The lines of the completion that it stands in, counted from 1.
    let firstLine: Int
    let lastLine: Int

    private static let ends = ["</think>", "</thinking>", "</thought>", "</reasoning>"]

    init(_ completion: String) throws(CompletionCode.Fault) {
        // Windows line ends are one character in Swift: they are made plain first.
        let plain = completion.replacing("\r\n", with: "\n")
        var rest = plain[...]
        for end in Self.ends {
            let opening = end.replacing("/", with: "")
            if let close = plain.ranges(of: end).last {
                if close.upperBound > rest.startIndex { rest = plain[close.upperBound...] }
            } else if plain.contains(opening) {
                throw .unfinishedThought
            }
        }
        let before = plain[..<rest.startIndex].count { $0 == "\n" }
        var lines = rest.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let blank: (Substring) -> Bool = { $0.allSatisfy(\.isWhitespace) }
        let leading = lines.prefix(while: blank).count
        lines = lines.dropFirst(leading)
        while let last = lines.last, blank(last) { lines.removeLast() }
        guard !lines.isEmpty else { throw .empty }
        body = lines.joined(separator: "\n")
        firstLine = before + leading + 1
        lastLine = firstLine + lines.count - 1
    }
}
