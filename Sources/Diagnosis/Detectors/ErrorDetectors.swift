import Terms

/// What a Python traceback, or a line of standard error, says.
struct ErrorText {
    /// `ValueError`; nil where the last line is no exception's.
    let type: String?
    /// What comes after the type and a colon.
    let message: String
    /// The line of the source, the innermost one.
    let line: Int?
    /// That line's text.
    let code: String

    init(_ errors: String) {
        let lines = errors.split(separator: "\n").suffix(400).map { $0.drop { $0 == " " } }
        let last = lines.last { line in
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            let rest = line.dropFirst(name.count)
            let isKnown =
                name.hasSuffix("Error") || name.hasSuffix("Exception") || name.hasSuffix("Iteration")
                || name == "KeyboardInterrupt" || name == "SystemExit" || name.hasSuffix("Warning")
            return isKnown && (rest.isEmpty || rest.hasPrefix(":"))
        }
        let name = last.map { $0.prefix { $0 != ":" } }
        type = name.map { String($0.split(separator: ".").last ?? $0) }
        message = String(
            (last?.dropFirst(name?.count ?? 0) ?? "").drop { $0 == ":" || $0 == " " }.prefix(300))
        let frame = lines.lastIndex { $0.hasPrefix("File \"solution.py\", line ") }
        line = frame.flatMap { place in
            Int(lines[place].dropFirst("File \"solution.py\", line ".count).prefix { $0.isNumber })
        }
        code = frame.flatMap { $0 + 1 < lines.count ? String(lines[$0 + 1]) : nil } ?? ""
    }

    /// The first text between quotes.
    var quoted: String? {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count >= 3 ? Quoted.text(parts[1]) : nil
    }
}

/// A module that is not there, in Python, or a header, in C.
struct ModuleDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .runTimeError, observation.language == .python else { return [] }
        let error = ErrorText(observation.errors)
        if error.type == "ModuleNotFoundError", let name = error.quoted {
            let top = String(name.prefix { $0 != "." })
            let hint =
                "install \(top) and allow it with --profile python-math, or do without: only the standard library is "
                + "seen by default"
            return [
                one(.missingModule, "the module \(top) is not there", hint, [.init("module", .text(top))])
            ]
        }
        if error.type == "ImportError", let name = error.quoted {
            let sentence = "\(name) cannot be imported: \(Quoted.text(error.message))"
            return [
                one(
                    .missingModule, sentence, "check the name, and the version of Python",
                    [.init("module", .text(name))])
            ]
        }
        if error.type == "NameError" || error.type == "UnboundLocalError", let name = error.quoted {
            return [undefined(name, error)]
        }
        return []
    }

    private func one(
        _ code: Finding.Code, _ sentence: String, _ hint: String, _ evidence: [Finding.Evidence]
    ) -> Found {
        Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)
    }

    private func undefined(_ name: String, _ error: ErrorText) -> Found {
        let evidence =
            [Finding.Evidence("name", .text(name))] + (error.line.map { [.init("line", .integer($0))] } ?? [])
        if error.type == "NameError", let module = Self.homes[name] {
            let statement = module == name ? "import \(name)" : "from \(module) import \(name)"
            return one(
                .missingImport, "\(name) is used and not imported", "add \"\(statement)\"",
                evidence + [.init("statement", .text(statement))])
        }
        return one(
            .undefinedName, "the name \(name) is not defined where it is used",
            "check its spelling and where it is assigned", evidence)
    }

    /// Names that everybody uses, and the modules that they come from.
    static let homes: [String: String] = {
        let groups: [(module: String, names: String)] = [
            ("math", "sqrt isqrt factorial comb perm gcd lcm floor ceil log log2 log10 exp pi prod"),
            ("functools", "reduce lru_cache cache partial cmp_to_key"),
            (
                "itertools",
                "count accumulate combinations permutations product islice takewhile chain cycle repeat"
            ),
            ("collections", "defaultdict Counter deque OrderedDict"), ("fractions", "Fraction"),
            ("decimal", "Decimal getcontext"), ("operator", "mul itemgetter"), ("heapq", "heappush heappop"),
            ("bisect", "bisect_left bisect_right insort"), ("typing", "List Dict Tuple Iterator Generator"),
            ("sympy", "divisors isprime primerange nextprime factorint totient divisor_sigma binomial"),
        ]
        var homes: [String: String] = [:]
        for group in groups {
            homes[group.module] = group.module
            for name in group.names.split(separator: " ") { homes[String(name)] = group.module }
        }
        for module in ["sys", "re", "random", "string", "os", "time", "numpy", "gmpy2", "mpmath"] {
            homes[module] = module
        }
        return homes
    }()
}

