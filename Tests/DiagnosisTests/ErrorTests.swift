import Diagnosis
import Terms
import Testing

@Suite struct ErrorTests {
    private func first(
        _ errors: String, outcome: Observation.Outcome = .runTimeError,
        language: Observation.Language = .python,
        explanation: String = "the program exited with code 1"
    ) -> Finding? {
        var observation = Observation(
            outcome: outcome, language: language, convention: outcome == .compileError ? nil : .function,
            truth: Sample.primes(20).enumerated().map { IndexedTerm(index: $0.offset, term: $0.element) },
            offset: 0)
        observation.errors = errors
        observation.explanation = explanation
        observation.answers = observation.truth.prefix(5).map {
            .init(index: $0.index, truth: $0.term, answer: $0.index < 4 ? .integer($0.term) : .stopped)
        }
        return Examination(observation).findings.first
    }

    private static func traceback(_ last: String, code: String = "return f(n)") -> String {
        "Traceback (most recent call last):\n  File \"solution.py\", line 7, in a\n    \(code)\n\(last)\n"
    }

    @Test(arguments: [
        ("ModuleNotFoundError: No module named 'sympy.ntheory'", Finding.Code.missingModule),
        ("NameError: name 'gcd' is not defined", .missingImport),
        ("NameError: name 'foo' is not defined", .undefinedName),
        ("TypeError: a() missing 1 required positional argument: 'k'", .wrongArgumentCount),
        ("TypeError: unsupported operand type(s) for -: 'str' and 'int'", .argumentAsText),
        ("RecursionError: maximum recursion depth exceeded", .recursionLimit),
        ("StopIteration", .generatorExhausted),
        ("EOFError: EOF when reading a line", .missingInput),
        ("ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys…", .digitLimit),
        ("OverflowError: int too large to convert to float", .floatOverflow),
        ("ZeroDivisionError: division by zero", .divisionByZero),
        ("IndexError: list index out of range", .indexOutOfRange),
        ("KeyError: 5", .indexOutOfRange),
        ("PermissionError: [Errno 13] Permission denied: '/x'", .accessRefused),
        ("mymodule.OddError: odd", .uncaughtException), ("AssertionError", .uncaughtException),
    ])
    func `exceptions are named`(last: String, code: Finding.Code) {
        let finding = first(Self.traceback(last))
        #expect(finding?.code == code && finding?.confidence == .certain)
        if ![.missingModule].contains(code) {
            #expect(finding?.evidence.contains(.init("line", .integer(7))) == true)
        }
    }

    @Test func `the module, the statement and the n reached are evidence`() {
        let module = first(Self.traceback("ModuleNotFoundError: No module named 'sympy.ntheory'"))
        #expect(module?.evidence.contains(.init("module", .text("sympy"))) == true)
        let name = first(Self.traceback("NameError: name 'gcd' is not defined"))
        #expect(name?.hint == "add \"from math import gcd\"")
        let deep = first(Self.traceback("RecursionError: maximum recursion depth exceeded"))
        #expect(deep?.evidence.contains(.init("reached_n", .integer(3))) == true)
    }

    @Test(arguments: [
        ("was killed by SIGFPE", Finding.Code.divisionByZero), ("was killed by SIGSEGV", .invalidMemory),
        ("was killed by SIGABRT", .exitsEarly), ("exited with code 3", .exitsEarly),
    ])
    func `signals are named`(ending: String, code: Finding.Code) {
        #expect(first("", language: .c, explanation: "the program \(ending)")?.code == code)
    }

    @Test func `a candidate's words are escaped and cut`() {
        let evil = "\u{1b}[31m\u{202e}" + String(repeating: "x", count: 5_000)
        for last in ["NameError: name '\(evil)' is not defined", "ValueError: \(evil)", "\(evil)Error: y"] {
            guard let finding = first(Self.traceback(last)) else { continue }
            let text = finding.sentence + finding.hint + "\(finding.evidence)"
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7f || $0 == "…" })
            #expect(text.count < 1_200)
        }
    }

    @Test func `sources that do not compile are told apart`() {
        func code(_ errors: String, _ language: Observation.Language = .c) -> Finding.Code? {
            first(errors, outcome: .compileError, language: language, explanation: "no function")?.code
        }
        #expect(
            code("solution.c:1:10: fatal error: primesieve.h: No such file or directory") == .missingModule)
        #expect(code("ld: solution.c:(.text+0x9): undefined reference to `comb'") == .undefinedName)
        #expect(code("solution.c:4:5: error: expected ';' before 'return'") == .syntaxError)
        #expect(code("solution.c:4:5: error: incompatible types") == .doesNotCompile)
        #expect(code("solution.py:3:4: invalid syntax", .python) == .syntaxError)
        #expect(code("", .python) == .noEntry)
    }
}
