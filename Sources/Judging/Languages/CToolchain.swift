internal import Synchronization

/// A C compiler of the host, and what it needs to be seen in a jail.
public struct CToolchain: Sendable, Hashable {
    /// Which family of options it takes.
    public enum Family: String, Sendable, Hashable {
        case gcc
        case clang
    }

    /// The program to execute, with links followed.
    public var executable: String
    /// The family.
    public var family: Family
    /// `gcc 12.2.0`.
    public var version: String
    /// Folders with the compiler's parts: `cc1`, `collect2`, the start files and libraries of its own; and the
    /// assembler and linker, each as it is called and where its links lead.
    public var toolchainFolders: [String]
    /// Folders of headers that it searches.
    public var includeFolders: [String]

    private static let found = Mutex<[String: CToolchain]>([:])

    /// Finds a compiler and asks it about itself, once for each name in a process.
    /// - Parameter name: a path, or a name looked up on PATH. Default `gcc`.
    /// - Throws: ``ToolError`` when there is none, or it is neither gcc nor clang, or lacks a part.
    public static func find(named name: String? = nil) throws(ToolError) -> CToolchain {
        let tool = name ?? "gcc"
        // The lock is held meanwhile: many first checks at once are to ask one compiler, not one each.
        return try found.withLock { known throws(ToolError) in
            if let toolchain = known[tool] { return toolchain }
            let toolchain = try probe(tool)
            known[tool] = toolchain
            return toolchain
        }
    }

    /// Options that keep diagnostics plain and short.
    var diagnosticFlags: [String] {
        switch family {
        case .gcc: ["-fdiagnostics-color=never", "-fmax-errors=20"]
        case .clang: ["-fno-color-diagnostics", "-ferror-limit=20"]
        }
    }

    private static func probe(_ tool: String) throws(ToolError) -> CToolchain {
        let remedy = "install one (apt-get install gcc libc6-dev) or name one with --cc"
        guard let path = ToolRun.find(tool), let executable = ToolRun.realPath(path) else {
            throw ToolError(tool: tool, reason: "is not on PATH", remedy: remedy)
        }
        guard let (family, version) = identity(of: executable) else {
            throw ToolError(tool: tool, reason: "is neither gcc nor clang", remedy: remedy)
        }
        let folders = folders(of: executable)
        if family == .gcc, ToolRun.output(of: executable, ["-print-prog-name=cc1"])?.hasPrefix("/") != true {
            throw ToolError(tool: tool, reason: "has no C compiler proper (cc1)", remedy: remedy)
        }
        return CToolchain(
            executable: executable, family: family, version: "\(family.rawValue) \(version)",
            toolchainFolders: folders.programs, includeFolders: folders.includes)
    }

    /// What a compiler calls itself: `gcc version 12.2.0 (…)`, `Debian clang version 14.0.6`. Its macros would tell
    /// the same, but to have them it starts the compiler proper, which takes longer than all other questions.
    private static func identity(of executable: String) -> (family: Family, version: String)? {
        let text = ToolRun.output(of: executable, ["-v"], from: .errors, environment: CStages.environment)
        for line in (text ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "version"), place > 0, place + 1 < words.count,
                let family = Family(rawValue: String(words[place - 1])), place == 1 || family == .clang
            else { continue }
            let number = words[place + 1].prefix { $0.isNumber || $0 == "." }
            if number.contains(".") { return (family, String(number)) }
        }
        return nil
    }

    /// The folders that the compiler itself says it looks into, each once, existing, and links followed too.
    private static func folders(of compiler: String) -> (programs: [String], includes: [String]) {
        var programs: [String] = []
        for line in (ToolRun.output(of: compiler, ["-print-search-dirs"]) ?? "").split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            programs += line[line.index(after: equals)...].split(separator: ":").map(String.init)
        }
        let includes = (ToolRun.output(of: compiler, ["-print-file-name=include"]) ?? "")
            .split(separator: "\n").map(String.init)
        // The assembler and the linker are found by name; of their folder no other program is shown.
        let tools = ["as", "ld", "ld.gold"].compactMap(ToolRun.find)
        let links = Set(tools + tools.compactMap(ToolRun.realPath) + [folder(of: compiler) + "/ld.lld"])
            .filter { ToolRun.find($0) != nil }.sorted()
        return (unique(programs) + links, unique(includes + ["/usr/include", "/usr/local/include"]))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[..<slash])
    }

    /// Real, existing folders, none inside another one of the list, never the root.
    private static func unique(_ folders: [String]) -> [String] {
        let real = Set(folders.filter { $0.hasPrefix("/") }.compactMap(ToolRun.realPath)).subtracting(["/"])
        return real.filter { one in !real.contains { $0 != one && one.hasPrefix($0 + "/") } }.sorted()
    }
}
