public import Terms

/// Why a sequence is left out of a collection of problems.
public enum CurationRule: String, CaseIterable, Sendable, Hashable {
    /// Fewer terms than a problem needs.
    case tooFewTerms = "too-few-terms"
    /// Its terms say next to nothing: see ``Triviality``.
    case trivial
    /// Its title only points to another sequence: `Duplicate of A000045`, `a(n) = A000045(n).`.
    case onlyRefers = "only-refers"
    /// Its keywords say that it is withdrawn, or not yet there: `dead`, `recycled`, `allocated`, `allocating`.
    case dead
}

/// The rules by which sequences are left out.
public struct Curation: Sendable, Hashable {
    /// The rules that hold. Default: all.
    public var rules = Set(CurationRule.allCases)
    /// How many terms a sequence must have at least. Default: 12: seven hidden ones after five that are shown.
    public var minimumTerms = 12

    /// All rules, with their defaults.
    public init() {}

    /// The first rule by which a sequence is left out; nil where it stays.
    public func reason(against table: TermTable) -> CurationRule? {
        CurationRule.allCases.first { rules.contains($0) && applies($0, to: table) }
    }

    private func applies(_ rule: CurationRule, to table: TermTable) -> Bool {
        switch rule {
        case .tooFewTerms: table.entries.count < minimumTerms
        case .trivial: Triviality.of(table.entries.map(\.term)) != nil
        case .onlyRefers: table.name.map(Reference.isOnlyOne) ?? false
        case .dead: table.keywords.contains { ["dead", "recycled", "allocated", "allocating"].contains($0) }
        }
    }
}

/// Titles that say nothing but where to look.
enum Reference {
    private static let openings = [
        "duplicate of", "erroneous version of", "essentially the same as", "essentially the same sequence as",
        "same as",
        "the same as", "same sequence as", "identical to", "allocated for", "recycled", "dead sequence",
        "see",
    ]

    /// Whether a title is no more than a reference to another sequence.
    static func isOnlyOne(_ title: String) -> Bool {
        var words = title.lowercased()[...]
        while let last = words.last, last == "." || last == " " { words.removeLast() }
        if let opening = openings.first(where: { words.hasPrefix($0) }) {
            let rest = words.dropFirst(opening.count).drop { $0 == " " || $0 == ":" }
            return opening == "recycled" || opening == "dead sequence" || opening == "allocated for"
                || isNumbered(rest.prefix { $0.isLetter || $0.isNumber })
        }
        let dense = words.filter { $0 != " " }
        let name = dense.hasPrefix("a(n)=") ? dense.dropFirst(5) : dense[...]
        let number = name.prefix { $0.isLetter || $0.isNumber }
        guard isNumbered(number) else { return false }
        return isArgument(name.dropFirst(number.count))
    }

    /// `a000045`, in small letters.
    private static func isNumbered(_ word: some StringProtocol) -> Bool {
        word.first == "a" && (6...9).contains(word.count - 1)
            && word.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }

    /// Nothing, `(n)`, `(n+1)` or `(n-2)`.
    private static func isArgument(_ text: some StringProtocol) -> Bool {
        if text.isEmpty { return true }
        guard text.hasPrefix("(n"), text.hasSuffix(")") else { return false }
        let shift = text.dropFirst(2).dropLast()
        return shift.isEmpty
            || (shift.first == "+" || shift.first == "-") && shift.count > 1
                && shift.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }
}
