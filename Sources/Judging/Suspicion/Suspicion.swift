/// Signs in the source and in the outcome of a check that a candidate has the terms written down instead of computing them.
///
/// A flag and no verdict: nothing here changes what a check comes to. The rule for the level, with its reasons, is in
/// `Documentation/suspicion.md`. Found from the source and the report alone, without running anything, always alike.
public struct Suspicion: Sendable, Hashable {
    /// How much the signs say together. Default ``Level/absent``.
    public var level: Level
    /// Why the level is what it is, a sentence each; empty with ``Level/absent``. They hold no term.
    public var reasons: [String]
    /// The terms that stand in the source.
    public var literals: Literals
    /// The source's size beside what the terms say.
    public var size: Size
    /// Whether the candidate is right on every visible term, and fails at the first hidden one and wherever else it was
    /// asked for one. Nil where that is not known: without a count of visible terms, without a hidden one, or where
    /// not every visible term was asked for.
    public var failsAtFirstHidden: Bool?

    /// How much the signs say.
    public enum Level: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Nothing out of the ordinary.
        case absent = "none"
        /// Worth a look: honest programs, too, come to this now and then.
        case slight = "some"
        /// The answers are in the source.
        case strong

        public static func < (left: Level, right: Level) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// Integers in the source that are terms, signs apart.
    public struct Literals: Sendable, Hashable {
        /// Integers in the source, also those inside strings. At most 65,536 are looked at.
        public var count: Int
        /// Terms that are looked for: the required ones, of many the first 500.
        public var sought: Int
        /// Different terms above 9 in magnitude; smaller ones are in every program.
        public var telling: Int
        /// Of these, how many are in the source, wherever.
        public var found: Int
        /// The longest piece of the sequence that stands in the source in order, or each term beside its index, in terms.
        public var longestRun: Int
        /// Terms that stand in the source in such pieces of 5 terms and 20 bits or more, or packed into a long number or
        /// string.
        public var listed: Int

        /// Nothing looked for, nothing found.
        public init(
            count: Int = 0, sought: Int = 0, telling: Int = 0, found: Int = 0, longestRun: Int = 0,
            listed: Int = 0
        ) {
            self.count = count
            self.sought = sought
            self.telling = telling
            self.found = found
            self.longestRun = longestRun
            self.listed = listed
        }
    }

    /// Sizes in bits.
    public struct Size: Sendable, Hashable {
        /// The source, without comments and superfluous blanks, compressed.
        public var source: Int
        /// The required terms: for each the binary digits of its magnitude, and one bit.
        public var terms: Int

        /// Sizes; default 0, for what was not measured.
        public init(source: Int = 0, terms: Int = 0) {
            self.source = source
            self.terms = terms
        }
    }

    /// No suspicion, with what was found.
    public init(
        level: Level = .absent, reasons: [String] = [], literals: Literals = Literals(), size: Size = Size(),
        failsAtFirstHidden: Bool? = nil
    ) {
        self.level = level
        self.reasons = reasons
        self.literals = literals
        self.size = size
        self.failsAtFirstHidden = failsAtFirstHidden
    }
}
