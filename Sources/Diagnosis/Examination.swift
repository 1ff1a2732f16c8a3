public import Terms

/// Finds out what is wrong with a candidate, from what was observed of it. Pure: nothing is run or read but the
/// catalogue.
public struct Examination: Sendable {
    /// What was observed.
    public let observation: Observation
    /// Known sequences, to recognise the output of another one; nil: none.
    public let catalogue: (any SequenceCatalogue)?

    /// At most so many findings are told.
    public static let mostFindings = 6

    /// An examination.
    public init(_ observation: Observation, catalogue: (any SequenceCatalogue)? = nil) {
        self.observation = observation
        self.catalogue = catalogue
    }

    /// What is found, the likeliest first; of two that are equally sure, the one that explains more of what is wrong.
    /// Empty where nothing is known, and for a right program.
    public var findings: [Finding] {
        guard observation.outcome != .internalError else { return [] }
        let facts = Facts(observation, catalogue: catalogue)
        var found: [(finding: Finding, share: Double, rank: Int)] = []
        for (rank, detector) in Examination.detectors.enumerated() {
            found += detector.findings(facts).map { ($0.finding, $0.share, rank) }
        }
        found += belowOverflow(facts)
        let sorted = found.sorted { left, right in
            if left.finding.confidence != right.finding.confidence {
                return left.finding.confidence > right.finding.confidence
            }
            // A little more of what is wrong is no reason to put the general before the special.
            if abs(left.share - right.share) > 0.2 { return left.share > right.share }
            return left.rank < right.rank
        }
        var codes: Set<Finding.Code> = []
        let unique = sorted.map(\.finding).filter { codes.insert($0.code).inserted }
        return Array(unique.prefix(Examination.mostFindings))
    }

    /// A C program that is wrong by a rule is wrong in another way where its type ends: the rules are tried on what fits.
    private func belowOverflow(_ facts: Facts) -> [(finding: Finding, share: Double, rank: Int)] {
        guard observation.language == .c, facts.wrong.contains(where: { $0.truth.digitCount > 18 }) else {
            return []
        }
        var part = observation
        for digits in [18, 9] {
            part.answers.removeAll { $0.truth.digitCount > digits }
            let small = Facts(part, catalogue: catalogue)
            guard small.integers.count >= 6, !small.wrong.isEmpty else { return [] }
            var found: [(finding: Finding, share: Double, rank: Int)] = []
            for (rank, detector) in Examination.rules.enumerated() {
                // Behind what was seen as such, which comes first among the detectors.
                found += detector.findings(small).map { ($0.finding, $0.share * 0.9, rank + 9) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// What relates the answers to the true terms.
    private static let rules: [any Detector] = [
        PrecisionDetector(), SignDetector(), ShiftDetector(), RowDetector(), FactorDetector(),
        SummandDetector(), IndexRuleDetector(), DifferenceDetector(), CatalogueDetector(),
    ]

    /// In the order of what is told first, where two explain as much.
    private static let detectors: [any Detector] = [
        CompileErrorDetector(), ModuleDetector(), ExceptionDetector(), OrderDetector(),
        ReturnedTypeDetector(), LabelDetector(), SeparatorDetector(), NumberFormatDetector(),
        SilenceDetector(), WrapDetector(), SaturationDetector(), ConstantDetector(), PrecisionDetector(),
        SignDetector(), ShiftDetector(), RowDetector(), FactorDetector(), SummandDetector(),
        IndexRuleDetector(), SubsetDetector(),
        DifferenceDetector(), CatalogueDetector(), FitDetector(), DivisionDetector(), OverflowDetector(),
        PlaceDetector(), TimeDetector(), LimitDetector(),
    ]
}

/// Looks for one kind of fault.
protocol Detector: Sendable {
    /// What is found, with the share of the wrong answers that it explains, 0 to 1.
    func findings(_ facts: Facts) -> [Found]
}

/// A finding and how much it explains.
struct Found {
    var finding: Finding
    /// The share of the wrong answers that it explains, 0 to 1.
    var share: Double
}
