import Glibc

/// A linker's command with its libraries found and its linker scripts written out, as the linker itself would do.
///
/// A linker that is told where each file is reads no folder. What is not understood makes the whole nil.
struct CLinkInputs: Sendable, Hashable {
    /// The words, the program's name left out.
    private(set) var words: [String] = []
    /// The files that they name, but for the object.
    private(set) var files: [String] = []

    private let folders: [String]
    /// How many linker scripts the one that is read stands in.
    private var depth = 0

    /// - Parameter linker: the linker's command, the program first.
    init?(linker: [String], object: String) {
        // `-L /folder` in two words is not what gcc writes.
        guard !linker.contains("-L"), !linker.contains("-l"), !linker.contains("-static"),
            !linker.contains(where: { $0.hasPrefix("--sysroot") })
        else { return nil }
        folders = linker.filter { $0.hasPrefix("-L") }.map { String($0.dropFirst(2)) }
        var isOperand = false
        for word in linker.dropFirst() {
            if isOperand {
                words.append(word)
                isOperand = false
            } else if word.hasPrefix("-L") {
                continue
            } else if word.hasPrefix("-l") {
                guard let file = find(library: String(word.dropFirst(2))), add(file) else { return nil }
            } else if word.hasPrefix("-") {
                isOperand = ["-o", "-m", "-dynamic-linker", "-z"].contains(word)
                words.append(word)
            } else if word == object {
                words.append(word)
            } else {
                guard add(word) else { return nil }
            }
        }
    }

    private func find(library name: String) -> String? {
        for folder in folders {
            for file in ["\(folder)/lib\(name).so", "\(folder)/lib\(name).a"] where access(file, R_OK) == 0 {
                return file
            }
        }
        return nil
    }

    /// Adds an object, an archive or a shared library by its path, or what a linker script names.
    private mutating func add(_ path: String) -> Bool {
        guard path.hasPrefix("/"), let real = ToolRun.realPath(path), let head = Self.head(of: real) else {
            return false
        }
        files.append(real)
        if head.starts(with: Array("\u{7F}ELF".utf8)) || head.starts(with: Array("!<arch>\n".utf8)) {
            // The name stays as it is: it may be what a program is to ask for.
            words.append(path)
            return true
        }
        guard head.count < Self.mostScript, depth < Self.deepest,
            let script = String(validating: head, as: UTF8.self), let items = LinkScript.items(of: script)
        else { return false }
        depth += 1
        defer { depth -= 1 }
        return items.allSatisfy { add(item: $0) }
    }

    private mutating func add(item: LinkScript.Item) -> Bool {
        switch item {
        case .option(let option):
            words.append(option)
            return true
        case .file(let name):
            if name.hasPrefix("/") { return add(name) }
            if name.hasPrefix("-l") {
                guard let file = find(library: String(name.dropFirst(2))) else { return false }
                return add(file)
            }
            for folder in folders {
                let path = "\(folder)/\(name)"
                if access(path, R_OK) == 0 { return add(path) }
            }
            return false
        }
    }

    private static let mostScript = 4096
    /// A script may name another one, and by mistake itself.
    private static let deepest = 4

    /// The beginning of a file: all of a linker script.
    private static func head(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: mostScript)
        let size = read(file, &buffer, buffer.count)
        return size > 0 ? Array(buffer[..<size]) : nil
    }
}

/// The few linker scripts that stand where a shared library is looked for.
enum LinkScript {
    /// What a script adds to a command.
    enum Item: Hashable {
        case option(String)
        case file(String)
    }

    /// The files of `GROUP ( … AS_NEEDED ( … ) )` and `INPUT ( … )`; nil for any other script.
    static func items(of text: String) -> [Item]? {
        guard var tokens = tokens(of: text) else { return nil }
        var items: [Item] = []
        while let token = tokens.popFirst() {
            switch token {
            case ";": continue
            case "OUTPUT_FORMAT":
                // The kind of file that comes out is the command's own word.
                guard tokens.popFirst() == "(", tokens.popFirst() != ")", tokens.popFirst() == ")" else {
                    return nil
                }
            case "GROUP", "INPUT":
                guard let files = list(&tokens, nested: false) else { return nil }
                // A group of one file or of shared libraries is still a group.
                let isGroup = token == "GROUP"
                items += isGroup ? [.option("--start-group")] + files + [.option("--end-group")] : files
            default: return nil
            }
        }
        return items.isEmpty ? nil : items
    }

    private static func list(_ tokens: inout ArraySlice<String>, nested: Bool) -> [Item]? {
        guard tokens.popFirst() == "(" else { return nil }
        var items: [Item] = []
        while let token = tokens.popFirst() {
            switch token {
            case ")": return items
            case "(", ";": return nil
            case "AS_NEEDED":
                guard !nested, let files = list(&tokens, nested: true) else { return nil }
                items += [.option("--push-state"), .option("--as-needed")] + files + [.option("--pop-state")]
            default: items.append(.file(token))
            }
        }
        return nil
    }

    /// The words and brackets, comments left out.
    private static func tokens(of text: String) -> ArraySlice<String>? {
        var tokens: [String] = []
        var word = ""
        var rest = Substring(text)
        while let character = rest.first {
            if rest.hasPrefix("/*") {
                guard let end = rest.firstRange(of: "*/") else { return nil }
                rest = rest[end.upperBound...]
                continue
            }
            rest = rest.dropFirst()
            if character.isWhitespace || "(),;".contains(character) {
                if !word.isEmpty { tokens.append(word) }
                word = ""
                if "();".contains(character) { tokens.append(String(character)) }
            } else {
                guard !"\"'*{}=".contains(character) else { return nil }
                word.append(character)
            }
        }
        return ArraySlice(word.isEmpty ? tokens : tokens + [word])
    }
}
