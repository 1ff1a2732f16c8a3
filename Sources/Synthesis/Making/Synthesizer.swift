import BigInt
public import Terms

/// What is to be made.
public struct SynthesisPlan: Sendable, Hashable {
    /// All that is made follows from it and from the other members.
    public var seed: UInt64 = 1
    /// How many sequences.
    public var count = 1_000
    /// The sorts of rules, each as often drafted as any other. Default: all.
    public var kinds = Kind.allCases
    /// Only sequences at least so hard; nil: however easy.
    public var minimumDifficulty: Difficulty?
    /// Only sequences at most so hard; nil: however hard.
    public var maximumDifficulty: Difficulty?
    /// How many terms are for problems. Default: 40.
    public var known = 40
    /// How many more there are. Default: 20.
    public var tail = 20
    /// The most decimal digits of a term. Default: 1,000.
    public var mostDigits = 1_000
    /// How many drafts without a sequence in a row end the making: the grammar may have no more. Default: 20,000.
    public var patience = 20_000

    /// A plan with its defaults.
    public init() {}
}

/// Why a draft became no sequence.
public enum Drop: String, CaseIterable, Sendable, Hashable {
    /// By the rule for collections of that name.
    case tooFewTerms = "too-few-terms"
    case trivial
    /// An operand has no term where one is needed.
    case undefined
    /// A division leaves a remainder.
    case notIntegral = "not-integral"
    /// A term has too many digits.
    case tooLong = "too-long"
    /// An operand is needed too far out.
    case tooFar = "too-far"
    /// A program would take too long.
    case tooCostly = "too-costly"
    /// The same first 40 terms as one before.
    case duplicate
    /// Relatives in two families, which it would join.
    case joinsFamilies = "joins-families"
    /// Easier than wanted.
    case tooEasy = "too-easy"
    /// Harder than wanted.
    case tooHard = "too-hard"

    init(_ error: EvaluationError) {
        switch error {
        case .undefined: self = .undefined
        case .notIntegral: self = .notIntegral
        case .tooLong: self = .tooLong
        case .tooFar: self = .tooFar
        case .tooCostly: self = .tooCostly
        }
    }

    init(_ rule: CurationRule) { self = rule == .trivial ? .trivial : .tooFewTerms }
}

/// Makes sequences one by one. What it makes follows from its plan alone: not from the platform, nor from hash values or
/// threads.
public struct Synthesizer {
    /// Passes through inner loops that the programs may take for all terms: some tenths of a second in Python.
    static let mostSteps = 150_000

    /// What is made.
    public let plan: SynthesisPlan
    /// How many were made.
    public private(set) var made = 0
    /// How many expressions were drafted.
    public private(set) var drafts = 0
    /// How many drafts were dropped, by reason.
    public private(set) var drops: [Drop: Int] = [:]

    private var digests: Set<TermsDigest> = []
    private var book = FamilyBook()
    private var curation = Curation()

    /// A maker at its beginning.
    public init(plan: SynthesisPlan) {
        self.plan = plan
        curation.minimumTerms = min(curation.minimumTerms, plan.known + plan.tail)
    }

    /// The next sequence; nil when there are as many as planned, or none is found any more.
    public mutating func next() -> SyntheticSequence? {
        guard made < plan.count else { return nil }
        for _ in 0..<plan.patience {
            drafts += 1
            var dice = Dice(seed: plan.seed, stream: UInt64(drafts))
            var sampler = Sampler(dice)
            let expression = sampler.expression(of: plan.kinds).simplified
            dice = sampler.dice
            // What is left after simplification may be of another sort.
            guard plan.kinds.contains(expression.generator.kind) else { continue }
            do throws(Dropped) {
                return try make(expression, &dice)
            } catch {
                drops[error.drop, default: 0] += 1
            }
        }
        return nil
    }

    private struct Dropped: Error { var drop: Drop }

    private mutating func make(
        _ expression: Expression, _ dice: inout Dice
    ) throws(Dropped) -> SyntheticSequence {
        let terms = try evaluate(expression)
        let table = TermTable(offset: expression.start, terms: terms, source: "")
        if let rule = curation.reason(against: table) { throw Dropped(drop: Drop(rule)) }
        let difficulty = Difficulty(expression, terms: terms)
        if let least = plan.minimumDifficulty, difficulty < least { throw Dropped(drop: .tooEasy) }
        if let most = plan.maximumDifficulty, difficulty > most { throw Dropped(drop: .tooHard) }
        let digest = TermsDigest(terms)
        guard !digests.contains(digest) else { throw Dropped(drop: .duplicate) }
        let newcomer = book.look(terms, offset: expression.start)
        guard newcomer.families.count <= 1 else { throw Dropped(drop: .joinsFamilies) }
        digests.insert(digest)
        let family = book.add(newcomer)
        made += 1
        let writer = PythonWriter(style: PythonStyle(&dice))
        return SyntheticSequence(
            id: Synthesizer.id(made), expression: expression, offset: expression.start, terms: terms,
            known: min(plan.known, terms.count),
            keywords: [terms.contains(where: \.isNegative) ? "sign" : "nonn", "easy"], difficulty: difficulty,
            digest: digest.description, family: Synthesizer.id(family + 1),
            program: writer.program(expression, comment: expression.words), entry: writer.entry)
    }

    private func evaluate(_ expression: Expression) throws(Dropped) -> [Term] {
        let meter = Meter(steps: Synthesizer.mostSteps, digits: plan.mostDigits)
        do throws(EvaluationError) {
            return try expression.terms(plan.known + plan.tail, meter: meter).map { Term($0) }
        } catch {
            throw Dropped(drop: Drop(error))
        }
    }

    private static func id(_ number: Int) -> String {
        let digits = String(number)
        return "S" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}

extension Expression {
    /// The first terms, exact, from ``start`` on; nil where there are none at these indices, or they are longer or take
    /// more steps than is sensible.
    /// - Parameters:
    ///   - count: how many.
    ///   - digits: the most decimal digits of a term. Default: 1,000.
    public func terms(_ count: Int, digits: Int = 1_000) -> [Term]? {
        let meter = Meter(steps: 10 * Synthesizer.mostSteps, digits: digits)
        return (try? terms(count, meter: meter))?.map { Term($0) }
    }
}