/// A source that does not compile, or cannot be asked for terms.
struct CompileErrorDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .compileError else { return [] }
        let text = observation.errors
        func one(
            _ code: Finding.Code, _ sentence: String, _ hint: String, _ evidence: [Finding.Evidence] = []
        )
            -> [Found]
        { [Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)] }

        if let header = between(text, "fatal error: ", ": No such file") {
            return one(
                .missingModule, "the header \(header) is not there", "use the standard headers, or gmp.h",
                [.init("module", .text(header))])
        }
        if let name = between(text, "undefined reference to `", "'")
            ?? between(text, "implicit declaration of function '", "'")
            ?? between(text, "implicit declaration of function \u{2018}", "\u{2019}")
        {
            return one(
                .undefinedName, "the function \(name) is used and not defined",
                "define it, or include its header",
                [.init("name", .text(name))])
        }
        if let name = between(text, "error: '", "' undeclared")
            ?? between(text, "error: \u{2018}", "\u{2019} undeclared")
        {
            return one(
                .undefinedName, "the name \(name) is used and not declared",
                "declare it, or include its header",
                [.init("name", .text(name))])
        }
        let place = text.split(separator: "\n").first {
            $0.contains("error:") || $0.hasPrefix("solution.py:")
        }
        if observation.language == .python, let place {
            return one(
                .syntaxError, "the source is no Python: \(Quoted.text(place))", "mend the line that is named")
        }
        if text.contains("error:") {
            let sentence = "the source does not compile: \(Quoted.text(place ?? ""))"
            return one(
                text.contains("expected") ? .syntaxError : .doesNotCompile, sentence,
                "mend the line that is named")
        }
        if observation.convention == nil, !observation.explanation.contains("larger than") {
            return one(
                .noEntry,
                "there is nothing in the source to ask for terms: \(Quoted.text(observation.explanation))",
                "define a function of n, or print the terms; --entry names which is meant")
        }
        return one(.doesNotCompile, Quoted.text(observation.explanation), "")
    }

    private func between(_ text: String, _ start: String, _ end: String) -> String? {
        guard let from = text.firstRange(of: start) else { return nil }
        let rest = text[from.upperBound...].prefix { $0 != "\n" }
        guard let to = rest.firstRange(of: end) else { return nil }
        return Quoted.text(rest[..<to.lowerBound])
    }
}

