import Sandboxing
import Testing

@Suite(.serialized) struct CellTests {
    static let shell = Profile(
        name: "shell", summary: "", systemCalls: SystemCallPolicy(rules: []),
        paths: [
            PathRule(path: "/usr", isExecutable: true), PathRule(path: "/lib", isExecutable: true),
            PathRule(path: "/lib64", isExecutable: true, isOptional: true),
            PathRule(path: "/bin", isExecutable: true), PathRule(path: "/dev/null"),
        ], scratch: nil, environment: ["PATH": "/usr/bin:/bin"], limits: Limits(), options: [:])

    @Test(arguments: Rung.allCases) func runsAProgram(rung: Rung) throws {
        let cell = try Jail(exactly: rung).makeCell(Self.shell)
        print(rung, cell.lacking)
        for _ in 0..<3 {
            let r = try cell.outcome(of: "/bin/sh", ["-c", "echo hello; id; ls /; cat; exit 3"], input: "abc")
            print(r)
        }
        let c = ContinuousClock.now
        for _ in 0..<200 { _ = try cell.outcome(of: "/bin/true") }
        print("run", (ContinuousClock.now - c) / 200)
        print(try cell.outcome(of: "/bin/sh", ["-c", "while :; do :; done"], limits: Limits(cpu: .milliseconds(300))))
        print(try cell.outcome(of: "/bin/sleep", ["10"], limits: Limits(cpu: .milliseconds(100))))
        print(try cell.outcome(of: "/bin/sh", ["-c", "kill -SEGV $$"], limits: Limits(cpu: .milliseconds(100))))
        print(try cell.outcome(of: "/usr/bin/yes", [], limits: Limits()).report)
        print(try cell.outcome(of: "/usr/bin/python3", ["-c", "x=[]\nwhile 1: x.append('a'*100000)"], limits: Limits()).report)
    }
}
