/// What language a text is in, by its looks.
enum LanguageGuess {
    /// Names of languages after a fence.
    static let byInfo = [
        "python": "python", "python3": "python", "py": "python", "py3": "python", "c": "c", "c99": "c",
        "c11": "c", "c17": "c", "h": "c",
    ]

    private static let pythonStarts = [
        "import ", "from ", "def ", "class ", "print(", "for ", "while ", "async ", "@", "n = int(", "n=int(",
        "if __name__",
    ]

    /// The language of code; nil where nothing tells.
    static func language(of text: String) -> String? {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
        if lines.contains(where: {
            $0.hasPrefix("#include") || ($0.contains("main(") && $0.hasPrefix("int "))
        }) {
            return "c"
        }
        if lines.contains(where: isPython) || lines.contains(where: { $0.contains("lambda ") }) {
            return "python"
        }
        let braces = text.contains("{") && text.contains(";")
        return braces && lines.contains { $0.hasPrefix("long ") || $0.hasPrefix("int ") } ? "c" : nil
    }

    private static func isPython(_ line: Substring) -> Bool {
        guard pythonStarts.contains(where: line.hasPrefix) else { return false }
        // Some of these words begin sentences, too.
        let words = line.split(separator: " ")
        switch words.first {
        case "from": return words.count > 3 && words[2] == "import"
        case "import": return words.count == 2 || line.contains(",") || line.contains(" as ")
        case "for": return line.contains(" in ") && line.contains(":")
        case "def", "class", "while", "async", "if": return line.contains(":")
        default: return true
        }
    }

    /// The language of a text that is a program from its first line on; nil for prose.
    static func ofWhole(_ text: String) -> String? {
        guard
            let first = text.split(separator: "\n").first(where: {
                !$0.hasPrefix("# ") && !$0.hasPrefix("//")
            }),
            let language = language(of: text)
        else { return nil }
        let isStart =
            language == "c"
            ? ["#include", "#define", "int ", "long ", "static ", "/*", "unsigned ", "typedef "].contains {
                first.hasPrefix($0)
            }
            : isPython(first) || first.contains(" = ") || first.hasPrefix("#!") || first.hasPrefix("\"\"\"")
        return isStart ? language : nil
    }

    /// Whether a block can be a solution by itself: it defines, reads or repeats something.
    static func isProgram(_ text: String) -> Bool {
        let signs = [
            "def ", "class ", "lambda ", "for ", "while ", "input(", "sys.argv", "sys.stdin", "main(",
            "return ",
        ]
        return signs.contains { text.contains($0) }
    }
}
