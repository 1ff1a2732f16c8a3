internal import Synchronization

/// The parts of a compilation as commands of their own, learnt from what the compiler's driver says it would do.
///
/// The driver costs nearly half of the compilation of a small program: it starts a linker's wrapper, a link-time
/// optimiser's plugin, and a linker that searches folders. Its flags for the parts are kept, word by word.
struct CStages: Sendable, Hashable {
    /// The compiler proper: standard input to assembler text on standard output.
    var compiler: [String]
    /// The assembler: standard input to ``object``.
    var assembler: [String]
    /// A linker that is quicker, for objects of which every linker makes the same program; empty: none.
    var fastLinker: [String]
    /// The same without the libraries that an object which asks for well-known functions only does not need.
    var leanLinker: [String]
    /// The linker that the driver would call.
    var linker: [String]
    /// The files that are linked besides the object, as far as they are known: their change is a change of program.
    var linked: [String]

    /// The object file, in the scratch folder.
    static let object = "a.o"
    /// The files that list what the compiler proper and the assembler have read.
    static let dependencies = ["a.d", "s.d"]

    /// The arguments of the driver that runs the parts in the jail.
    var arguments: [String] {
        [DriverProgram.name, Self.object] + Self.dependencies
            + [compiler, assembler, leanLinker, fastLinker, linker].flatMap { ["\($0.count)"] + $0 }
    }

    private static let learnt = Mutex<[[String]: CStages?]>([:])

    /// The parts of what a driver does for these arguments, asked once for each in a process; nil when it is not
    /// what we know in every detail, and then only the driver itself will do.
    static func of(_ compiler: CToolchain, arguments: [String], output: String) -> CStages? {
        guard compiler.family == .gcc else { return nil }
        return learnt.withLock { known in
            if let stages = known[arguments] { return stages }
            let text = ToolRun.output(
                of: compiler.executable, ["-###"] + arguments.dropFirst(), from: .errors,
                environment: environment)
            let stages = text.flatMap { CStages(driverSays: $0, output: output) }
            if known.count >= 64 { known = [:] }
            known[arguments] = .some(stages)
            return stages
        }
    }

    /// Where a driver in the jail looks for the assembler and the linker: the PATH of the base profile.
    private static let jailPath = "/usr/bin:/bin"
    /// The environment that a compiler is asked in: nothing of ours is to change what it would do in the jail.
    static let environment = ["LC_ALL=C", "PATH=\(jailPath)"]

    /// Reads what `gcc -###` writes.
    init?(driverSays text: String, output: String) {
        let lines = text.split(separator: "\n")
        let printed = lines.filter { $0.hasPrefix(" ") }
        let commands = printed.compactMap { DriverWords.split(String($0.dropFirst())) }
        guard printed.count == 3, commands.count == 3,
            var compiler = Self.compiler(commands[0]),
            let (assembler, temporary) = Self.assembler(commands[1]),
            !Self.hasLinkerOfItsOwn(lines),
            let linker = Self.linker(commands[2], object: temporary, output: output)
        else { return nil }
        compiler.insert(contentsOf: ["-MD", Self.dependencies[0]], at: compiler.count - 2)
        self.compiler = compiler
        self.assembler = assembler
        self.linker = linker
        let inputs = CLinkInputs(linker: linker, object: Self.object)
        fastLinker = inputs.flatMap { Self.fastLinker($0) } ?? []
        leanLinker = Self.leanLinker(fastLinker)
        linked = inputs?.files ?? []
    }

    /// `…/cc1 … - … -o - |`
    private static func compiler(_ words: [String]) -> [String]? {
        guard words.count > 4, words[0].hasPrefix("/"), words[0].hasSuffix("/cc1"), words.last == "|",
            words.suffix(3).prefix(2) == ["-o", "-"], !words.contains("-MD")
        else { return nil }
        return Array(words.dropLast())
    }

