/// A code block of Markdown.
struct Block: Hashable {
    /// `python`, `c`, or nil for another language.
    var language: String?
    /// The first word after the opening fence, in lower case; empty where there is none.
    var info = ""
    var text: String
    /// The lines of the completion between the fences.
    var lines: ClosedRange<Int>
    /// Whether the completion ends before the block does.
    var isCutOff = false

    /// All blocks of a text, in order; empty ones left out. Fences are those of CommonMark: three or more backticks or
    /// tildes, closed by at least as many.
    static func all(in text: String, firstLine: Int) -> [Block] {
        var blocks: [Block] = []
        var open: (fence: Fence, start: Int)?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() {
            guard let fence = Fence(line) else { continue }
            guard let opened = open else {
                open = (fence, place + 1)
                continue
            }
            guard fence.closes(opened.fence) else { continue }
            if let block = Block(opened.fence, lines, opened.start..<place, firstLine) {
                blocks.append(block)
            }
            open = nil
        }
        if let open, var block = Block(open.fence, lines, open.start..<lines.count, firstLine) {
            block.isCutOff = true
            blocks.append(block)
        }
        return blocks
    }

    private init?(_ fence: Fence, _ lines: [Substring], _ range: Range<Int>, _ firstLine: Int) {
        guard !range.isEmpty else { return nil }
        // As much as the fence is indented, its content is.
        let content = lines[range].map { line in
            line.dropFirst(min(fence.indent, line.prefix { $0 == " " }.count))
        }
        let text = content.joined(separator: "\n")
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        info = fence.info
        self.text = text
        self.lines = firstLine + range.lowerBound...firstLine + range.upperBound - 1
        language = LanguageGuess.byInfo[info] ?? (info.isEmpty ? LanguageGuess.language(of: text) : nil)
    }

    init(language: String?, text: String, lines: ClosedRange<Int>) {
        (self.language, self.text, self.lines) = (language, text, lines)
    }

    private struct Fence {
        var mark: Character
        var length: Int
        var indent: Int
        var info: String
        private var hasMore: Bool

        init?(_ line: Substring) {
            let body = line.drop { $0 == " " }
            indent = line.count - body.count
            guard let mark = body.first, mark == "`" || mark == "~" else { return nil }
            length = body.prefix { $0 == mark }.count
            guard length >= 3 else { return nil }
            self.mark = mark
            let rest = body.dropFirst(length)
            // A line such as ```x``` is text.
            if mark == "`" && rest.contains("`") { return nil }
            let words = rest.split { $0.isWhitespace || $0 == "{" || $0 == "}" || $0 == "." || $0 == "," }
            info = words.first.map { $0.lowercased() } ?? ""
            hasMore = rest.contains { !$0.isWhitespace }
        }

        func closes(_ opening: Fence) -> Bool {
            mark == opening.mark && length >= opening.length && !hasMore
        }
    }
}
