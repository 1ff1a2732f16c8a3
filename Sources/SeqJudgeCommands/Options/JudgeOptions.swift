public import ArgumentParser
import Glibc
public import Judging
public import Sandboxing

extension Rung: ExpressibleByArgument {}

extension Diagnosing: ExpressibleByArgument {}

extension Entry: ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

/// Which tools and which protection are used.
struct JudgeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Refuse to run (exit status 77) on less protection than this: full, userns or lockdown.",
            valueName: "rung"))
    var require: Rung?

    @Option(
        help: ArgumentHelp(
            "Use this rung and no other, for instance to see what a weaker host would say. (default: the best)",
            valueName: "rung"))
    var rung: Rung?

    @Option(
        help: ArgumentHelp(
            "The Python interpreter, by name or path. (default: python3)", valueName: "program"))
    var python: String?

    @Option(help: ArgumentHelp("The C compiler, by name or path. (default: gcc)", valueName: "program"))
    var cc: String?

    @Option(
        help: ArgumentHelp(
            "Where compiled programs are kept. (default: ~/.cache/seqjudge/compiled, or in XDG_CACHE_HOME)",
            valueName: "folder"),
        completion: .directory)
    var cache: String?

    @Flag(help: "Compile anew, and keep no compiled program.")
    var noCache = false

    mutating func validate() throws {
        if cache != nil && noCache { throw ValidationError("--cache and --no-cache exclude each other.") }
    }

    /// The configuration of a judge.
    func configuration(profile: Profile?, jobs: Int? = nil) -> JudgeConfiguration {
        var configuration = JudgeConfiguration()
        configuration.requiredRung = require
        configuration.exactRung = rung
        configuration.python = python
        configuration.compiler = cc
        configuration.profile = profile
        configuration.compileCache = noCache ? nil : CompileCacheConfiguration.chosen(cache)
        if let jobs { configuration.jobs = jobs }
        return configuration
    }
}

/// A path from the root on; `path` itself where the working folder cannot be told.
private func absolutePath(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
}

extension CompileCacheConfiguration {
    /// The cache in a folder named on the command line, else in the standard one; nil when there is neither.
    static func chosen(_ folder: String?) -> CompileCacheConfiguration? {
        guard let folder else { return standardFolder.map { CompileCacheConfiguration(folder: $0) } }
        return CompileCacheConfiguration(folder: absolutePath(folder))
    }
}

/// When the report is coloured.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto, always, never

    /// Whether to colour what goes to standard output. `auto`: on a terminal, unless NO_COLOR is set.
    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            StandardStream.output.isTerminal && environmentVariable("NO_COLOR") == nil
                && environmentVariable("TERM") != "dumb"
        }
    }
}
