extension ProgramBlock {
    /// The lines of one program of a block.
    struct Part {
        let language: String
        /// Whether it stands after another program under the same head.
        let isAlternative: Bool
        private(set) var lines: [(place: Int, text: String)] = []

        init(language: String, isAlternative: Bool) {
            self.language = language
            self.isAlternative = isAlternative
        }

        var isEmpty: Bool { lines.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }

        mutating func add(_ text: String, at place: Int) { lines.append((place, text)) }

        /// `# Alternative:`, `# Second program`: what follows is another program.
        static func isSeparator(_ line: String) -> Bool {
            guard line.hasPrefix("#") else { return false }
            let words = line.drop { $0 == "#" || $0 == " " }.lowercased()
            return [
                "alternative", "alternate", "another ", "second program", "other program", "other version",
            ]
            .contains { words.hasPrefix($0) }
        }

        /// Without what is customary in a block and is no program.
        func tidied() -> Part {
            var part = self
            if language == PythonLanguage.name { part.removePrompts() }
            part.replaceDots()
            for place in part.lines.indices {
                part.lines[place].text = Self.withPlainMargin(part.lines[place].text)
                if Self.isSignature(part.lines[place].text) { part.lines[place].text = "" }
            }
            part.removeMargin()
            return part
        }

        /// Lines that import a module for the whole program.
        var imports: [(place: Int, text: String)] {
            lines.filter { $0.text.hasPrefix("import ") || $0.text.hasPrefix("from ") }
        }

        /// The program, with these lines of programs before it.
        func program(after imports: [(place: Int, text: String)]) -> Program {
            let own = lines.filter { !$0.text.allSatisfy(\.isWhitespace) }
            var rows = [String](repeating: "", count: (own.last?.place ?? 0) + 1)
            for (place, text) in imports + own { rows[place] = text }
            return Program(
                language: language, source: Array((rows.joined(separator: "\n") + "\n").utf8),
                line: (own.first?.place ?? 0) + 1)
        }

        /// Of a dialogue, what was typed.
        private mutating func removePrompts() {
            let isPrompt = { (text: String) in text.drop(while: \.isWhitespace).hasPrefix(">>>") }
            guard lines.contains(where: { isPrompt($0.text) }) else { return }
            for place in lines.indices {
                let text = lines[place].text.drop(while: \.isWhitespace)
                let isTyped = text.hasPrefix(">>>") || text == "..." || text.hasPrefix("... ")
                lines[place].text =
                    isTyped ? String(text.dropFirst(text.dropFirst(3).first == " " ? 4 : 3)) : ""
            }
        }

        /// Leading dots that stand for blanks, if two or more do anywhere: one may be a call that goes on.
        private mutating func replaceDots() {
            let dots = { (text: String) in text.prefix { ". \t".contains($0) } }
            let areUsed = lines.contains { line in
                let margin = dots(line.text)
                guard margin.count(where: { $0 == "." }) > 1,
                    let next = line.text.dropFirst(margin.count).first
                else {
                    return false
                }
                return !next.isNumber
            }
            guard areUsed else { return }
            for place in lines.indices {
                let margin = dots(lines[place].text)
                guard margin.contains(".") else { continue }
                let rest = lines[place].text.dropFirst(margin.count)
                lines[place].text = margin.map { $0 == "." ? " " : String($0) }.joined() + rest
            }
        }

        /// Tabs to columns of eight and odd blanks as plain ones, before the first other character.
        private static func withPlainMargin(_ text: String) -> String {
            let margin = text.prefix(while: \.isWhitespace)
            guard margin.contains(where: { $0 != " " }) else { return text }
            var width = 0
            for character in margin { width = character == "\t" ? (width / 8 + 1) * 8 : width + 1 }
            return String(repeating: " ", count: width) + text.dropFirst(margin.count)
        }

        /// `_Author Name_, Jan 02 2003`, with nothing before it.
        private static func isSignature(_ text: String) -> Bool {
            guard text.hasPrefix("_"), let end = text.dropFirst().firstIndex(of: "_") else { return false }
            let (name, rest) = (text[..<end].dropFirst(), text[text.index(after: end)...])
            return name.contains(" ") && rest.hasPrefix(",") && rest.suffix(5).contains(where: \.isNumber)
        }

        /// What all lines have on their left.
        private mutating func removeMargin() {
            let widths = lines.filter { !$0.text.allSatisfy(\.isWhitespace) }.map { line in
                line.text.prefix { $0 == " " }.count
            }
            let margin = widths.min() ?? 0
            for place in lines.indices { lines[place].text = String(lines[place].text.dropFirst(margin)) }
        }
    }
}