/// Uncaught exceptions, fatal signals, and other bad ends.
struct ExceptionDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        if observation.outcome == .securityViolation {
            return [
                one(
                    .accessRefused,
                    "the program tried what the jail forbids: \(Quoted.text(observation.explanation))",
                    "compute the terms without files, network or other processes")
            ]
        }
        guard observation.outcome == .runTimeError else { return [] }
        let error = ErrorText(observation.errors)
        guard observation.language == .python, let type = error.type else { return signal(facts) }
        var evidence: [Finding.Evidence] = [.init("exception", .text(Quoted.text(type)))]
        if let line = error.line { evidence.append(.init("line", .integer(line))) }
        if let first = facts.firstFailure { evidence.append(.init("first_n", .integer(first))) }
        if let special = known(type, error, facts, evidence) { return [special] }
        let place = error.line.map { " in line \($0)" } ?? ""
        return [
            one(
                .uncaughtException, "an exception\(place): \(Quoted.text("\(type): \(error.message)"))",
                "see the last lines of standard error", evidence)
        ]
    }

    private func one(
        _ code: Finding.Code, _ sentence: String, _ hint: String, _ evidence: [Finding.Evidence] = []
    ) -> Found {
        Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)
    }

    private func known(_ type: String, _ error: ErrorText, _ facts: Facts, _ evidence: [Finding.Evidence])
        -> Found?
    {
        let message = error.message
        let first = facts.firstFailure.map { " at n = \($0)" } ?? ""
        switch type {
        case "ModuleNotFoundError", "ImportError", "NameError", "UnboundLocalError": return nil
        case "RecursionError":
            let reached = facts.integers.last(where: { $0.index < facts.firstFailure ?? .max })?.index
            return one(
                .recursionLimit, "Python's limit of nested calls is reached\(first)",
                "use a loop, fill a table from below, or raise sys.setrecursionlimit",
                evidence + (reached.map { [.init("reached_n", .integer($0))] } ?? []))
        case "StopIteration": return exhausted(evidence)
        case "RuntimeError" where message.contains("StopIteration"): return exhausted(evidence)
        case "EOFError": return missingInput(evidence)
        case "ValueError" where message.contains("for integer string conversion"):
            return one(
                .digitLimit, "Python refuses to write or read an integer of so many digits\(first)",
                "call sys.set_int_max_str_digits(0)", evidence)
        case "ValueError" where message.hasPrefix("invalid literal for int() with base 10: ''"):
            return missingInput(evidence)
        case "OverflowError":
            return one(
                .floatOverflow, "a floating-point number is too large\(first): \(Quoted.text(message))",
                "use integers: // for /, math.isqrt for sqrt", evidence)
        case "ZeroDivisionError":
            return one(.divisionByZero, "there is a division by zero\(first)", "treat that n apart", evidence)
        case "IndexError" where error.code.contains("argv"): return missingInput(evidence)
        case "IndexError", "KeyError":
            return one(
                .indexOutOfRange, "there is no such element\(first): \(Quoted.text(message))",
                "check the size of the list, and the first and the last index", evidence)
        case "TypeError": return typeError(message, evidence)
        case "PermissionError", "FileNotFoundError", "OSError", "ConnectionError", "gaierror",
            "BlockingIOError",
            "ChildProcessError", "URLError":
            return one(
                .accessRefused,
                "the program wants what the jail does not give: \(Quoted.text("\(type): \(message)"))",
                "compute the terms without files, network or other processes", evidence)
        case "MemoryError":
            return one(.memoryGrowth, "the memory does not suffice\(first)", "keep less at a time", evidence)
        case "SystemExit":
            return one(.exitsEarly, "the program ends itself\(first)", "return the value instead", evidence)
        default: return nil
        }
    }

    private func exhausted(_ evidence: [Finding.Evidence]) -> Found {
        one(
            .generatorExhausted, "a generator is asked for more than it has (StopIteration)",
            "make it anew for each n, or let it go on for ever", evidence)
    }

    private func missingInput(_ evidence: [Finding.Evidence]) -> Found {
        one(
            .missingInput, "the program wants input that does not come",
            "n comes by the convention that the report names: --entry changes it",
            evidence)
    }

    private func typeError(_ message: String, _ evidence: [Finding.Evidence]) -> Found? {
        if message.contains("positional argument") || message.contains("keyword-only argument") {
            return one(
                .wrongArgumentCount,
                "a function is called with a number of arguments that it does not take: \(Quoted.text(message))",
                "the function that is asked takes n alone: give the others a default", evidence)
        }
        if message.contains("'str'") || message.contains(" str") || message.contains("string") {
            return one(
                .argumentAsText, "text is used as if it were a number: \(Quoted.text(message))",
                "convert it with int()", evidence)
        }
        return nil
    }

    private func signal(_ facts: Facts) -> [Found] {
        let text = facts.observation.explanation
        var evidence: [Finding.Evidence] = []
        if let first = facts.firstFailure { evidence.append(.init("first_n", .integer(first))) }
        let place = facts.firstFailure.map { " at n = \($0)" } ?? ""
        if text.contains("SIGFPE") {
            return [
                one(
                    .divisionByZero, "there is an integer division by zero\(place)", "treat that n apart",
                    evidence)
            ]
        }
        if text.contains("SIGSEGV") || text.contains("SIGBUS") || facts.observation.errors.contains("free()")
        {
            return [
                one(
                    .invalidMemory, "memory is used that is not the program's\(place)",
                    "check pointers and array bounds, and how deep calls are nested", evidence)
            ]
        }
        if text.contains("SIGABRT") || text.contains("exited with code") {
            return [
                one(
                    .exitsEarly, "the program ends itself\(place): \(Quoted.text(text))",
                    "print the term and return 0", evidence)
            ]
        }
        return [one(.uncaughtException, "the program ends badly\(place): \(Quoted.text(text))", "", evidence)]
    }
}
