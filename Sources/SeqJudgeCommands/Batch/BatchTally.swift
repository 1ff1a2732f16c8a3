import Judging
import Sandboxing

/// The sums over a batch.
struct BatchTally: Sendable {
    /// Records in the output.
    var records = 0
    var verdicts: [Verdict: Int] = [:]
    var errors: [VerdictRecord.ErrorKind: Int] = [:]
    /// How many candidates came to each level.
    var suspicions: [Suspicion.Level: Int] = [:]
    /// CPU time of the candidates.
    var cpu = Duration.zero
    var retries = 0
    /// Of the first candidate that was run; a batch never changes it.
    var enforcement: CheckReport.Enforcement?

    mutating func add(_ line: JudgedLine) {
        records += 1
        verdicts[line.verdict, default: 0] += 1
        if let kind = line.errorKind { errors[kind, default: 0] += 1 }
        if let level = line.suspicion { suspicions[level, default: 0] += 1 }
        cpu += line.cpu
        retries += line.retries
        if enforcement == nil, line.enforcement.rung != nil { enforcement = line.enforcement }
    }

    /// The exit status of a batch that came to its end.
    var status: CommandStatus {
        if errors.keys.contains(where: { $0 != .input }) { return .internalFault }
        return errors[.input, default: 0] > 0 ? .badInput : .success
    }
}
