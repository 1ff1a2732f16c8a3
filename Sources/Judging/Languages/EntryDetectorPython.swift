/// Decides, from a source's shape alone, how a candidate is asked for terms.
public enum EntryDetector {
    /// The calling convention of a Python source.
    ///
    /// First that fits: it reads standard input and prints; something named like the sequence; a function with a
    /// usual name; it reads its argument and prints; it prints; a function named as a list or as the condition;
    /// whatever single function or list there is; a last bare expression.
    /// - Parameter sequenceID: the sequence's A-number, where the truth has one.
    /// - Throws: ``EntryError`` when nothing fits or several things do, with the choices.
    public static func python(
        _ analysis: PythonAnalysis, sequenceID: String?
    ) throws(EntryError) -> CheckReport.EntryDecision {
        try PythonEntries(analysis: analysis, sequenceID: sequenceID).decide()
    }

    /// Checks a convention that was named against the source.
    /// - Throws: ``EntryError`` when the function or variable does not exist, with what does.
    public static func confirm(
        _ entry: Entry, python analysis: PythonAnalysis
    ) throws(EntryError) -> CheckReport.EntryDecision {
        // A name that is imported or assigned in a way that is not described may exist all the same, hence no
        // error unless there is something else to offer.
        let names = analysis.functions.map(\.name) + analysis.variables.map(\.name)
        if let symbol = entry.symbol, !names.contains(symbol), !names.isEmpty {
            let choices = PythonEntries(analysis: analysis, sequenceID: nil).everything()
            if !choices.isEmpty {
                throw EntryError(
                    reason: "the source defines no \(symbol) at its top level", choices: choices)
            }
        }
        return CheckReport.EntryDecision(entry: entry, isNamed: true, reason: "named by the caller")
    }
}

/// The calling conventions that fit a Python source.
struct PythonEntries {
    typealias Decision = CheckReport.EntryDecision

    let analysis: PythonAnalysis
    let sequenceID: String?
    let variableNames: Set<String>

    init(analysis: PythonAnalysis, sequenceID: String?) {
        self.analysis = analysis
        self.sequenceID = sequenceID
        variableNames = Set(analysis.variables.map(\.name))
    }

    func decide() throws(EntryError) -> Decision {
        let facts = analysis.facts
        if facts.isSuperset(of: [.readsInput, .prints]) {
            return decision(.stdin, "it reads standard input and prints")
        }
        if let named = try namedLikeSequence() ?? usuallyNamed(EntryNames.usual) { return named }
        if facts.isSuperset(of: [.usesArguments, .prints]) {
            return decision(.argv, "it uses its command-line argument and prints")
        }
        if facts.contains(.prints) {
            return decision(
                .terms,
                facts.contains(.printsForEver)
                    ? "it prints for ever" : "it prints, and no function has the sequence's or a usual name")
        }
        if facts.contains(.readsInput), analysis.functions.isEmpty {
            return decision(.stdin, "it reads standard input, although it prints nothing")
        }
        if let usual = usuallyNamed(EntryNames.weak) ?? tellinglyNamed() { return usual }
        let expression = decision(.terms, "its last expression is shown as at a prompt")
        // An expression that shows no function's values says more of the terms than a function does.
        let isShown = analysis.functions.contains {
            !$0.traits.isDisjoint(with: [.isShown, .isCondition])
        }
        if facts.contains(.endsInExpression), !isShown { return expression }
        if let only = try onlyOne() { return only }
        if facts.contains(.endsInExpression) { return expression }
        throw EntryError(
            reason: "the source neither prints nor defines a function of n, a generator or a list",
            choices: everything())
    }

    /// Something whose name holds the A-number: a function of n before a list, a generator and a predicate, and
    /// these before a variable.
    private func namedLikeSequence() throws(EntryError) -> Decision? {
        let functions = analysis.functions.filter { EntryNames.matches($0.name, sequenceID) }
        let found =
            functions.compactMap(entry(of:))
            + analysis.variables.filter { EntryNames.matches($0.name, sequenceID) }.compactMap(entry(of:))
        guard let best = found.map(rank).min() else { return nil }
        let likeliest = found.filter { rank($0) == best }
        let plain = likeliest.filter { $0.symbol.map { !$0.utf8.contains(UInt8(ascii: "_")) } ?? false }
        guard let entry = likeliest.count == 1 ? likeliest.first : plain.count == 1 ? plain.first : nil else {
            throw ambiguous(likeliest.map { decision($0, "named like a sequence") })
        }
        return decision(entry, "\(words(entry)), named like the sequence")
    }

    func rank(_ entry: Entry) -> Int {
        let isVariable = entry.symbol.map(variableNames.contains) ?? false
        return switch entry {
        case .function: 0
        case .list, .upTo: isVariable ? 4 : 1
        case .generator: isVariable ? 5 : 2
        default: 3
        }
    }

    private func usuallyNamed(_ names: [String]) -> Decision? {
        for name in names {
            if let function = analysis.functions.first(where: { $0.name == name }),
                let entry = entry(of: function)
            {
                return decision(entry, "\(words(entry)), a usual name")
            }
            if let variable = analysis.variables.first(where: { $0.name == name && $0.kind == .alias }) {
                return decision(.function(variable.name), "\(name) is another name of a function")
            }
        }
        return nil
    }

