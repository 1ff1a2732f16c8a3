/// Finds the terms that stand in a source as in a table: one after another, or each beside its index.
///
/// Three arrangements are seen: literals that follow each other (a list, a string of numbers), every other literal
/// (`case 0: return 1; case 1: return 2`), and pairs of an index and its term in any order (a dictionary).
struct TableSearch {
    /// A table has so many terms and bits, at the least: shorter ones come about by chance, or are the start of a recurrence.
    static let fewestTerms = 5
    static let fewestBits = 20
    /// The bits of a table that a long number was taken apart for. Many ways are tried, so that more comes about by chance.
    static let fewestPackedBits = 48
    /// The work is bounded: so many matches of a literal with a term are followed.
    static let mostSteps = 500_000

    let terms: KnownTerms
    /// For each term whether it stands in a table.
    private(set) var isListed: [Bool]
    /// For each literal of the last search whether it belongs to a table.
    private(set) var isPartOfTable: [Bool] = []
    /// The longest table found, however short, in terms.
    private(set) var longest = 0
    private var steps = 0
    private var isPacked = false
    private var plain: Runs
    private var alternate: Runs
    private var pairs = Pairs(count: 0)

    /// The runs of one stride that end at each term. Literals that no stride connects do not disturb each other: a label
    /// between two terms may be a term, too.
    private struct Runs {
        let stride: Int
        private var length: [Int]
        /// The literal that the run ended with.
        private var end: [Int]

        init(stride: Int, count: Int) {
            self.stride = stride
            length = Array(repeating: 0, count: stride * count)
            end = Array(repeating: -9, count: stride * count)
        }

        /// Notes that literal number `literal` is the term at `position`; the length of the run so far.
        mutating func extend(_ literal: Int, _ position: Int) -> Int {
            let place = position * stride + literal % stride
            let continues = position > 0 && end[place - stride] == literal - stride
            let new = continues ? length[place - stride] + 1 : 1
            (length[place], end[place]) = (new, literal)
            return new
        }
    }

    init(_ terms: KnownTerms) {
        self.terms = terms
        isListed = Array(repeating: false, count: terms.count)
        plain = Runs(stride: 1, count: terms.count)
        alternate = Runs(stride: 2, count: terms.count)
    }

    /// How many terms stand in tables.
    var listed: Int { isListed.count { $0 } }

    /// The information in them.
    var listedBits: Int {
        isListed.indices.reduce(0) { $0 + (isListed[$1] ? terms.bits($1..<$1 + 1) : 0) }
    }

    /// How many terms, from the first one on, stand in tables without a gap.
    var listedPrefix: Int { isListed.firstIndex(of: false) ?? isListed.count }

    /// Looks for tables among literals in their order.
    mutating func search(_ literals: [UInt64]) {
        isPacked = false
        look(literals)
    }

    /// Looks for a table among values that were taken out of one number or string. Whether there is one.
    mutating func search(packed values: [UInt64]) -> Bool {
        let kept = isPartOfTable
        defer { isPartOfTable = kept }
        isPacked = true
        look(values)
        return isPartOfTable.contains(true)
    }

    /// Whether so many values after each other are terms that a search is worth its while.
    func mayHold(_ values: [UInt64]) -> Bool {
        var streak = 0
        for value in values {
            streak = terms.contains(value) ? streak + 1 : 0
            if streak == Self.fewestTerms { return true }
        }
        return false
    }

    private mutating func look(_ literals: [UInt64]) {
        isPartOfTable = Array(repeating: false, count: literals.count)
        plain = Runs(stride: 1, count: terms.count)
        alternate = Runs(stride: 2, count: terms.count)
        pairs = Pairs(count: terms.count)
        for (number, literal) in literals.enumerated() {
            for position in terms.positions(of: literal) {
                steps += 1
                if steps > Self.mostSteps { return }
                note(plain.extend(number, position), stride: 1, number, position)
                guard !isPacked else { continue }
                note(alternate.extend(number, position), stride: 2, number, position)
                if number > 0, literals[number - 1] == terms.indices[position] {
                    pair(number, position)
                }
            }
        }
    }

    private mutating func note(_ length: Int, stride: Int, _ literal: Int, _ position: Int) {
        if !isPacked { longest = max(longest, length) }
        let least = isPacked ? Self.fewestPackedBits : Self.fewestBits
        guard length >= Self.fewestTerms, terms.bits(position + 1 - length..<position + 1) >= least else {
            return
        }
        longest = max(longest, length)
        for step in 0..<length {
            // What was noted when the run was shorter need not be noted again.
            if step > 0, isListed[position - step], isPartOfTable[literal - step * stride] { break }
            isListed[position - step] = true
            for filler in 0..<stride where literal - step * stride >= filler {
                isPartOfTable[literal - step * stride - filler] = true
            }
        }
    }

    /// Pairs that follow each other, each index once.
    private struct Pairs {
        /// The second literal of the last pair.
        var end = -9
        var count = 0
        var bits = 0
        /// What is not noted yet, because there are too few.
        var waiting: [(literal: Int, position: Int)] = []
        /// The number of the chain in which a position was met last.
        var chain: [Int]
        var chains = 0

        init(count: Int) { chain = Array(repeating: 0, count: count) }
    }

    private mutating func pair(_ literal: Int, _ position: Int) {
        if pairs.end != literal - 2 {
            (pairs.count, pairs.bits, pairs.waiting) = (0, 0, [])
            pairs.chains += 1
        }
        pairs.end = literal
        if pairs.chain[position] != pairs.chains {
            pairs.chain[position] = pairs.chains
            pairs.count += 1
            pairs.bits += terms.bits(position..<position + 1)
        }
        longest = max(longest, pairs.count)
        pairs.waiting.append((literal, position))
        guard pairs.count >= Self.fewestTerms, pairs.bits >= Self.fewestBits else { return }
        for (literal, position) in pairs.waiting {
            isListed[position] = true
            (isPartOfTable[literal], isPartOfTable[literal - 1]) = (true, true)
        }
        pairs.waiting = []
    }
}
