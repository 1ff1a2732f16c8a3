public import Terms

/// An untrusted program that is to be judged.
public struct Candidate: Sendable, Hashable {
    /// Its file name, for reports; the ending tells the language where none is given.
    public var name: String
    /// Its text.
    public var source: [UInt8]
    /// `python` or `c`; nil: by the name's ending.
    public var language: String?
    /// Its calling convention; nil: detected.
    public var entry: Entry?

    /// A candidate from its text.
    public init(name: String, source: [UInt8], language: String? = nil, entry: Entry? = nil) {
        self.name = name
        self.source = source
        self.language = language
        self.entry = entry
    }
}

/// The terms that a candidate has to give.
public struct Truth: Sendable {
    /// The required terms; every one of them decides.
    public var table: TermTable
    /// How many leading terms the candidate's author has seen; nil: not known.
    public var visible: Int?

    /// The truth of a sequence.
    public init(table: TermTable, visible: Int? = nil) {
        self.table = table
        self.visible = visible
    }
}

/// How a check is done.
public struct CheckOptions: Sendable {
    /// The limits. Default those of ``CheckLimits``.
    public var limits: CheckLimits
    /// Whether to go on after a wrong term. Default false.
    public var allCases: Bool
    /// Whether a prompt or label before an answer is forgiven. Default false.
    public var forgivePrompts: Bool
    /// For which candidates it is found out what is wrong with them. Default ``Diagnosing/none``.
    public var diagnosis: Diagnosing
    /// Known sequences, so that a diagnosis can recognise the output of another one. Default nil: none.
    public var catalogue: (any SequenceCatalogue)?
    /// Whether a Python candidate gets the names of well-known modules that it uses without importing them, by the
    /// table of ``ForgivenName``; the report tells which. Default false.
    public var forgiveImports = false
    /// The limits in place of ``limits`` for a candidate that runs under `python-math` by
    /// ``JudgeConfiguration/choosesProfile``; nil: the same. Default nil.
    public var packageLimits: CheckLimits?
    /// How often an accepted candidate is judged again under other circumstances, to see whether its answers hang on
    /// them: ``CheckReport/stability``. Each replay sets a jail up, some tens of milliseconds. Default 0.
    public var replays = 0
    /// Whether there is no truth, so that the outcome says nothing: answers are all that is wanted. Default false.
    package var isSurvey = false

    /// Options with their defaults.
    public init(
        limits: CheckLimits = CheckLimits(), allCases: Bool = false, forgivePrompts: Bool = false,
        diagnosis: Diagnosing = .none, catalogue: (any SequenceCatalogue)? = nil
    ) {
        self.limits = limits
        self.allCases = allCases
        self.forgivePrompts = forgivePrompts
        self.diagnosis = diagnosis
        self.catalogue = catalogue
    }
}

/// For which candidates ``CheckReport/findings`` are looked for.
///
/// That takes one more run, within the check's own limits, of a candidate that gave wrong answers, ended badly, or was too
/// slow in a way that leaves something to be learnt. The verdict never depends on it.
public enum Diagnosing: String, Sendable, Hashable, CaseIterable {
    /// For none: the quickest.
    case none
    /// For those that are not accepted.
    case failures
    /// For all.
    case always
}
