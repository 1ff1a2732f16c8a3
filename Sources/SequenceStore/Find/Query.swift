import BigInt
import Terms

/// The terms looked for, made ready to be compared with many sequences.
struct Query {
    /// Fewer terms than this are never taken for a match, unless fewer were asked for.
    static let enough = 8

    let terms: [BigInt]
    /// The same, as they are written.
    let texts: [Term]
    let residues: Residues
    /// The differences of neighbours.
    let differences: [UInt64]
    /// The magnitudes of the differences of neighbours.
    let steps: [UInt64]
    /// Whether all terms are equal.
    let isConstant: Bool

    init(_ terms: [Term]) {
        self.terms = terms.map(BigInt.init)
        texts = terms
        residues = Residues(terms)
        differences = residues.differences
        let modulus = BigUInt(Residue.modulus)
        steps = zip(self.terms, self.terms.dropFirst()).map { UInt64(($1 - $0).magnitude % modulus) }
        isConstant = Set(terms).count <= 1
    }

    /// A way of looking into the index, and how many of the values looked up a match has to have.
    struct Lookup {
        var relations: Relations
        var form: Windows.Form
        /// Hashes that each match has, all of them.
        var hashes: [UInt32]
        /// How many terms a match has at least.
        var needed: Int
    }

    /// The ways that the terms are worth looking up in.
    var lookups: [Lookup] {
        var lookups: [Lookup] = []
        func add(_ relations: Relations, _ form: Windows.Form, _ values: [UInt64], extra: Int) {
            guard let (hashes, needed) = Query.hashes(form, values) else { return }
            lookups.append(Lookup(relations: relations, form: form, hashes: hashes, needed: needed + extra))
        }
        add(.ratios, .ratios, residues.magnitudes, extra: 0)
        if lookups.isEmpty {
            var hash: UInt32 = 0
            Windows.beginnings(residues.magnitudes) { hash = $0 }
            let needed = min(terms.count, Windows.longestBeginning)
            lookups.append(Lookup(relations: .ratios, form: .beginnings, hashes: [hash], needed: needed))
        }
        add(.added, .differences, differences, extra: 1)
        add(.partialSums, .ratios, steps, extra: 1)
        add(.differences, .differences, residues.signed, extra: 0)
        return lookups
    }

    /// The hashes of the stretches among the first values. Those are in every match, for it has at least `enough` of them,
    /// or the first stretch; what comes later may be beyond the end of what is known of a sequence.
    private static func hashes(_ form: Windows.Form, _ values: [UInt64]) -> (hashes: [UInt32], needed: Int)? {
        let first = values.withUnsafeBufferPointer { values in
            values.indices.lazy.compactMap { Windows.end(values, from: $0) }.first
        }
        guard let first else { return nil }
        let needed = max(min(values.count, enough), first)
        let head = Array(values.prefix(needed))
        var hashes: [UInt32] = []
        if form == .ratios {
            Windows.ratios(head) { hashes.append($0) }
        } else {
            Windows.differences(head) { hashes.append($0) }
        }
        return (hashes, needed)
    }
}

/// Ways in which terms come of a sequence's, as a set.
struct Relations: OptionSet {
    let rawValue: Int

    /// Equal, negated, magnitudes only, or multiplied by a constant.
    static let ratios = Relations(rawValue: 1)
    static let added = Relations(rawValue: 2)
    static let partialSums = Relations(rawValue: 4)
    static let differences = Relations(rawValue: 8)
    static let all: Relations = [.ratios, .added, .partialSums, .differences]
}

extension BigInt {
    /// The value of a term.
    init(_ term: Term) {
        if let value = term.intValue {
            self.init(value)
        } else {
            // A term is an integer in decimal, whatever else it is.
            self = BigInt(term.description) ?? 0
        }
    }
}
