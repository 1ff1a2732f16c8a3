import Sandboxing
import Testing

@testable import Judging

@Suite("Modules and names that a source does not bring along")
struct ImportTests {
    private func judge() throws -> Judge { try Judges.on(#require(Judges.rungs.max())) }

    private static let hasSympy: Bool = {
        guard let python = try? PythonToolchain.find().executable else { return false }
        return (try? Child.run(python, [python, "-I", "-c", "import sympy"]).status) == 0
    }()

    private static let choosing = Result { () throws -> Judge in
        var configuration = JudgeConfiguration()
        configuration.jobs = 1
        configuration.choosesProfile = true
        return try Judge(configuration: configuration)
    }

    private static let sympy = "from sympy import factorint\ndef a(n): return n * n + len(factorint(1))"

    @Test("A name that is not imported is told, and supplied on request only")
    func forgiving() async throws {
        let source = "def a(n): return isqrt(n ** 4)"
        let strict = try await judge().judge(source, "python", nil)
        #expect(strict.verdict == .runTimeError)
        #expect(strict.notes == ["the source lacks: from math import isqrt (--forgive-imports supplies it)"])
        let lenient = try await judge().judge(source, "python", nil, options: forgivingOptions)
        #expect(lenient.verdict == .accepted, "\(lenient.diagnostics)")
        #expect(lenient.notes.contains("forgiven, for the source lacks it: from math import isqrt"))
    }

    private var forgivingOptions: CheckOptions {
        var options = CheckOptions()
        options.forgiveImports = true
        return options
    }

    @Test(
        "What is supplied never takes the place of what the source has",
        arguments: [
            "from operator import *\nfrom itertools import *\ndef isqrt(n): return n\ndef a(n): return isqrt(n * n)",
            "def a(n): return gcd(n)\ngcd = lambda n: n * n",
            "from math import sqrt as gcd\ndef a(n): return n * int(gcd(n * n))",
        ])
    func shadowed(_ source: String) async throws {
        let report = try await judge().judge(source, "python", nil, options: forgivingOptions)
        #expect(report.verdict == .accepted, "\(report.diagnostics)")
        #expect(!report.notes.contains { $0.contains("forgiven") })
    }

    @Test("Everything in the table can be imported from where it says")
    func table() throws {
        let python = try PythonToolchain.find().executable
        let standard = ForgivenName.modules.filter { module in
            !["sympy", "gmpy2", "numpy", "mpmath"].contains(module.module)
        }
        let lines = standard.flatMap { module in
            module.names.map { ForgivenName(name: $0, module: module.module).statement }
        }
        #expect(lines.count > 50)
        let result = try Child.run(python, [python, "-I", "-c", lines.joined(separator: "\n")])
        #expect(result.status == 0, "\(result.errors)")
        #expect(ForgivenName.module(of: "prod") == "math")
        #expect(ForgivenName.module(of: "print") == nil)
    }

    @Test("Everything in sympy's part of the table is in sympy", .enabled(if: hasSympy))
    func sympyTable() throws {
        let python = try PythonToolchain.find().executable
        let names = ForgivenName.modules.filter { $0.module == "sympy" }.flatMap(\.names)
        let source = names.map { ForgivenName(name: $0, module: "sympy").statement }.joined(separator: "\n")
        let result = try Child.run(python, [python, "-I", "-c", source])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("Another sequence's program that is not there is an error that names it")
    func otherSequence() async throws {
        let report = try await judge().judge(
            "def a(n): return A000027(n) ** 2", "python", nil, options: forgivingOptions)
        #expect(report.verdict == .runTimeError)
        #expect(report.explanation.contains("name 'A000027' is not defined"))
        #expect(report.notes.contains("the source uses A000027, which is not in it"))
    }

    @Test(
        "Python 2 is told to be that", arguments: ["print 5", "def a(n): return n\nprint a(3)", "exec 'x'"])
    func python2(_ source: String) async throws {
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .compileError)
        #expect(report.explanation.contains("is Python 2, and only Python 3 is run"))
    }

    @Test(
        "A package is not seen under the plain profile, and the note says what to do", .enabled(if: hasSympy))
    func plain() async throws {
        let report = try await judge().judge(Self.sympy, "python", nil)
        #expect(report.verdict == .runTimeError)
        #expect(report.notes.contains { $0.contains("--profile python-math") })
    }

    @Test(
        "A judge that may choose takes the profile with packages for who imports one", .enabled(if: hasSympy))
    func choice() async throws {
        let judge = try Self.choosing.get()
        var options = CheckOptions()
        options.packageLimits = CheckLimits(run: Limits(memory: .mib(1024)))
        let report = try await judge.judge(Self.sympy, "python", nil, options: options)
        #expect(report.verdict == .accepted, "\(report.diagnostics)")
        #expect(report.notes.contains("under the profile python-math: it imports sympy"))
        #expect(report.limits.run.memory == .mib(1024))
        let other = try await judge.judge(
            "import math\ndef a(n): return n * n", "python", nil, options: options)
        #expect(other.verdict == .accepted)
        #expect(other.notes.isEmpty && other.limits.run.memory == Limits().memory)
        let unseen = try await judge.judge(
            "def a(n):\n    __import__('sy' + 'mpy')\n    return n * n", "python", nil, options: options)
        #expect(unseen.verdict == .runTimeError)
    }
}
