import BigInt
import Terms

/// The first terms of many sequences, packed, so that those of any two can be compared.
struct FamilyTerms: Sendable {
    /// So many terms of a sequence count, and so many bytes of their text once there are 24 of them.
    static let most = 60
    private static let mostBytes = 2_000

    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private var offsets: [Int32] = []

    /// How many sequences there are.
    var count: Int { offsets.count }

    /// The terms of a sequence that count.
    static func counting(_ terms: [Term]) -> [Term] {
        var size = 0
        return Array(
            terms.prefix(most).enumerated().prefix { position, term in
                size += term.digitCount
                return size <= mostBytes || position < FamilyKeys.longWindow
            }.map(\.element))
    }

    mutating func append(_ terms: [Term], offset: Int) {
        for term in terms {
            bytes.append(contentsOf: term.description.utf8)
            bytes.append(UInt8(ascii: ","))
        }
        starts.append(bytes.count)
        offsets.append(Int32(clamping: offset))
    }

    mutating func removeLast() {
        starts.removeLast()
        offsets.removeLast()
        bytes.removeLast(bytes.count - (starts.last ?? 0))
    }

    /// The view of a sequence.
    func values(_ number: Int, _ view: View) -> [BigInt] {
        let terms = bytes[starts[number]..<starts[number + 1]].split(separator: UInt8(ascii: ",")).map {
            let text = String(decoding: $0, as: UTF8.self)
            return Int(text).map { BigInt($0) } ?? BigInt(text) ?? 0
        }
        return view.values(
            of: terms, magnitudes: view == .magnitudes ? terms.map { abs($0) } : [],
            offset: Int(offsets[number]))
    }
}

/// A place in a view of a sequence at which a key was found.
struct FamilyPlace: Sendable, Hashable {
    var sequence: Int
    var view: View
    var position: Int
}

extension FamilyTerms {
    /// In what way the sequences at two places are like each other as far as both are known; nil where they are not.
    func relation(_ left: FamilyPlace, _ right: FamilyPlace) -> Relation? {
        guard let relation = Relation(left.view, right.view) else { return nil }
        let first = values(left.sequence, left.view).dropFirst(left.position)
        let second = values(right.sequence, right.view).dropFirst(right.position)
        let count = min(first.count, second.count)
        if relation == .equal { return first.prefix(count) == second.prefix(count) ? .equal : nil }
        guard count >= FamilyKeys.shortWindow else { return nil }
        let (x, y) = (Array(first.prefix(count)), Array(second.prefix(count)))
        return FamilyTerms.areProportional(x, y) && FamilyTerms.isTelling(x) ? relation : nil
    }

    private static func areProportional(_ x: [BigInt], _ y: [BigInt]) -> Bool {
        guard let place = x.indices.first(where: { x[$0].signum() != 0 }), y[place].signum() != 0 else {
            return false
        }
        if x[place] == y[place] { return x == y }
        return zip(x, y).allSatisfy { $0 * y[place] == $1 * x[place] }
    }

    /// Whether terms that agree say enough for it to be no accident: 24 bits, the common factor taken out.
    private static func isTelling(_ x: [BigInt]) -> Bool {
        var divisor: BigInt = 0
        for value in x {
            divisor = divisor.greatestCommonDivisor(with: value)
            if divisor == 1 { break }
        }
        let bits = x.reduce(0) { $0 + max(1, ($1.magnitude / divisor.magnitude).bitWidth) }
        return bits >= 24
    }
}
