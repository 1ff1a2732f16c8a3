import Terms

/// The terms that are looked for in a source: the first of the required ones, as ``Magnitude``s.
struct KnownTerms {
    /// At most so many terms are looked for, of at most ``mostDigits`` digits together: to bound the work.
    static let most = 500
    static let mostDigits = 20_000

    private(set) var magnitudes: [UInt64] = []
    /// The size of the index of each.
    private(set) var indices: [UInt64] = []
    /// The bits of all terms before each, and of all at the end.
    private(set) var bitsBefore: [Int] = [0]
    /// The last position of each magnitude, and of each position the one before it with the same magnitude; -1: none.
    private var last: [UInt64: Int] = [:]
    private var previous: [Int] = []

    init(_ entries: [IndexedTerm]) {
        var digits = 0
        for entry in entries.prefix(Self.most) {
            digits += entry.term.digitCount
            if digits > Self.mostDigits { break }
            let magnitude = Magnitude.of(decimal: entry.term.description.utf8)
            previous.append(last.updateValue(magnitudes.count, forKey: magnitude) ?? -1)
            magnitudes.append(magnitude)
            indices.append(UInt64(entry.index.magnitude))
            bitsBefore.append((bitsBefore.last ?? 0) + Self.bits(of: entry.term))
        }
    }

    var count: Int { magnitudes.count }

    /// The positions of a magnitude, the highest first.
    func positions(of magnitude: UInt64) -> Positions {
        Positions(upcoming: last[magnitude] ?? -1, previous: previous)
    }

    struct Positions: Sequence, IteratorProtocol {
        fileprivate var upcoming: Int
        fileprivate let previous: [Int]

        mutating func next() -> Int? {
            guard upcoming >= 0 else { return nil }
            defer { upcoming = previous[upcoming] }
            return upcoming
        }
    }

    func contains(_ magnitude: UInt64) -> Bool { last[magnitude] != nil }

    func bits(_ range: Range<Int>) -> Int { bitsBefore[range.upperBound] - bitsBefore[range.lowerBound] }

    /// The information in a term: the binary digits of its magnitude, and one more. Of a huge one by its decimal digits.
    static func bits(of term: Term) -> Int {
        if let value = term.intValue { return Int.bitWidth - value.magnitude.leadingZeroBitCount + 1 }
        return term.digitCount * 3_322 / 1_000 + 1
    }

    /// Magnitudes below this say nothing where they stand alone: as digits, bounds, steps and coefficients they are in
    /// every program, whatever it computes.
    static let trivial: UInt64 = 10

    /// The magnitudes of the terms that are not trivial, each once.
    var telling: [UInt64] { last.keys.filter { $0 >= Self.trivial } }
}