    /// `as … -o TEMPORARY`, with the temporary file's name.
    private static func assembler(_ words: [String]) -> ([String], String)? {
        guard let name = words.first, let place = words.firstIndex(of: "-o"), place == words.count - 2,
            let temporary = words.last, temporary.hasSuffix(".o"), let tool = tool(name, "as")
        else { return nil }
        return ([tool] + words[1..<place] + ["--MD", dependencies[1], "-o", object], temporary)
    }

    /// `…/collect2 …`, which hands all but its own options to the linker.
    private static func linker(_ words: [String], object temporary: String, output: String) -> [String]? {
        guard let name = words.first, name.hasSuffix("/collect2"), let tool = tool("ld", "ld"),
            words.count(where: { $0 == temporary }) == 1, !words.contains(where: { $0.contains("-flto") }),
            let place = words.firstIndex(of: "-o"), place + 1 < words.count, words[place + 1] == output
        else { return nil }
        var result = [tool]
        var position = 1
        while position < words.count {
            // The plugin of the link-time optimiser: the object is machine code, made without -flto.
            if words[position] == "-plugin" {
                position += 2
            } else {
                if !words[position].hasPrefix("-plugin-opt=") {
                    result.append(words[position] == temporary ? object : words[position])
                }
                position += 1
            }
        }
        return result.contains { $0.hasPrefix("-plugin") } ? nil : result
    }

    /// Whether a linker lies among the compiler's own parts, where collect2 would find it first.
    private static func hasLinkerOfItsOwn(_ lines: [Substring]) -> Bool {
        let mark = "COMPILER_PATH="
        guard let line = lines.first(where: { $0.hasPrefix(mark) }) else { return true }
        return line.dropFirst(mark.count).split(separator: ":").contains { folder in
            ["real-ld", "collect-ld", "ld"].contains { ToolRun.find("\(folder)/\($0)") != nil }
        }
    }

    /// The quick linker, for the one kind of machine that it was compared on.
    private static func fastLinker(_ inputs: CLinkInputs) -> [String]? {
        #if arch(x86_64)
            guard let tool = tool("ld.gold", "ld.gold") else { return nil }
            // Its folders of libraries are read whole at the start; nothing is left to be found there.
            return [tool, "-nostdlib"] + inputs.words
        #else
            return nil
        #endif
    }

    /// Without the libraries of mathematics and of unwinding, where the linker itself leaves out what is not needed.
    private static func leanLinker(_ words: [String]) -> [String] {
        guard words.contains("--as-needed"), !words.contains("--no-as-needed") else { return [] }
        let beginnings = ["libm.", "libmvec.", "libgcc_s."]
        return words.filter { word in
            let name = word.split(separator: "/").last ?? ""
            return !(word.hasPrefix("/") && beginnings.contains { name.hasPrefix($0) })
        }
    }

    /// A program by the name that the driver gives it: a path, or found as in the jail.
    private static func tool(_ name: String, _ expected: String) -> String? {
        if name.hasPrefix("/") { return name }
        guard name == expected else { return nil }
        return jailPath.split(separator: ":").map { "\($0)/\(name)" }.compactMap(ToolRun.find)
            .compactMap(ToolRun.realPath).first
    }
}

/// The words of a command as `gcc -###` prints it: quoted where they hold more than letters, digits and `-_./`.
enum DriverWords {
    /// The words; nil when the text is not of that form.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var rest = Substring(line)
        while true {
            rest = rest.drop { $0 == " " }
            guard let first = rest.first else { return words }
            if first == "\"" {
                guard let word = quoted(&rest) else { return nil }
                words.append(word)
            } else {
                let word = rest.prefix { $0 != " " }
                guard !word.contains(where: { "\"\\$'".contains($0) }) else { return nil }
                words.append(String(word))
                rest = rest.dropFirst(word.count)
            }
        }
    }

    /// A word in double quotes at the beginning, in which a backslash stands before `"`, `\` and `$`.
    private static func quoted(_ rest: inout Substring) -> String? {
        var word = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return rest.isEmpty || rest.first == " " ? word : nil
            case "\\":
                guard let escaped = rest.popFirst(), "\"\\$".contains(escaped) else { return nil }
                word.append(escaped)
            default: word.append(character)
            }
        }
        return nil
    }
}
