import Judging
import Sandboxing

/// Judges the submissions of a suite, several at a time.
struct SuiteRunner: Sendable {
    /// How a submission is judged; a value, so that a test can put another in its place.
    typealias Check = @Sendable (Submission) async throws(JudgeError) -> CheckReport

    /// How many are judged at a time.
    var jobs: Int
    /// The reason to skip a submission; nil to judge it.
    var skipReason: @Sendable (Submission) async -> String?
    var check: Check
    /// Called after each, one at a time, with how many are done.
    var progress: @Sendable (Int, SuiteResult) -> Void = { _, _ in }

    /// The results in the order of the submissions.
    /// - Throws: an error that no later submission could escape: a missing tool, a refused rung, cancellation.
    func run(_ submissions: [Submission]) async throws(JudgeError) -> [SuiteResult] {
        var fatal: JudgeError?
        var done = 0
        let results = await Window.map(
            submissions, jobs: jobs,
            goesOn: { (result: Result<SuiteResult, JudgeError>) in
                switch result {
                case .success(let value):
                    done += 1
                    progress(done, value)
                case .failure(let error): fatal = fatal ?? error
                }
                return fatal == nil
            }, { await judge($0) })
        if let fatal { throw fatal }
        return results.compactMap { try? $0?.get() }
    }

    private func judge(_ submission: Submission) async -> Result<SuiteResult, JudgeError> {
        if let reason = await skipReason(submission) {
            return .success(
                SuiteResult(submission: submission, outcome: .skipped(reason), report: nil, wall: .zero))
        }
        let start = ContinuousClock.now
        do throws(JudgeError) {
            let report = try await check(submission)
            let differences = submission.expectation.differences(from: report)
            return .success(
                SuiteResult(
                    submission: submission,
                    outcome: differences.isEmpty ? .asExpected : .mismatch(differences),
                    report: report, wall: start.duration(to: .now)))
        } catch {
            switch error.kind {
            case .toolMissing, .refused, .cancelled: return .failure(error)
            case .usage, .input, .internalFault:
                let text = "could not be judged: \(error.message)" + (error.hint.map { " (\($0))" } ?? "")
                return .success(
                    SuiteResult(
                        submission: submission, outcome: .mismatch([text]), report: nil,
                        wall: start.duration(to: .now)))
            }
        }
    }
}
