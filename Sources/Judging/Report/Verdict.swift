/// What came of judging a candidate.
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every required term equals the truth.
    case accepted = "AC"
    /// A term differs, is missing, or is not a canonical integer.
    case wrongAnswer = "WA"
    /// The CPU time of the whole process tree reached its limit.
    case timeLimitExceeded = "TLE"
    /// The wall time reached its limit without the CPU time: the program slept or was blocked.
    case idlenessLimitExceeded = "ILE"
    /// The memory reached its limit, by the kernel's evidence.
    case memoryLimitExceeded = "MLE"
    /// The bytes on standard output or standard error, or written to a file, reached their limit.
    case outputLimitExceeded = "OLE"
    /// Non-zero exit, fatal signal or uncaught exception.
    case runTimeError = "RE"
    /// The program tried to have more processes than allowed.
    case processLimitExceeded = "PLE"
    /// The system-call filter ended the program.
    case securityViolation = "SV"
    /// The source did not compile.
    case compileError = "CE"
    /// A fault of the judge or of the host, never of the candidate. Not a zero.
    case internalError = "IE"

    /// The name of the verdict in lower-case words: `wrong answer`.
    public var name: String {
        switch self {
        case .accepted: "accepted"
        case .wrongAnswer: "wrong answer"
        case .timeLimitExceeded: "time limit exceeded"
        case .idlenessLimitExceeded: "idleness limit exceeded"
        case .memoryLimitExceeded: "memory limit exceeded"
        case .outputLimitExceeded: "output limit exceeded"
        case .runTimeError: "run-time error"
        case .processLimitExceeded: "process limit exceeded"
        case .securityViolation: "security violation"
        case .compileError: "compile error"
        case .internalError: "internal error"
        }
    }
}
