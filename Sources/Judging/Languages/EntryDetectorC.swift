extension EntryDetector {
    /// The calling convention of a C source.
    ///
    /// First that fits: a `main` that reads standard input; one that uses its arguments; a function named like the
    /// sequence, or with a usual name; any other `main`, which prints; the only function of n.
    /// - Parameter sequenceID: the sequence's A-number, where the truth has one.
    /// - Throws: ``EntryError`` when nothing fits or several functions do, with the choices.
    public static func c(
        _ scan: CSourceScan, sequenceID: String?
    ) throws(EntryError) -> CheckReport.EntryDecision {
        if scan.hasMain, scan.readsInput { return decision(.stdin, "main, and standard input is read") }
        if scan.hasMain, scan.usesArguments { return decision(.argv, "main uses its command-line arguments") }
        let fitting = scan.functions.filter { $0.shape != nil }
        let named = fitting.filter { EntryNames.matches($0.name, sequenceID) }
        if let best = named.first, named.count == 1 {
            return decision(entry(best), "function \(best.name), named like the sequence")
        }
        if named.count > 1 { throw ambiguous(named) }
        for name in EntryNames.usual + (scan.hasMain ? [] : EntryNames.weak) {
            if let function = fitting.first(where: { $0.name == name }) {
                return decision(entry(function), "function \(name), a usual name")
            }
        }
        if scan.hasMain { return decision(.terms, "main reads nothing, so it prints the terms") }
        let roots = fitting.filter { !scan.used.contains($0.name) }
        let likely = roots.isEmpty ? fitting : roots
        guard likely.count <= 1 else { throw ambiguous(fitting) }
        guard let only = likely.first else {
            throw EntryError(reason: "the source has neither main nor a function of n that gives an integer")
        }
        let reason =
            fitting.count == 1 ? "the only one of n" : "the only one of n that no other function uses"
        return decision(entry(only), "function \(only.name), \(reason)")
    }

    /// The ways that fit a C source: that of ``c(_:sequenceID:)``, or each of several functions.
    /// - Throws: ``EntryError`` when nothing fits.
    static func ways(c scan: CSourceScan, sequenceID: String?) throws(EntryError) -> EntryWays {
        do throws(EntryError) {
            let only = try c(scan, sequenceID: sequenceID)
            return EntryWays(ways: [EntryWay(entry: only.entry, reason: only.reason, standing: .usual)])
        } catch {
            guard !error.choices.isEmpty else { throw error }
            return EntryWays(
                ways: error.choices.prefix(EntryWays.most).map {
                    EntryWay(entry: $0.entry, reason: $0.reason, standing: .present)
                })
        }
    }

    /// Checks a convention that was named against the source.
    /// - Throws: ``EntryError`` when the language has no such convention, or the source no such function.
    public static func confirm(
        _ entry: Entry, c scan: CSourceScan
    ) throws(EntryError) -> CheckReport.EntryDecision {
        let fitting = scan.functions.filter { $0.shape != nil }
        switch entry {
        case .generator, .list, .upTo, .rows, .table, .predicateFromOne:
            throw EntryError(reason: "C has no \"\(entry)\"", choices: fitting.map(choice))
        case .function(let name), .predicate(let name):
            guard let function = scan.functions.last(where: { $0.name == name }) else {
                throw EntryError(
                    reason: "the source defines no function \(name)", choices: fitting.map(choice))
            }
            guard let shape = function.shape, shape == .value || !entry.isPredicate else {
                throw EntryError(
                    reason:
                        "function \(name) cannot be asked for a(n): it must take n and return an integer, "
                        + "a char *, or set an mpz_t", choices: fitting.map(choice))
            }
        case .stdin, .argv, .terms:
            guard scan.hasMain else {
                throw EntryError(reason: "the source has no main", choices: fitting.map(choice))
            }
        }
        return CheckReport.EntryDecision(entry: entry, isNamed: true, reason: "named by the caller")
    }

    private static func entry(_ function: CSourceScan.Function) -> Entry {
        let isCondition = EntryNames.saysPredicate(function.name) && function.shape == .value
        return isCondition ? .predicate(function.name) : .function(function.name)
    }

    private static func choice(_ function: CSourceScan.Function) -> CheckReport.EntryDecision {
        let parameters = function.parameters.joined(separator: ", ")
        return decision(
            entry(function), "line \(function.line): \(function.returnType) \(function.name)(\(parameters))")
    }

    private static func ambiguous(_ functions: [CSourceScan.Function]) -> EntryError {
        EntryError(reason: "several functions could be meant", choices: functions.map(choice))
    }

    private static func decision(_ entry: Entry, _ reason: String) -> CheckReport.EntryDecision {
        CheckReport.EntryDecision(entry: entry, isNamed: false, reason: reason)
    }
}
