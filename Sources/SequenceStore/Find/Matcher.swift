import BigInt
import Terms

/// Compares the terms looked for with those of one sequence: by residues to find the place, and then exactly.
struct Matcher {
    /// Where and how the terms were found.
    struct Found {
        var relation: SequenceMatch.Relation
        var position: Int
        var fitting: Int
    }

    private let query: Query
    private let residues: Residues
    private let needed: Int
    private let known: () -> [Term]
    /// Of one sequence no more places than this are compared exactly.
    private static let mostPlaces = 16

    /// - Parameters:
    ///   - residues: those of the sequence.
    ///   - needed: how many terms have to fit.
    ///   - known: the sequence's terms, asked for only where the residues fit.
    init(_ query: Query, in residues: Residues, needed: Int, known: @escaping () -> [Term]) {
        self.query = query
        self.residues = residues
        self.needed = needed
        self.known = known
    }

    /// The best way in which the terms come of the sequence's; nil where they do in none.
    func best(of relations: Relations) -> Found? {
        if relations.contains(.ratios), let found = ratio() { return found }
        if relations.contains(.added), let found = added() { return found }
        if relations.contains(.partialSums), let found = sums() { return found }
        return relations.contains(.differences) ? differences() : nil
    }

    private func length(at position: Int, of count: Int) -> Int { min(query.terms.count, count - position) }

    /// The places where one list has the beginning of another, or all that there is room for.
    private func places(of wanted: [UInt64], in list: [UInt64], needed: Int) -> [Int] {
        guard needed > 0, list.count >= needed, wanted.count >= needed else { return [] }
        var places: [Int] = []
        for position in 0...list.count - needed where list[position] == wanted[0] {
            var length = 1
            let most = min(wanted.count, list.count - position)
            while length < most, list[position + length] == wanted[length] { length += 1 }
            guard length == most else { continue }
            places.append(position)
            if places.count == Matcher.mostPlaces { break }
        }
        return places
    }

    // MARK: Equal but for signs and a factor

    private func ratio() -> Found? {
        let (wanted, list) = (query.residues.magnitudes, residues.magnitudes)
        let needed = min(needed, wanted.count)
        guard needed > 0, list.count >= needed else { return nil }
        // With no term but zeros there is no ratio, and only zeros are equal to them.
        let pivot = wanted.firstIndex { $0 != 0 } ?? 0
        var best: Found?
        var terms: [Term]?
        var compared = 0
        for position in 0...list.count - needed where compared < Matcher.mostPlaces {
            guard pivot < length(at: position, of: list.count),
                Matcher.isMultiple(list, at: position, of: wanted, pivot: pivot)
            else { continue }
            compared += 1
            let all = terms ?? known()
            terms = all
            guard let relation = relation(at: position, all) else { continue }
            let found = Found(
                relation: relation, position: position, fitting: length(at: position, of: list.count))
            if relation == .equal { return found }
            if best.map({ relation.rank < $0.relation.rank }) ?? true { best = found }
        }
        return best
    }

    private static func isMultiple(
        _ list: [UInt64], at position: Int, of wanted: [UInt64], pivot: Int
    ) -> Bool {
        let (mine, its) = (wanted[pivot], list[position + pivot])
        if (mine == 0) != (its == 0) { return false }
        let length = min(wanted.count, list.count - position)
        for step in 0..<length {
            let (left, right) = (wanted[step], list[position + step])
            if (left == 0) != (right == 0) { return false }
            if Residue.multiply(left, its) != Residue.multiply(right, mine) { return false }
        }
        return true
    }

    private func relation(at position: Int, _ all: [Term]) -> SequenceMatch.Relation? {
        let known = all[position...].prefix(query.texts.count)
        // Three ways are told from the digits as they are written, which is quick.
        if zip(query.texts, known).allSatisfy({ $0 == $1 }) { return .equal }
        if zip(query.texts, known).allSatisfy({ $0.magnitude == $1.magnitude }) {
            let isNegated = zip(query.texts, known).allSatisfy { $0.isNegative != $1.isNegative || $0 == 0 }
            return isNegated ? .negated : .magnitudes
        }
        // Any few terms are a multiple of some others, and a constant is one of every other.
        guard needed >= Windows.shortest, !query.isConstant else { return nil }
        let pairs = zip(query.terms, known.map(BigInt.init))
        guard let pivot = pairs.first(where: { $0 != 0 && $1 != 0 }),
            pairs.allSatisfy({ $0 * pivot.1 == $1 * pivot.0 })
        else { return nil }
        let divisor = pivot.0.greatestCommonDivisor(with: pivot.1) * (pivot.1 < 0 ? -1 : 1)
        return .multiplied(
            numerator: Term(pivot.0 / divisor), denominator: Term(pivot.1 / divisor))
    }

    // MARK: Sums and differences

    private func added() -> Found? {
        let places = places(of: query.differences, in: residues.differences, needed: needed - 1)
        guard !places.isEmpty else { return nil }
        let all = known()
        for position in places {
            let part = all[position...].prefix(query.terms.count).map(BigInt.init)
            let difference = query.terms[0] - part[0]
            let pairs = zip(query.terms, part)
            if difference != 0, pairs.allSatisfy({ $0 - $1 == difference }) {
                return Found(
                    relation: .added(Term(difference)), position: position,
                    fitting: length(at: position, of: all.count))
            }
        }
        return nil
    }

    private func sums() -> Found? {
        var sum: UInt64 = 0
        let sums = residues.signed.map { value in
            sum = Residue.add(sum, value)
            return sum
        }
        let places = places(of: query.residues.signed, in: sums, needed: needed)
        guard !places.isEmpty else { return nil }
        var exact: BigInt = 0
        let all = known().map { term in
            exact += BigInt(term)
            return exact
        }
        let place = places.first { position in zip(query.terms, all[position...]).allSatisfy { $0 == $1 } }
        return place.map {
            Found(relation: .partialSums, position: $0, fitting: length(at: $0, of: all.count))
        }
    }

    private func differences() -> Found? {
        let places = places(of: query.residues.signed, in: residues.differences, needed: needed)
        guard !places.isEmpty else { return nil }
        let all = known()
        let place = places.first { position in
            let part = all[position...].prefix(query.terms.count + 1).map(BigInt.init)
            return zip(query.terms, zip(part, part.dropFirst())).allSatisfy { $0 == $1.1 - $1.0 }
        }
        return place.map {
            Found(relation: .differences, position: $0, fitting: length(at: $0, of: all.count - 1))
        }
    }
}

extension SequenceMatch.Relation {
    /// The lower, the likelier.
    package var rank: Int {
        switch self {
        case .equal: 0
        case .negated: 1
        case .magnitudes: 2
        case .multiplied: 3
        case .added: 4
        case .partialSums: 5
        case .differences: 6
        }
    }
}
