import Judging
import Sandboxing
import Terms

/// Whole checks through the verifier's public call, from the source to the report.
extension Bench {
    /// Rounds of work that takes several runs.
    private var checkRounds: Int { max(5, rounds / 4) }

    func checkPython() async throws -> RowOutcome {
        let python = try tools.python.get()
        let path = try scratch.write(Programs.stdinPython, to: "stdin.py")
        let bare = {
            for n in Programs.cases {
                let answer = "\(Programs.term(n))\n"
                try BareRun.expect(answer, from: python.executable, ["-I", "-S", path], input: "\(n)\n")
            }
        }
        return try await row(.checkPython, rounds: checkRounds, bare: bare) { jail in
            guard let judge = try judge(jail) else {
                let bubblewrap = try tools.bubblewrap.get()
                let folders = Bubblewrap.folders(of: python) + [scratch.path]
                return {
                    for n in Programs.cases {
                        try bubblewrap.expect(
                            "\(Programs.term(n))\n", from: python.executable, ["-I", "-S", path],
                            input: "\(n)\n", showing: folders)
                    }
                }
            }
            return { try await accept(Programs.stdinPython, "python", Programs.cases, judge) }
        }
    }

    /// The bare side compiles anew each time, whether or not the judge may remember the program.
    func checkC(remembering: Bool) async throws -> RowOutcome {
        let compiler = try tools.compiler.get()
        let row = remembering ? RowName.checkCachedC : .checkC
        var unique = Programs.Unique()
        let program = scratch.path + "/stdin"
        let compile = {
            let source = try scratch.write(unique.stdin(), to: "stdin.c")
            _ = try BareRun.output(compiler.executable, ["-O2", "-o", program, source])
        }
        let bare = {
            try compile()
            for n in Programs.cases {
                try BareRun.expect("\(Programs.term(n))\n", from: program, [], input: "\(n)\n")
            }
        }
        return try await self.row(row, rounds: checkRounds, bare: bare) { jail in
            guard let judge = try judge(jail, remembering: remembering) else {
                if remembering { return nil }
                let bubblewrap = try tools.bubblewrap.get()
                return {
                    try compile()
                    for n in Programs.cases {
                        try bubblewrap.expect(
                            "\(Programs.term(n))\n", from: program, [], input: "\(n)\n",
                            showing: [scratch.path])
                    }
                }
            }
            let known = unique.stdin()
            return { try await accept(remembering ? known : unique.stdin(), "c", Programs.cases, judge) }
        }
    }

    func functionPython() async throws -> RowOutcome {
        let python = try tools.python.get()
        let path = try scratch.write(Programs.printingPython, to: "print.py")
        let answer = Programs.printed(Programs.manyTerms)
        let bare = { try BareRun.expect(answer, from: python.executable, ["-I", "-S", path]) }
        return try await row(.functionPython, rounds: checkRounds, bare: bare) { jail in
            guard let judge = try judge(jail) else { return nil }
            return { try await accept(Programs.functionPython, "python", Programs.manyTerms, judge) }
        }
    }

    func functionC() async throws -> RowOutcome {
        let compiler = try tools.compiler.get()
        var unique = Programs.Unique()
        let answer = Programs.printed(Programs.manyTerms)
        let program = scratch.path + "/print"
        let bare = {
            let source = try scratch.write(unique.printing(), to: "print.c")
            _ = try BareRun.output(compiler.executable, ["-O2", "-o", program, source])
            try BareRun.expect(answer, from: program, [])
        }
        return try await row(.functionC, rounds: checkRounds, bare: bare) { jail in
            guard let judge = try judge(jail) else { return nil }
            return { try await accept(unique.function(), "c", Programs.manyTerms, judge) }
        }
    }

    func sympy() async throws -> RowOutcome {
        try tools.requireSympy()
        let python = try tools.python.get()
        let path = try scratch.write(Programs.sympyPython, to: "import_sympy.py")
        let (index, answer) = (Programs.sympyIndex, Programs.sympyAnswer)
        let bare = {
            try BareRun.expect("\(answer)\n", from: python.executable, [path], input: "\(index)\n")
        }
        let profile = try ProfileStore.named("python-math")
        let truth = Truth(
            table: TermTable(offset: index, terms: [try Term(parsing: answer.utf8)], source: "benchmark"))
        let options = CheckOptions(limits: CheckLimits(run: profile.limits))
        return try await row(.sympy, rounds: max(5, rounds / 20), bare: bare) { jail in
            guard let judge = try judge(jail, profile: profile) else { return nil }
            return { try await accept(Programs.sympyPython, "python", truth, judge, options) }
        }
    }

    /// A judge of one job on a rung; nil for bubblewrap.
    private func judge(
        _ jail: JailName, remembering: Bool = false, profile: Profile? = nil
    ) throws -> Judge? {
        guard let rung = Self.rung(jail) else { return nil }
        var configuration = JudgeConfiguration()
        configuration.exactRung = rung
        configuration.jobs = 1
        configuration.profile = profile
        if remembering {
            configuration.compileCache = CompileCacheConfiguration(folder: scratch.path + "/compiled")
        }
        return try Judge(configuration: configuration)
    }

    private func accept(
        _ source: String, _ language: String, _ indices: Range<Int>, _ judge: Judge
    ) async throws {
        let terms = indices.map { Term(Programs.term($0)) }
        let table = TermTable(offset: indices.lowerBound, terms: terms, source: "benchmark")
        try await accept(source, language, Truth(table: table), judge, CheckOptions())
    }

    /// One check; throws unless all is right.
    private func accept(
        _ source: String, _ language: String, _ truth: Truth, _ judge: Judge, _ options: CheckOptions
    ) async throws {
        let candidate = Candidate(name: "solution", source: Array(source.utf8), language: language)
        let report = try await judge.check(candidate, against: truth, options: options)
        guard report.verdict == .accepted else {
            throw Failure("a check came to \(report.verdict.rawValue): \(report.explanation)")
        }
    }
}
