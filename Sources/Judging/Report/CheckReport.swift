public import Diagnosis
public import Sandboxing

/// Everything that is known about one judged candidate.
public struct CheckReport: Sendable {
    /// The verdict.
    public var verdict: Verdict
    /// One sentence for a person: why the verdict is what it is. Holds no expected term.
    public var explanation: String
    /// The candidate's file name, or `<stdin>`.
    public var candidateName: String
    /// The sequence's id, such as `A000045`, where the truth has one.
    public var sequenceID: String?
    /// Where the truth came from: a file name or `--terms`.
    public var truthSource: String
    /// The language and the toolchain that ran the candidate; nil when the verdict came before one was found.
    public var toolchain: Toolchain?
    /// The calling convention used and why.
    public var entry: EntryDecision?
    /// How many terms were required and passed, split into visible and hidden.
    public var tally: CaseTally
    /// The cases that were judged, in order of index. Cases never reached are left out and only counted.
    public var cases: [CaseReport]
    /// The first case, by index, that was judged and failed.
    public var firstFailure: CaseReport?
    /// Compiler diagnostics, or the last part of standard error; control characters escaped, at most 16 KiB.
    public var diagnostics: String
    /// What the whole check used.
    public var usage: Usage
    /// The limits in force.
    public var limits: CheckLimits
    /// The rung and what it could not enforce.
    public var enforcement: Enforcement
    /// The system call that the filter ended the program for, with SV.
    public var violation: String?
    /// What the jail refused without ending the program, such as `process creation`, with how often.
    public var refusals: [String: Int]
    /// Signs that the terms are written down in the source. They do not decide.
    public var suspicion: Suspicion
    /// What is wrong with the candidate, the likeliest first; empty where nothing is known, and where no diagnosis was
    /// asked for (see ``CheckOptions/diagnosis``).
    public var findings: [Finding]
    /// What the run for the diagnosis used, apart from ``usage``; nil where there was none.
    public var diagnosisUsage: Usage?
    /// Whether an accepted candidate was accepted under other circumstances as well; nil where that was not asked for
    /// (see ``CheckOptions/replays``), and where it is not accepted.
    public var stability: Stability?
    /// Things worth telling that did not decide: `a prompt was forgiven`.
    public var notes: [String]
    /// How often the check was repeated for a reason of the host.
    public var retries: Int

    /// The toolchain of a language.
    public struct Toolchain: Sendable, Hashable {
        /// `python` or `c`.
        public var language: String
        /// The program's path on the host.
        public var path: String
        /// What it calls itself: `CPython 3.11.2`, `gcc 12.2.0`.
        public var version: String
        /// The compiler's flags, or the interpreter's.
        public var flags: [String]

        public init(language: String, path: String, version: String, flags: [String]) {
            self.language = language
            self.path = path
            self.version = version
            self.flags = flags
        }
    }

    /// A calling convention with the reason for its choice.
    public struct EntryDecision: Sendable, Hashable {
        /// The convention, in the form that `--entry` takes: `stdin`, `function a`.
        public var entry: Entry
        /// Whether it was named by the caller (otherwise it was detected).
        public var isNamed: Bool
        /// The reason: `the only top-level function of one argument`.
        public var reason: String
        /// All conventions that were considered, the likeliest first, this one among them; one where it was named.
        /// Empty in a decision that nothing was tried by yet.
        public var considered: [ConsideredEntry]

        public init(entry: Entry, isNamed: Bool, reason: String, considered: [ConsideredEntry] = []) {
            self.entry = entry
            self.isNamed = isNamed
            self.reason = reason
            self.considered = considered
        }
    }

    /// CPU time, wall time, and peak memory.
    public struct Usage: Sendable, Hashable {
        /// CPU time of the candidate's process tree, user and system.
        public var cpu: Duration
        /// Wall time.
        public var wall: Duration
        /// Largest resident memory of the candidate.
        public var peakMemory: ByteCount
        /// CPU time of the compiler; zero where nothing is compiled.
        public var compileCPU: Duration
        /// Whether the program had been compiled before and came from the compile cache.
        public var compiledFromCache: Bool
        /// How many processes were started for the candidate's answers.
        public var runs: Int

        public init(
            cpu: Duration = .zero, wall: Duration = .zero, peakMemory: ByteCount = ByteCount(bytes: 0),
            compileCPU: Duration = .zero, compiledFromCache: Bool = false, runs: Int = 0
        ) {
            self.cpu = cpu
            self.wall = wall
            self.peakMemory = peakMemory
            self.compileCPU = compileCPU
            self.compiledFromCache = compiledFromCache
            self.runs = runs
        }
    }

    /// What came of judging an accepted candidate again: in fresh jails, with the indices in another order, another
    /// environment, and at another time.
    public struct Stability: Sendable, Hashable {
        /// How often it was judged again; times at which the host failed do not count.
        public var replays = 0
        /// How often it was accepted then.
        public var agreeing = 0
        /// What came of the others, a sentence each.
        public var differences: [String] = []
        /// What the replays used, apart from ``CheckReport/usage``.
        public var usage = Usage()

        /// Whether it was accepted every time.
        public var isStable: Bool { agreeing == replays }

        /// Nothing yet.
        public init() {}
    }

    /// Which protection was in force.
    public struct Enforcement: Sendable, Hashable {
        /// The rung; nil when nothing was run.
        public var rung: Rung?
        /// Guarantees of the `full` rung that this host or rung does not give, a sentence each.
        public var lacking: [String]

        public init(rung: Rung? = nil, lacking: [String] = []) {
            self.rung = rung
            self.lacking = lacking
        }
    }

    public init(
        verdict: Verdict, explanation: String, candidateName: String, sequenceID: String?,
        truthSource: String,
        tally: CaseTally, limits: CheckLimits
    ) {
        self.verdict = verdict
        self.explanation = explanation
        self.candidateName = candidateName
        self.sequenceID = sequenceID
        self.truthSource = truthSource
        self.tally = tally
        self.cases = []
        self.diagnostics = ""
        self.usage = Usage()
        self.limits = limits
        self.enforcement = Enforcement()
        self.refusals = [:]
        self.suspicion = Suspicion()
        self.findings = []
        self.notes = []
        self.retries = 0
    }
}
