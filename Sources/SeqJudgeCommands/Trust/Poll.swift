import Judging
import Terms

/// What one program came to.
struct Ballot: Sendable {
    var name: String
    /// Of the known terms.
    var verdict: Verdict
    /// Why it is not accepted.
    var explanation: String
    /// What it says beyond; nil: it was not asked.
    var answers: Answers?
}

/// Judges programs on the known terms and asks those that are accepted for more.
struct Poll: Sendable {
    var truth: Truth
    var options: CheckOptions
    /// The indices past the known terms.
    let indices: [Int]

    init(truth: Truth, beyond: Int, options: CheckOptions) {
        (self.truth, self.options) = (truth, options)
        let last = truth.table.entries.last?.index ?? truth.table.offset - 1
        indices = Array((last + 1)...(last + beyond))
    }

    /// The ballots, in the order of the candidates.
    func take(_ candidates: [Candidate], by judge: Judge, jobs: Int) async throws(JudgeError) -> [Ballot] {
        var failure: JudgeError?
        let results = await Window.map(
            candidates, jobs: jobs,
            goesOn: { (result: Result<Ballot, JudgeError>) in
                if case .failure(let error) = result { failure = failure ?? error }
                return failure == nil
            }, { await ballot(of: $0, judge) })
        if let failure { throw failure }
        return results.compactMap { try? $0?.get() }
    }

    private func ballot(of candidate: Candidate, _ judge: Judge) async -> Result<Ballot, JudgeError> {
        do throws(JudgeError) {
            let report = try await judge.check(candidate, against: truth, options: options)
            var ballot = Ballot(
                name: candidate.name, verdict: report.verdict, explanation: report.explanation)
            guard report.verdict == .accepted else { return .success(ballot) }
            var candidate = candidate
            candidate.entry = report.entry?.entry
            ballot.answers = try await judge.answers(
                of: candidate, at: indices, offset: truth.table.offset, sequenceID: truth.table.id,
                options: options)
            return .success(ballot)
        } catch {
            // What cannot be asked in any way is one program less, not the end.
            guard error.kind == .input || error.kind == .usage else { return .failure(error) }
            return .success(
                Ballot(name: candidate.name, verdict: .compileError, explanation: error.message))
        }
    }
}
