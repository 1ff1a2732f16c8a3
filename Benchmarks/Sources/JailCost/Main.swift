import Glibc
import Sandboxing

/// What a jail adds to a run: the same trivial program jailed and bare, in turns, on each rung.
@main
struct Main {
    /// Runs of each kind. The median is told.
    static let rounds = 200
    /// Runs of each kind before the measured ones.
    static let warmUps = 10

    static func main() throws {
        let folder = try Bare.scratch()
        defer { for path in ["/one", "/one.c", ""] { remove(folder + path) } }
        try Bare.write(
            "#include <stdio.h>\nint main(void) { puts(\"1\"); return 0; }\n", to: folder + "/one.c")
        try Bare.run("gcc", ["gcc", "-O2", "-o", folder + "/one", folder + "/one.c"])
        print("program  rung       bare     jailed   ratio   first (set-up)")
        for rung in Rung.allCases.sorted(by: >) {
            guard let jail = try? Jail(exactly: rung) else {
                print("-        \(rung.rawValue): not available here")
                continue
            }
            try measureC(jail, folder)
            try measurePython(jail)
        }
    }

    static func measureC(_ jail: Jail, _ folder: String) throws {
        let path = folder + "/one"
        let profile = try ProfileStore.named("c-run").expanding(["c.program": [path]])
        let program = Program(.path(path), arguments: ["one"])
        try measure("C", jail, profile, program, bare: (path, ["one"]))
    }

    static func measurePython(_ jail: Jail) throws {
        guard let python = CommandLine.arguments.dropFirst().first else {
            print("Python   not measured: name the interpreter and its library folders as arguments")
            return
        }
        let profile = try ProfileStore.named("python").expanding([
            "python.executable": [python], "python.library": Array(CommandLine.arguments.dropFirst(2)),
            "python.site": [],
        ])
        let program = Program(.path(python), arguments: ["python3", "-I", "-S", "-c", "print(1)"])
        try measure(
            "Python", jail, profile, program,
            bare: (python, program.arguments))
    }

    static func measure(
        _ name: String, _ jail: Jail, _ profile: Profile, _ program: Program,
        bare: (path: String, arguments: [String])
    ) throws {
        var cell: Cell?
        let first = try time {
            let made = try jail.makeCell(profile)
            try runJailed(program, in: made)
            cell = made
        }
        guard let cell else { return }
        var (bareTimes, jailedTimes) = ([Duration](), [Duration]())
        for round in 0..<(warmUps + rounds) {
            let bareTime = try time { try Bare.run(bare.path, bare.arguments) }
            let jailedTime = try time { try runJailed(program, in: cell) }
            guard round >= warmUps else { continue }
            bareTimes.append(bareTime)
            jailedTimes.append(jailedTime)
        }
        let (bareMedian, jailedMedian) = (median(bareTimes), median(jailedTimes))
        let columns = [
            pad(name, 9), pad(jail.rung.rawValue, 11), pad(text(bareMedian), 9), pad(text(jailedMedian), 9),
            pad(decimal(jailedMedian / bareMedian), 8), text(first),
        ]
        print(columns.joined())
    }

    /// One run to its end; throws unless it ends with 0 and prints the 1.
    static func runJailed(_ program: Program, in cell: Cell) throws {
        let run = try cell.start(program)
        run.closeInput()
        var output: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput, .timedOut: break
            case .ended(let report):
                guard report.ending == .exited(0), output == Array("1\n".utf8) else {
                    throw Bare.Failure(what: "the jailed run ended as \(report.ending)")
                }
                return
            }
        }
    }

    static func time(_ work: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure { try work() }
    }

    static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

    static func text(_ time: Duration) -> String { decimal(time / .milliseconds(1)) + " ms" }

    /// With two decimals.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
