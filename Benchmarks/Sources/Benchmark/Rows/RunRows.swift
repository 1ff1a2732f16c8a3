import Judging
import Sandboxing

/// Single runs in a jail, from the start to the evidence of the end: what a jail costs without any judging.
extension Bench {
    func cRun() async throws -> RowOutcome {
        let compiler = try tools.compiler.get()
        let source = try scratch.write(Programs.trivialC, to: "one.c")
        let path = scratch.path + "/one"
        _ = try BareRun.output(compiler.executable, ["-O2", "-o", path, source])
        let bare = { try BareRun.expect("1\n", from: path, []) }
        return try await row(.cRun, rounds: rounds, bare: bare) { jail in
            guard let rung = Self.rung(jail) else {
                let bubblewrap = try tools.bubblewrap.get()
                return { try bubblewrap.expect("1\n", from: path, [], showing: [scratch.path]) }
            }
            let profile = try ProfileStore.named("c-run").expanding(["c.program": [path]])
            let cell = try Jail(exactly: rung).makeCell(profile)
            return { try Self.run(Program(.path(path), arguments: ["one"]), input: [], in: cell) }
        }
    }

    func pythonRun() async throws -> RowOutcome {
        let python = try tools.python.get()
        let path = try scratch.write(Programs.trivialPython, to: "one.py")
        let bare = { try BareRun.expect("1\n", from: python.executable, ["-I", "-S", path]) }
        return try await row(.pythonRun, rounds: rounds, bare: bare) { jail in
            guard let rung = Self.rung(jail) else {
                let bubblewrap = try tools.bubblewrap.get()
                let folders = Bubblewrap.folders(of: python) + [scratch.path]
                return {
                    try bubblewrap.expect(
                        "1\n", from: python.executable, ["-I", "-S", path], showing: folders)
                }
            }
            let cell = try Self.pythonCell(python, Jail(exactly: rung))
            // What the judge writes to run a program as it stands: a header, and the source.
            let input = Array("\(Programs.trivialPython.utf8.count) run\n\(Programs.trivialPython)".utf8)
            return { try Self.run(Program(.template, arguments: []), input: input, in: cell) }
        }
    }

    /// A cell as a judge makes it for Python programs.
    private static func pythonCell(_ python: PythonToolchain, _ jail: Jail) throws -> Cell {
        let profile = try ProfileStore.named(PythonLanguage.defaultProfileName)
        let language = PythonLanguage(python: python)
        let modules = (profile.options["preload"] ?? "").split(whereSeparator: \.isWhitespace).map(
            String.init)
        let cell = try jail.makeCell(
            profile.expanding(language.profileVariables), template: language.template(preloading: modules))
        guard cell.hasTemplate else {
            throw Failure("no template on rung \(jail.rung.rawValue): \(cell.templateFault ?? "?")")
        }
        return cell
    }

    /// One run to its end; throws unless it ends with 0 and prints the 1.
    private static func run(_ program: Program, input: [UInt8], in cell: Cell) throws {
        let run = try cell.start(program)
        run.write(input)
        run.closeInput()
        var output: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput, .timedOut: break
            case .ended(let report):
                guard report.ending == .exited(0), output == Array("1\n".utf8) else {
                    throw Failure("a jailed run ended as \(report.ending)")
                }
                return
            }
        }
    }
}
