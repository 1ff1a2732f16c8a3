import Terms

/// A hash of some neighbouring terms of a view, and where they are.
struct FamilyKey: Sendable, Hashable {
    /// Keys are compared within a realm only. In this order they are gone through.
    enum Realm: UInt8, Sendable { case exact, proportion, differences, magnitudes }

    var realm: Realm
    var hash: UInt64
    var view: View
    /// How many terms of the view stand before the window.
    var position: UInt8
}

/// The keys by which a sequence meets those that are like it.
///
/// A window is a few neighbouring terms of a view, divided by the first of them that is not 0, so that a common factor
/// falls out. Ten terms do where five of them are different; where they are not, as with terms of 0 and 1 only, it takes 24
/// terms that change and do not merely go round. What has no such window has no relatives but its equals.
struct FamilyKeys {
    static let shortWindow = 10
    static let longWindow = 24
    /// How many first terms may be different where the rest is alike.
    static let farthestShift = 8

    private(set) var keys: [FamilyKey] = []

    /// - Parameter offset: the index of the first term; 1 where it is not known.
    init(_ terms: [Term], offset: Int) {
        let values = terms.map { Residue($0) }
        let magnitudes = zip(terms, values).map { $0.isNegative ? 0 - $1 : $1 }
        addExact(values)
        func add(_ realm: FamilyKey.Realm, _ view: View, upTo position: Int) {
            self.add(realm, view, view.values(of: values, magnitudes: magnitudes, offset: offset), position)
        }
        add(.proportion, .plain, upTo: 2)
        add(.proportion, .binomial, upTo: 1)
        add(.proportion, .divisorSums, upTo: 1)
        add(.proportion, .halved, upTo: 1)
        add(.differences, .plain, upTo: 2)
        add(.differences, .differences, upTo: FamilyKeys.farthestShift)
        add(.magnitudes, .magnitudes, upTo: 2)
    }

    private mutating func addExact(_ values: [Residue]) {
        guard values.count >= 8 else { return }
        let hash = values.prefix(16).reduce(0) { Dice.mixed($0 ^ $1.value) }
        keys.append(FamilyKey(realm: .exact, hash: hash, view: .exact, position: 0))
    }

    private mutating func add(_ realm: FamilyKey.Realm, _ view: View, _ values: [Residue], _ last: Int) {
        for position in 0...last {
            guard let hash = FamilyKeys.hash(values, at: position) else { continue }
            keys.append(FamilyKey(realm: realm, hash: hash, view: view, position: UInt8(position)))
        }
    }

    private static func hash(_ values: [Residue], at position: Int) -> UInt64? {
        let window: ArraySlice<Residue>
        if let short = slice(values, position, shortWindow), hasFive(short) {
            window = short
        } else if let long = slice(values, position, longWindow), changes(long) {
            window = long
        } else {
            return nil
        }
        guard let first = window.first(where: { $0 != 0 }) else { return nil }
        let factor = first.inverse
        return window.reduce(UInt64(window.count)) { Dice.mixed($0 ^ ($1 * factor).value) }
    }

    private static func slice(_ values: [Residue], _ start: Int, _ count: Int) -> ArraySlice<Residue>? {
        start + count <= values.count ? values[start..<(start + count)] : nil
    }

    /// Whether there are five different values.
    private static func hasFive(_ window: ArraySlice<Residue>) -> Bool {
        var seen: [Residue] = []
        for value in window where !seen.contains(value) {
            seen.append(value)
            if seen.count == 5 { return true }
        }
        return false
    }

    /// Whether values change often, and in no short circle.
    private static func changes(_ window: ArraySlice<Residue>) -> Bool {
        guard zip(window, window.dropFirst()).count(where: { $0 != $1 }) >= 6 else { return false }
        return !(1...6).contains { period in
            zip(window, window.dropFirst(period)).allSatisfy { $0 == $1 }
        }
    }
}