    private func tellinglyNamed() -> Decision? {
        let functions = analysis.functions
        let lists = functions.filter { EntryNames.saysList($0.name) }.compactMap(entry(of:))
        if lists.count == 1 { return decision(lists[0], "\(words(lists[0])), by its name a list of terms") }
        let conditions = functions.filter { EntryNames.saysPredicateOutright($0.name) }
            .compactMap(entry(of:))
        guard conditions.count == 1 else { return nil }
        return decision(conditions[0], "\(words(conditions[0])), by its name the condition for a term")
    }

    /// The one thing that can be asked: functions that no other uses before those that are used, and variables
    /// only where there is no function.
    private func onlyOne() throws(EntryError) -> Decision? {
        let roots = analysis.functions.filter { !$0.traits.contains(.isHelper) }
        for (pool, reason) in [
            (roots.compactMap(entry(of:)), "that no other function uses"), (everyFunction(), ""),
            (analysis.variables.compactMap(entry(of:)), ""),
        ] where !pool.isEmpty {
            guard pool.count == 1 else { throw ambiguous(everything()) }
            let only = everyFunction().count <= 1
            return decision(pool[0], "\(words(pool[0])), the only one" + (only ? "" : " \(reason)"))
        }
        return nil
    }

    /// Every convention that a function or variable offers.
    func everything() -> [Decision] {
        (everyFunction() + analysis.variables.compactMap(entry(of:))).map { decision($0, words($0)) }
    }

    func everyFunction() -> [Entry] { analysis.functions.compactMap(entry(of:)) }

    /// The convention that fits a function; nil when it cannot be called for terms.
    func entry(of function: PythonAnalysis.Function) -> Entry? {
        let (name, traits) = (function.name, function.traits)
        let isPlain = EntryNames.usual.contains(name) || EntryNames.sequenceID(in: name) != nil
        if traits.contains(.returnsNothing) {
            // Most likely wrong, but what else could be meant?
            let isMeant = isPlain && function.required == 1 && !analysis.facts.contains(.prints)
            return isMeant ? .function(name) : nil
        }
        if traits.contains(.isGenerator), !(function.required == 1 && saysLimit(function)) {
            return function.accepts(0) ? .generator(name) : function.accepts(1) ? .list(name) : nil
        }
        if function.accepts(1), saysLimit(function) { return .upTo(name) }
        if traits.contains(.returnsList) || EntryNames.saysList(name) {
            return function.accepts(1) ? .list(name) : function.accepts(0) ? .generator(name) : nil
        }
        if function.accepts(0), EntryNames.saysGenerator(name) { return .generator(name) }
        guard function.accepts(1) else { return nil }
        if EntryNames.saysPredicate(name) || (traits.contains(.returnsTruth) && !isPlain) {
            return .predicate(name)
        }
        // With no argument it must have is most likely asked for nothing.
        return function.required == 1 || isPlain ? .function(name) : nil
    }

    /// Whether a function gives the terms up to a limit: by its name, or a list or generator by its parameter's.
    private func saysLimit(_ function: PythonAnalysis.Function) -> Bool {
        if EntryNames.saysUpTo(function.name) { return true }
        return function.traits.contains(.takesLimit)
            && !function.traits.isDisjoint(with: [.returnsList, .isGenerator])
    }

    func entry(of variable: PythonAnalysis.Variable) -> Entry? {
        switch variable.kind {
        case .list: .list(variable.name)
        case .generator: .generator(variable.name)
        case .alias: EntryNames.sequenceID(in: variable.name) == nil ? nil : .function(variable.name)
        }
    }

    func words(_ entry: Entry) -> String {
        let name = entry.symbol ?? ""
        let isVariable = variableNames.contains(name)
        return switch entry {
        case .function: "function \(name), of one argument"
        case .generator:
            isVariable ? "variable \(name), a generator" : "function \(name), a generator of terms"
        case .list: isVariable ? "variable \(name), a list" : "function \(name), a list of so many terms"
        case .upTo: "function \(name), a list of the terms up to a limit"
        case .rows: "function \(name), a row of a triangle for each n"
        case .table(_, .triangle): "function \(name), of two arguments, by rows"
        case .table(_, .triangleFromZero): "function \(name), of two arguments, by rows that begin at 0"
        case .table(_, .antidiagonalsDown): "function \(name), of two arguments, by antidiagonals downwards"
        case .table(_, .antidiagonalsUp): "function \(name), of two arguments, by antidiagonals upwards"
        case .predicate: "function \(name), a condition on n"
        case .predicateFromOne: "function \(name), a condition on n from 1 on"
        case .stdin, .argv, .terms: "\(entry)"
        }
    }

    func decision(_ entry: Entry, _ reason: String) -> Decision {
        Decision(entry: entry, isNamed: false, reason: reason)
    }

    private func ambiguous(_ choices: [Decision]) -> EntryError {
        EntryError(reason: "several functions or lists could be meant", choices: choices)
    }
}
