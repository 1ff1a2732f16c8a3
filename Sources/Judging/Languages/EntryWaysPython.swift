internal import Terms

extension EntryDetector {
    /// The ways that fit a Python source, the likeliest first; the first is that of ``python(_:sequenceID:)`` where
    /// that finds one.
    /// - Throws: ``EntryError`` when nothing fits.
    static func ways(
        python analysis: PythonAnalysis, table: TermTable
    ) throws(EntryError) -> EntryWays {
        var finder = PythonWays(
            entries: PythonEntries(analysis: analysis, sequenceID: table.id), table: table)
        return try finder.find()
    }
}

/// Gathers the ways that fit a Python source.
private struct PythonWays {
    let entries: PythonEntries
    let isTable: Bool
    let hasRows: Bool
    let offset: Int
    private var found: [EntryWay] = []
    private var known: Set<Entry> = []

    private typealias Function = PythonAnalysis.Function

    init(entries: PythonEntries, table: TermTable) {
        self.entries = entries
        isTable = table.keywords.contains("tabl")
        hasRows = isTable || table.keywords.contains("tabf")
        offset = table.offset
    }

    private var analysis: PythonAnalysis { entries.analysis }

    mutating func find() throws(EntryError) -> EntryWays {
        // In the order of what speaks for a way; each function brings its other readings with it.
        var nothing: EntryError?
        do throws(EntryError) {
            let first = try entries.decide()
            if first.entry.symbol == nil {
                add(first.entry, first.reason, .main)
            } else {
                add(symbol: first.entry.symbol, likeliest: first)
            }
        } catch {
            nothing = error
        }
        addNamed()
        addMain()
        for function in analysis.functions
        where !function.traits.isDisjoint(with: [.isShown, .isCondition]) { add(function) }
        if analysis.facts.isDisjoint(with: [.prints, .endsInExpression]) || found.isEmpty {
            addPresent(nothing?.choices ?? [])
        }
        if found.isEmpty, let nothing { throw nothing }
        return EntryWays(
            ways: found, shown: names(with: .isShown), helpers: names(with: .isHelper),
            truths: names(with: .returnsTruth))
    }

    private func names(with trait: PythonAnalysis.Trait) -> Set<String> {
        Set(analysis.functions.lazy.filter { $0.traits.contains(trait) }.map(\.name))
    }

    /// Whatever is named like the sequence, functions of n first, and then what has a usual name.
    private mutating func addNamed() {
        let functions = analysis.functions.filter { EntryNames.matches($0.name, entries.sequenceID) }
        for function in functions.sorted(by: { rank($0) < rank($1) }) { add(function) }
        for variable in analysis.variables where EntryNames.matches(variable.name, entries.sequenceID) {
            if let entry = entries.entry(of: variable) { add(entry, entries.words(entry), .claim) }
        }
        for name in EntryNames.usual {
            if let function = analysis.functions.first(where: { $0.name == name }) { add(function) }
        }
    }

    private func rank(_ function: Function) -> Int { entries.entry(of: function).map(entries.rank) ?? 9 }

    /// What the program does when it is run.
    private mutating func addMain() {
        let facts = analysis.facts
        if facts.isSuperset(of: [.readsInput, .prints]) {
            add(.stdin, "it reads standard input and prints", .main)
        }
        if facts.isSuperset(of: [.usesArguments, .prints]) {
            add(.argv, "it uses its command-line argument and prints", .main)
        }
        if facts.contains(.prints) {
            add(.terms, "it prints", .main)
        } else if facts.contains(.endsInExpression) {
            add(.terms, "its last expression is shown as at a prompt", .main)
        }
    }

    /// Where nothing is printed: functions that no other uses, and if there are none, all functions and lists.
    private mutating func addPresent(_ choices: [CheckReport.EntryDecision]) {
        let functions = analysis.functions
        let roots = functions.filter { !$0.traits.contains(.isHelper) }
        addEach(of: roots)
        if found.isEmpty { addEach(of: functions) }
        guard found.isEmpty else { return }
        for choice in choices { add(choice.entry, choice.reason, .present) }
    }

    /// All readings of functions. That another function is meant is likelier than an odd reading of the first one.
    private mutating func addEach(of functions: [Function]) {
        for function in functions.prefix(EntryWays.most) {
            guard let entry = readings(of: function).first else { continue }
            add(entry, entries.words(entry), standing(of: function))
        }
        for function in functions.prefix(EntryWays.most) { add(function) }
    }

    /// The function or variable that was decided for, by that reading first.
    private mutating func add(symbol: String?, likeliest: CheckReport.EntryDecision) {
        let function = analysis.functions.first { $0.name == symbol }
        let standing = function.map(standing) ?? .claim
        add(likeliest.entry, likeliest.reason, standing)
        if let function { add(function) }
    }

    private mutating func add(_ function: Function) {
        let standing = standing(of: function)
        for entry in readings(of: function) { add(entry, entries.words(entry), standing) }
    }

    private mutating func add(_ entry: Entry, _ reason: String, _ standing: EntryWay.Standing) {
        guard found.count < EntryWays.most, known.insert(entry).inserted else { return }
        found.append(EntryWay(entry: entry, reason: reason, standing: standing))
    }

    private func standing(of function: Function) -> EntryWay.Standing {
        if EntryNames.matches(function.name, entries.sequenceID) { return .claim }
        if EntryNames.usual.contains(function.name) { return .usual }
        return function.traits.isDisjoint(with: [.isShown, .isCondition]) ? .present : .shown
    }

    /// All readings of a function, the likeliest first.
    private func readings(of function: Function) -> [Entry] {
        let name = function.name
        var readings: [Entry] = function.traits.contains(.isCondition) ? [.predicate(name)] : []
        if let likeliest = entries.entry(of: function) { readings.append(likeliest) }
        switch readings.first {
        case .function?:
            if function.traits.contains(.returnsTruth) {
                readings += [.predicate(name), .predicateFromOne(name)]
            }
            if function.accepts(0) { readings.append(.generator(name)) }
            readings += [.list(name), .upTo(name)] + (hasRows ? [.rows(name)] : [])
        case .list?, .upTo?:
            readings += [.list(name), .upTo(name)] + (hasRows ? [.rows(name)] : [])
        case .generator? where function.accepts(1): readings += [.list(name), .upTo(name)]
        case .predicate?:
            readings.append(.predicateFromOne(name))
        default: break
        }
        if isTable, function.accepts(2) {
            let orders: [Entry.TableOrder] =
                offset >= 1
                ? [.triangle, .triangleFromZero, .antidiagonalsDown, .antidiagonalsUp]
                : [.triangle, .antidiagonalsDown, .antidiagonalsUp]
            readings += orders.map { .table(name, $0) }
        }
        return readings
    }
}
