import Foundation
import Judging
import Sandboxing
import Testing

/// All tests that set cells up: one at a time, since they measure times and look at the whole host.
@Suite(.serialized) enum JailTests {}

/// The rungs on which a cell can be set up here.
let offeredRungs = Rung.allCases.filter { (try? Jail(exactly: $0)) != nil }

/// A rung, and whether the probe is executed by itself or by a Python run that was forked from a template: whatever a
/// jail promises, it has to keep on both ways.
struct Place: Sendable, CustomTestStringConvertible {
    var rung: Rung
    var isForked: Bool
    var testDescription: String { "\(rung.rawValue), \(isForked ? "forked from a template" : "executed")" }

    static let offered = offeredRungs.flatMap {
        [Place(rung: $0, isForked: false), Place(rung: $0, isForked: true)]
    }
}

/// The probe, compiled once: as a file for the unjailed controls and as an image for the jail.
struct Probe: Sendable {
    let path: String
    let image: ProgramImage

    static let shared = Result { try Probe() }

    init() throws {
        path = try CompiledProgram("probe", probeSource, flags: ["-O1"]).path
        image = try ProgramImage(copying: Array(Data(contentsOf: URL(filePath: path))))
    }

    /// What the probe prints without any jail.
    static func unjailed(_ arguments: String...) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: try shared.get().path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}

/// What a run printed, and its report.
struct Outcome {
    var output = ""
    var report: RunReport
    var collected: ProgramImage?
}

extension Cell {
    /// A cell whose runs execute the probe, one way or the other.
    static func at(_ place: Place) throws -> Cell {
        guard place.isForked else { return try forPrograms(place.rung) }
        var profile = try python()
        // The run executes the probe's file, and so hands it all that confines itself.
        profile.paths.append(PathRule(path: try Probe.shared.get().path, isExecutable: true))
        return try warm(place.rung, profile)
    }

    /// The system's own Python where there is one: another uid can reach it without a root of its own.
    static let interpreter = access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : nil

    /// The profile of Python programs.
    static func python() throws -> Profile {
        let python = try PythonToolchain.find(named: interpreter)
        return try ProfileStore.named("python").expanding([
            "python.executable": python.executablePaths, "python.library": python.libraryFolders,
        ])
    }

    /// A cell with a template that executes the text on standard input.
    static func warm(_ rung: Rung, _ profile: Profile) throws -> Cell {
        let text = """
            import _imp, math, posix, sys
            try: _imp.create_dynamic(type(sys.__spec__)("seqjudge_stem", None, origin=sys.argv[1]))
            except ImportError: pass
            def text(size): return posix.read(0, 1).decode() + text(size - 1) if size else ""
            def line(): return (lambda c: "" if c == "\\n" else c + line())(posix.read(0, 1).decode())
            exec(text(int(line())))
            """
        let arguments = [
            try PythonToolchain.find(named: interpreter).executable, "-I", "-S", "-c", text,
            Template.stemPlace,
        ]
        let cell = try Jail(exactly: rung).makeAnyCell(profile, template: Template(arguments: arguments))
        try #require(cell.hasTemplate, "\(cell.templateFault ?? "")")
        return cell
    }

    /// Runs a Python text in a fork of the template.
    func python(_ text: String, limits: Limits? = nil) throws -> Outcome {
        let run = try start(Program(.template, arguments: []), limits: limits)
        run.write(Array("\(text.utf8.count)\n\(text)".utf8))
        run.closeInput()
        return try Outcome.of(run)
    }

    /// A cell for compiled programs.
    static func forPrograms(_ rung: Rung, profile: String = "c-run", allowing: [String] = []) throws -> Cell {
        var profile = try ProfileStore.named(profile).expanding([
            "c.program": [], "c.compiler": ["/usr/bin/gcc"], "c.toolchain": ["/usr/bin/as"],
            "c.include": ["/usr/include"],
        ])
        if allowing.isEmpty { return try Jail(exactly: rung).makeCell(profile) }
        // More than any real profile allows: what stands behind the filter is to be seen.
        profile.systemCalls.rules.removeAll { allowing.contains($0.call) }
        profile.systemCalls.rules += allowing.map { SystemCallPolicy.Rule(call: $0, action: .allow) }
        return try Jail(exactly: rung).makeCell(profile)
    }

    /// Runs the probe to its end.
    func probe(_ arguments: String..., limits: Limits? = nil, collects: String? = nil) throws -> Outcome {
        let run = try startProbe(arguments, limits: limits, collects: collects)
        run.closeInput()
        return try Outcome.of(run)
    }

    /// Starts the probe.
    func startProbe(_ arguments: [String], limits: Limits? = nil, collects: String? = nil) throws -> Run {
        guard hasTemplate else {
            let image = try Probe.shared.get().image
            let program = Program(
                .image(image), arguments: ["probe"] + arguments, collects: collects, collectsAtMost: .mib(1))
            return try start(program, limits: limits)
        }
        let run = try start(Program(.template, arguments: []), limits: limits)
        let path = try Probe.shared.get().path
        let words = (["probe"] + arguments).map { "\"\($0)\"" }.joined(separator: ", ")
        let text = "import posix; posix.execv(\"\(path)\", [\(words)])"
        run.write(Array("\(text.utf8.count)\n\(text)".utf8))
        return run
    }
}

extension Outcome {
    /// Lets a run come to its end.
    static func of(_ run: Run) throws -> Outcome {
        var output: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput, .timedOut: break
            case .ended(let report):
                return Outcome(
                    output: String(decoding: output, as: UTF8.self), report: report, collected: run.collected)
            }
        }
    }
}
