import ArgumentParser
import Foundation
import Judging
import Sandboxing
import Testing

@testable import SeqJudgeCommands

@Suite struct ReadingTests {
    private static let block = """
        %o A000290 (Python)
        %o A000290 def a(n): return n*n + (n > 5)
        %o A000290 (PARI) a(n)=n^2
        %o A000290 (C) long a(long n) { return n*n*n; }
        %o A000290 (Python)
        %o A000290 def a(n):
        %o A000290 ..return n*n
        """

    private func candidates(
        _ arguments: [String], _ text: String, name: String = "block.txt"
    ) throws -> ReadingOptions.Candidates {
        let options = try ReadingOptions.parse(arguments)
        return try Samples.withFolder([name: text]) { folder in
            try options.candidates(path: "\(folder)/\(name)", limit: .kib(256))
        }
    }

    @Test func `the programs of a block are told from its beginning, the Python ones first`() throws {
        let found = try candidates([], Self.block)
        #expect(found.programs.map(\.language) == ["python", "python"])
        #expect(found.places == ["program 1 of 2, line 2", "program 2 of 2, line 6"])
        #expect(try candidates(["--language", "c"], Self.block).programs.map(\.language) == ["c"])
        #expect(try candidates(["--program", "2"], Self.block).places == ["program 2 of 2, line 6"])
        #expect(try candidates(["--from-block"], "x\n(Python)\nprint(1)\n").programs.count == 1)
    }

    @Test func `a plain program is left as it is`() throws {
        let found = try candidates([], "# (Python)\nprint(1)\n", name: "x.py")
        #expect(found.places.isEmpty)
        #expect(found.programs.map(\.source) == [Array("# (Python)\nprint(1)\n".utf8)])
    }

    @Test(arguments: [
        (["--program", "3"], Self.block, CommandStatus.usage), (["--program", "1"], "print(1)\n", .usage),
        ([], "print(1)\n", .usage), ([], "(Python)\n", .badInput),
        (["--language", "c"], "(Python)\nprint(1)\n", .badInput),
    ])
    func `what is no such block is told`(arguments: [String], text: String, status: CommandStatus) throws {
        let error = try #require(throws: CommandFailure.self) { try candidates(arguments, text) }
        #expect(error.status == status)
    }

    private func check(_ text: String, _ arguments: [String], name: String = "block.txt") throws
        -> ChildProcess.Result
    {
        try Samples.withFolder([name: text]) { folder in
            try ChildProcess.run(
                try ChildProcess.seqjudge,
                ["check", "\(folder)/\(name)", "--terms", "0,1,4,9,16,25,36,49,64", "--no-cache"] + arguments)
        }
    }

    @Test func `a block is judged program by program, and the report tells which`() throws {
        let result = try check(Self.block, ["--explain-entry"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("of a block: program 2 of 2, line 6"))
        #expect(
            result.output.contains(
                "1. function a  AC, 9 terms right  (function a, of one argument, a usual name)"))
        let first = try check(Self.block, ["--program", "1"])
        #expect(first.status == 1 && first.output.contains("a(6) is wrong"), "\(first.output)")
        #expect(try check(Self.block, ["--language", "c"]).status == 1)
    }

    @Test func `errors have the lines of the file`() throws {
        let text = "%I A000290\n%o A000290 (Python)\n%o A000290 def a(n):\n%o A000290 ..return 1 // 0\n"
        let result = try check(text, [])
        #expect(result.status == 1)
        #expect(result.output.contains("line 4"), "\(result.output)")
        let syntax = try check("%o A000290 (Python)\n%o A000290 print 5\n", [])
        #expect(syntax.output.contains("line 2 is Python 2"), "\(syntax.output)")
    }

    @Test func `keywords on the command line let a table be tried`() throws {
        let text = "def T(n, k): return (n*(n+1)//2 + k)**2\n"
        #expect(try check(text, [], name: "t.py").status == 1)
        let table = try check(text, ["--keywords", "nonn,tabl"], name: "t.py")
        #expect(table.status == 0, "\(table.output)")
        #expect(table.output.contains("triangle T"))
    }

    @Test func `missing imports are supplied on request, by option and by member`() throws {
        let text = "def a(n): return isqrt(n**4)\n"
        #expect(try check(text, [], name: "i.py").status == 1)
        #expect(try check(text, ["--forgive-imports"], name: "i.py").status == 0)
        let line = #"{"language": "python", "source": "def a(n): return isqrt(n**4)", "terms": [0, 1, 4, 9]"#
        let lines = [line + "}", line + #", "forgive_imports": true}"#].joined(separator: "\n")
        let result = try ChildProcess.run(
            try ChildProcess.seqjudge, ["batch", "--quiet", "--ordered", "--jobs", "1"], input: lines)
        let verdicts = result.output.split(separator: "\n").map { $0.contains(#""verdict":"AC""#) }
        #expect(verdicts == [false, true], "\(result.output)\(result.errors)")
    }

    @Test func `a profile may be chosen by what is imported`() throws {
        let choice = try ProfileChoice(named: "auto")
        #expect(choice.profile == nil && choice.packages?.name == "python-math")
        let options = choice.options(LimitSettings(cpu: .seconds(3)))
        #expect(options.limits.run.memory == .mib(256) && options.packageLimits?.run.memory == .mib(1024))
        #expect(options.packageLimits?.run.cpu == .seconds(3))
        #expect(try ProfileChoice(named: "python").packages == nil)
        #expect(throws: CommandFailure.self) { try ProfileChoice(named: "automatic") }
        let result = try check("def a(n): return n*n\n", ["--profile", "auto"], name: "p.py")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }

    @Test func `two possible functions in a batch have an ordinary verdict`() throws {
        let line =
            #"{"language": "python", "source": "def p(n): return 2*n\ndef q(n): return n + 7", "terms": [0, 1, 4]}"#
        let result = try ChildProcess.run(
            try ChildProcess.seqjudge, ["batch", "--quiet", "--jobs", "1"], input: line)
        #expect(result.output.contains(#""verdict":"WA""#), "\(result.output)\(result.errors)")
        #expect(result.output.contains("asked in 2 ways"))
    }
}
