import Terms

/// How well the answers agree with a rule that predicts them, and how much that says.
///
/// Only an answer that the rule predicts and the truth does not is evidence. What it says is measured in bits: a value
/// that was not met before counts its binary digits, at most 16; one that was met counts a quarter of a bit, so that
/// sequences of a few small values, which agree with much by chance, never add up to certainty soon.
struct Agreement {
    /// Answers that the rule says something about.
    private(set) var compared = 0
    /// Of these, those it predicts.
    private(set) var agreeing = 0
    /// Of these, those that are wrong.
    private(set) var telling = 0
    private(set) var bits = 0.0
    private(set) var indices: [Int] = []
    /// What a single value counts at most, in bits.
    private let mostBits: Double
    private var seen: Set<Term> = []

    static let bitsForCertainty = 40.0
    static let bitsForLikelihood = 10.0

    init(mostBits: Double = 16) { self.mostBits = mostBits }

    mutating func add(prediction: Term, _ sample: Facts.Sample) {
        add(sample, agrees: prediction == sample.answer)
    }

    /// Adds an answer that the rule says something about, and whether it is what the rule says.
    mutating func add(_ sample: Facts.Sample, agrees: Bool) {
        compared += 1
        guard agrees else { return }
        agreeing += 1
        guard !sample.isRight else { return }
        telling += 1
        indices.append(sample.index)
        bits += seen.insert(sample.answer).inserted ? min(mostBits, Self.bits(of: sample.answer)) : 0.25
    }

    /// Roughly the binary digits of a value, and half a bit.
    static func bits(of term: Term) -> Double {
        guard let value = term.intValue else { return Double(term.digitCount) * 3.3 }
        return Double(UInt.bitWidth - value.magnitude.leadingZeroBitCount) + 0.5
    }

    /// How sure the rule is; nil: not worth telling.
    var confidence: Finding.Confidence? {
        let share = compared == 0 ? 0 : Double(agreeing) / Double(compared)
        if agreeing == compared, telling >= 4, bits >= Self.bitsForCertainty { return .certain }
        if share >= 0.9, telling >= 3, bits >= Self.bitsForLikelihood { return .likely }
        if share >= 0.75, telling >= 2, bits >= 4 { return .possible }
        return nil
    }

    /// The first and last index of what is evidence, and how many there are.
    var evidence: [Finding.Evidence] {
        guard let first = indices.min(), let last = indices.max() else { return [] }
        return [
            .init("agreeing", .integer(telling)), .init("first_n", .integer(first)),
            .init("last_n", .integer(last)),
        ]
    }

    /// A finding of the rule; nil where it is not worth telling.
    func found(
        _ facts: Facts, _ code: Finding.Code, _ sentence: String, hint: String,
        _ more: [Finding.Evidence] = [],
        guardedSentence: String? = nil, ofValues: Bool = false
    ) -> Found? {
        guard let confidence else { return nil }
        return Found(
            finding: Finding(
                code, confidence, sentence, hint: hint, evidence: more + evidence,
                guardedSentence: guardedSentence),
            share: ofValues ? facts.shareOfValues(telling) : facts.share(telling))
    }
}
