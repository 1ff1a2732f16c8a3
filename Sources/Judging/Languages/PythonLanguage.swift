public import Sandboxing

/// Candidates in Python.
public struct PythonLanguage: Language {
    public static let name = "python"
    public static let fileExtensions = ["py"]
    public static let defaultProfileName = "python"
    /// The profile with installed packages.
    public static let packagesProfileName = "python-math"

    /// The interpreter.
    public let python: PythonToolchain
    /// Whether packages installed beside the interpreter can be imported.
    public let sitePackages: Bool

    /// Python by one interpreter.
    /// - Parameter sitePackages: the profile's option `site_packages`. Default false, which also starts five
    ///   times faster.
    public init(python: PythonToolchain, sitePackages: Bool = false) {
        self.python = python
        self.sitePackages = sitePackages
    }

    public var toolchain: CheckReport.Toolchain {
        CheckReport.Toolchain(
            language: Self.name, path: python.executable, version: "CPython \(python.version)", flags: flags)
    }

    public var profileVariables: [String: [String]] {
        [
            "python.executable": python.executablePaths,
            "python.library": python.libraryFolders,
            "python.site": sitePackages ? python.siteFolders : [],
        ]
    }

    /// The interpreter's flags. `-I`: neither the environment, nor the user's folder, nor the current one is looked
    /// at. `int_max_str_digits`: terms of any size may be printed.
    var flags: [String] {
        ["-I"] + (sitePackages ? [] : ["-S"]) + ["-X", "utf8", "-X", "int_max_str_digits=0"]
    }

    /// The harness goes in as text, so that the jail need not show a file of ours.
    private var arguments: [String] { [python.executable] + flags + ["-c", Self.harness] }

    private static let harness = ["shown.py", "analyse.py", "support.py", "harness.py"]
        .map(EmbeddedHarness.text).joined()

    /// The interpreter with the harness read and some modules imported, to fork runs from.
    /// - Parameter modules: names to import; those that are not installed are passed over.
    public func template(preloading modules: [String]) -> Template {
        Template(arguments: arguments + ["template", Template.stemPlace] + modules)
    }

    /// The executable and start that describe a source on standard output, for ``PythonAnalysis/init(parsing:)``.
    /// The source is parsed, never executed; still it belongs in a jail, since parsing takes time and memory. The
    /// same process goes on to run it when it is told how; at the end of its input it ends.
    /// - Parameter findsMissing: whether to look for names that the source lacks, which takes a little longer. Default
    ///   false: then ``PythonAnalysis/missing`` is empty.
    public func analysis(
        of source: [UInt8], findsMissing: Bool = false
    ) -> (executable: String, start: RunPlan.Start) {
        let input = HarnessInput(source: source).bytes(mode: findsMissing ? "analyse names" : "analyse")
        return (
            python.executable,
            RunPlan.Start(arguments: arguments, input: input, closesInput: true)
        )
    }

    /// How to run a source by a calling convention.
    /// - Parameters:
    ///   - analysis: what is known of the source; it tells whether a last expression is printed.
    ///   - forgiven: names that the source gets although it does not import them. Default none.
    public func plan(
        for entry: Entry, source: [UInt8], analysis: PythonAnalysis, forgiving forgiven: [ForgivenName] = []
    ) -> RunPlan {
        RunPlan(
            executable: python.executable, framing: RunPlan.framing(of: entry),
            arguments: arguments, entry: entry,
            harness: HarnessInput(
                source: source, printsExpression: analysis.facts.contains(.endsInExpression),
                offered: forgiven.map { "+\($0.module):\($0.isModule ? "" : $0.name)" }))
    }
}

extension EmbeddedHarness {
    /// The text of one harness file. Its absence would be a fault of the build.
    static func text(_ name: String) -> String {
        guard let file = files.first(where: { $0.name == name }) else {
            preconditionFailure("the build embedded no \(name)")
        }
        return file.text
    }
}
