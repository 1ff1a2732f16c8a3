/// A way in which a candidate might be asked for terms, and what speaks for it.
struct EntryWay: Sendable, Hashable {
    var entry: Entry
    var reason: String
    var standing: Standing

    /// What speaks for a way; it decides what may be tried after what.
    enum Standing: Sendable, Hashable {
        /// The caller named it.
        case named
        /// It is named like the sequence: what it gives is what the source says the terms are.
        case claim
        /// It has a name that solutions usually have, such as `a`.
        case usual
        /// It is what the program does when it is run.
        case main
        /// What the program prints comes from it, as it is.
        case shown
        /// Nothing but that it is there.
        case present
    }
}

/// What came of trying a way, as far as the next one depends on it.
struct WayOutcome {
    var way: EntryWay
    var verdict: Verdict
    /// How many terms were right.
    var passed: Int
    /// Whether it gave an integer that is not the term.
    var isContradicted: Bool
    /// Whether it gave something that is no integer.
    var isNoInteger: Bool

    init(_ way: EntryWay, _ report: CheckReport) {
        self.way = way
        verdict = report.verdict
        passed = report.tally.passed
        isContradicted = report.cases.contains { if case .wrong = $0.outcome { true } else { false } }
        isNoInteger = report.cases.contains { if case .malformed = $0.outcome { true } else { false } }
    }
}

/// The ways that fit a source, the likeliest first, and the rule which of them may be tried.
struct EntryWays: Sendable {
    /// At least one.
    var ways: [EntryWay]
    /// Functions whose values the program prints.
    var shown: Set<String>
    /// Functions that another one uses.
    var helpers: Set<String>
    /// Functions of which each value returned is a truth value.
    var truths: Set<String>

    /// Ways found in a source.
    init(
        ways: [EntryWay], shown: Set<String> = [], helpers: Set<String> = [], truths: Set<String> = []
    ) {
        (self.ways, self.shown, self.helpers, self.truths) = (ways, shown, helpers, truths)
    }

    /// The one way that the caller named.
    init(named decision: CheckReport.EntryDecision) {
        self.init(ways: [EntryWay(entry: decision.entry, reason: decision.reason, standing: .named)])
    }

    /// The most ways that are considered for one source.
    static let most = 24

    /// Whether the first way gets all of the CPU time: there is no other, or the source is clear.
    var isClear: Bool {
        guard ways.count > 1, let first = ways.first else { return true }
        return [.named, .claim, .usual].contains(first.standing)
    }

    /// The fewest terms by which a reading can be told from luck.
    static let leastTerms = 6

    /// Why a way must not be tried after these, with so many required terms; nil when it may be.
    ///
    /// A source that says of a function that it gives a(n), and whose function gives another integer, is wrong; what
    /// it prints could be right only with another index, and no shift of indices is forgiven.
    func obstacle(to way: EntryWay, after outcomes: [WayOutcome], terms: Int) -> String? {
        for outcome in outcomes {
            if let denial = denial(of: way, by: outcome) { return denial }
        }
        guard !outcomes.isEmpty, terms < Self.leastTerms else { return nil }
        switch way.entry {
        case .stdin, .argv, .terms, .function: return nil
        default: return "\(terms) terms might fit it by luck"
        }
    }

    private func denial(of way: EntryWay, by outcome: WayOutcome) -> String? {
        let tried = outcome.way
        if let symbol = tried.entry.symbol, symbol == way.entry.symbol {
            return denial(of: way.entry, ofSame: symbol, by: outcome)
        }
        guard outcome.isContradicted else { return nil }
        switch (tried.standing, tried.entry) {
        case (.claim, .function), (.claim, .generator):
            return "\(tried.entry) is named like the sequence and gave a wrong integer"
        case (.usual, .function):
            // A helper may have a usual name: then the program prints something else, or another function uses it.
            let symbol = tried.entry.symbol ?? ""
            if !shown.contains(symbol) {
                let prints = ways.contains { $0.standing == .main }
                if prints, [.main, .shown].contains(way.standing) { return nil }
                if !prints, helpers.contains(symbol) { return nil }
            }
            return "\(tried.entry) has the name of a solution and gave a wrong integer"
        case (.main, _):
            // To leave out a 0 that the program itself prints would make a wrong program right.
            if case .predicateFromOne = way.entry { return "the program itself prints a wrong integer" }
            return nil
        // What a list of n terms is meant to be is less clear than what a(n) is: it may be a row.
        default: return nil
        }
    }

    /// Of one function, another reading may follow where the first one did not apply.
    private func denial(of entry: Entry, ofSame symbol: String, by outcome: WayOutcome) -> String? {
        let gaveIntegers = outcome.isContradicted || outcome.passed > 0
        switch (outcome.way.entry, entry) {
        case (.function, .predicate), (.function, .predicateFromOne):
            return truths.contains(symbol) ? nil : "it gives an integer for each n"
        case (.function, .table): return "it can be called with n alone"
        case (.function, _):
            if gaveIntegers { return "it gives an integer for each n" }
            return outcome.isNoInteger ? nil : "it gave no list when it was asked for a(n)"
        case (.list, .upTo), (.upTo, .list), (.generator, .list), (.generator, .upTo):
            return outcome.isContradicted ? "its first terms are wrong" : nil
        case (.predicate, .predicateFromOne):
            // More than a 0 too many cannot be mended by this.
            return outcome.passed > 0 ? "it is wrong beyond 0" : nil
        default: return nil
        }
    }
}
