/// Candidates in C.
public struct CLanguage: Language {
    public static let name = "c"
    public static let fileExtensions = ["c"]
    public static let defaultProfileName = "c-run"
    /// The profile that the compiler runs under.
    public static let compileProfileName = "c-compile"
    /// Where the compiler leaves the program, in the jail.
    public static let output = "/tmp/a.out"

    /// The compiler.
    public let compiler: CToolchain

    /// C by one compiler.
    public init(compiler: CToolchain) {
        self.compiler = compiler
    }

    public var toolchain: CheckReport.Toolchain {
        CheckReport.Toolchain(
            language: Self.name, path: compiler.executable, version: compiler.version,
            flags: ["-std=gnu17", "-O2", "-lm"])
    }

    public var profileVariables: [String: [String]] {
        [
            "c.compiler": [compiler.executable], "c.toolchain": compiler.toolchainFolders,
            "c.include": compiler.includeFolders,
        ]
    }

    /// What the compiler is given.
    public struct CompilePlan: Sendable, Hashable {
        /// The compiler, a path of the host that the jail shows.
        public var executable: String
        /// The arguments, the compiler's name first.
        public var arguments: [String]
        /// The text to compile, for its standard input: so `#include` finds what the jail shows and nothing else.
        public var input: [UInt8]
        /// The file that holds the program afterwards.
        public var output: String
        /// The same by the compiler's parts, in less time; nil where its driver has to do it.
        var stages: CStages?
    }

    /// How to compile a source for a calling convention.
    /// - Parameter output: where the program goes. Default ``output``.
    /// - Throws: ``EntryError`` when the convention does not fit the source.
    public func compilePlan(
        for entry: Entry, source: [UInt8], scan: CSourceScan, output: String = CLanguage.output
    ) throws(EntryError) -> CompilePlan {
        _ = try EntryDetector.confirm(entry, c: scan)
        var arguments = [compiler.executable, "-std=gnu17", "-O2", "-w", "-pipe"] + compiler.diagnosticFlags
        // A demonstration `main` gives way to the harness's.
        if entry.symbol != nil { arguments.append("-Dmain=__seqjudge_candidate_main") }
        arguments += ["-x", "c", "-", "-o", output, "-lm"]
        if scan.usesGMP { arguments.append("-lgmp") }
        return CompilePlan(
            executable: compiler.executable, arguments: arguments,
            input: text(for: entry, source: source, scan: scan), output: output,
            stages: CStages.of(compiler, arguments: arguments, output: output))
    }

    /// How to run the compiled program by a calling convention.
    /// - Parameter program: the program's path in the jail. Default ``output``.
    public func plan(for entry: Entry, program: String = CLanguage.output) -> RunPlan {
        RunPlan(
            executable: program, framing: RunPlan.framing(of: entry), arguments: ["./a.out"], entry: entry,
            harness: nil)
    }

    /// The candidate, with its own line numbers, and what the convention needs behind it.
    private func text(for entry: Entry, source: [UInt8], scan: CSourceScan) -> [UInt8] {
        // The compiler skips a byte order mark at the start of a file only.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = source.starts(with: mark) ? source.dropFirst(mark.count) : source[...]
        var text = Array("# 1 \"solution.c\"\n".utf8) + body
        switch entry {
        case .stdin, .argv: break
        case .terms:
            text += Array("\n\n# 1 \"harness\"\n".utf8) + EmbeddedHarness.text("unbuffered.c").utf8
        default:
            let function = scan.functions.last { $0.name == entry.symbol }
            text += Array(
                ("\n\n# 1 \"harness\"\n" + definitions(for: entry, of: function, gmp: scan.usesGMP)).utf8)
            text += Array(EmbeddedHarness.text("harness.c").utf8)
        }
        return text + [UInt8(ascii: "\n")]
    }

    private func definitions(for entry: Entry, of function: CSourceScan.Function?, gmp: Bool) -> String {
        guard let function, let shape = function.shape else { return "" }
        let name = function.name
        let call =
            switch shape {
            case .value: "__SEQJUDGE_CALL(n) (\(name)(n))"
            case .mpzFirst: "__SEQJUDGE_CALL_MPZ(r, n) (\(name)(r, n))"
            case .mpzSecond: "__SEQJUDGE_CALL_MPZ(r, n) (\(name)(n, r))"
            case .mpzFromMPZ:
                "__SEQJUDGE_CALL_MPZ(r, n) "
                    + "{ mpz_t m; __gmpz_init_set_si(m, n); \(name)(r, m); __gmpz_clear(m); }"
            }
        return "#define \(call)\n" + (entry.isPredicate ? "#define __SEQJUDGE_PREDICATE\n" : "")
            + (gmp ? "#define __SEQJUDGE_GMP\n" : "")
    }
}
