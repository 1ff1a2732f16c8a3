import Foundation
import Judging
import Sandboxing

/// The three ways in which a cell runs a program.
enum CellKind: String, CaseIterable {
    /// One process, executed, watched by the keeper.
    case direct
    /// One process, forked from a template.
    case template
    /// Several processes below an init, with a scratch folder.
    case scratch
}

extension CellKind {
    /// A cell of this kind whose runs may execute `program`.
    func cell(in jail: Jail, program: String, executes: Bool = false) throws -> Cell {
        var profile = try profile()
        if self == .template { profile.paths.append(PathRule(path: program, isExecutable: true)) }
        guard self == .template, !executes else { return try jail.makeCell(profile) }
        return try jail.makeCell(profile, template: CellKind.template(python: CellKind.python()))
    }

    private func profile() throws -> Profile {
        switch self {
        case .direct: return try ProfileStore.named("c-run").expanding(["c.program": []])
        case .scratch:
            return try ProfileStore.named("c-compile").expanding([
                "c.program": [], "c.compiler": ["/usr/bin/gcc"], "c.toolchain": ["/usr/bin/as"],
                "c.include": ["/usr/include"],
            ])
        case .template:
            let python = try CellKind.python()
            return try ProfileStore.named("python").expanding([
                "python.executable": python.executablePaths, "python.library": python.libraryFolders,
            ])
        }
    }

    /// The system's own Python where there is one: another uid can reach it without a root of its own.
    static func python() throws -> PythonToolchain {
        try PythonToolchain.find(named: access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : nil)
    }

    /// A template that executes the text on standard input, after the number of its bytes.
    private static func template(python: PythonToolchain) -> Template {
        let text = """
            import _imp, posix, sys
            try: _imp.create_dynamic(type(sys.__spec__)("seqjudge_stem", None, origin=sys.argv[1]))
            except ImportError: pass
            def text(size): return posix.read(0, 1).decode() + text(size - 1) if size else ""
            def line(): return (lambda c: "" if c == "\\n" else c + line())(posix.read(0, 1).decode())
            exec(text(int(line())))
            """
        return Template(arguments: [python.executable, "-I", "-S", "-c", text, Template.stemPlace])
    }
}

extension Cell {
    /// Runs a program file to its end; from a template, where the cell has one, by an exec in the forked run.
    func run(_ path: String, _ arguments: [String], limits: Limits? = nil) throws -> (
        output: String, report: RunReport
    ) {
        let words = [path] + arguments
        let run: Run
        if hasTemplate {
            run = try start(Program(.template, arguments: []), limits: limits)
            let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
            let text = "import posix; posix.execv(\"\(path)\", [\(list)])"
            run.write(Array("\(text.utf8.count)\n\(text)".utf8))
        } else {
            // From memory: where there is a scratch folder it covers /tmp.
            let image = try ProgramImage(copying: Array(Data(contentsOf: URL(filePath: path))))
            run = try start(Program(.image(image), arguments: words), limits: limits)
        }
        run.closeInput()
        var output: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput, .timedOut: break
            case .ended(let report): return (String(decoding: output, as: UTF8.self), report)
            }
        }
    }
}
