import Terms

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
