import Judging
import SequenceStore
import Statistics

/// Judges answers to problems as `candidates` and `batch` do, one after the other.
struct AnswerJudging: Sendable {
    private let judges: JudgePool
    private let lines: LineJudge
    private let jobs: Int

    /// - Throws: when the host does not allow what the options ask for.
    init(_ options: JudgeOptions, jobs: Int) throws(CommandFailure) {
        let judges = try JudgePool.forCommand(options, jobs: jobs)
        (self.judges, self.jobs) = (judges, jobs)
        // As batch: of another sequence's terms the diagnosis says whose they are.
        let known = (try? KnownSequences()) ?? .bundled
        lines = LineJudge(library: try TruthLibrary(paths: [], offsets: nil, known: nil)) {
            (candidate, truth, options, profile) async throws(JudgeError) in
            let seat = try judges.seat(profile: profile)
            var asked = seat.choice.options(options.limits)
            asked.diagnosis = .failures
            asked.catalogue = known
            return try await seat.judge.check(candidate, against: truth, options: asked)
        }
    }

    /// The verdicts on requests, as lines of JSON with their ends, in the order of the requests.
    func verdicts(
        on requests: [CandidateRequest], _ work: ModelWork
    ) async throws(CommandFailure) -> [[UInt8]] {
        var inputs: [RequestLine] = []
        for (number, request) in requests.enumerated() {
            let bytes = Array(try JSONLines.line(request).dropLast())
            inputs.append(RequestLine(number: number + 1, bytes: bytes, digest: FNV1a.hash(bytes)))
        }
        return try await judges.closing { () async throws(CommandFailure) in
            try await work.inOrder(inputs, atATime: jobs) { [lines] input -> [UInt8]? in
                if case .record(let judged) = await lines.judge(input) { return judged.record }
                return nil
            }.compactMap { $0 }
        }
    }
}
