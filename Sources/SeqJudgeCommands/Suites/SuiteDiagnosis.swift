import Diagnosis
import Judging
import Terms

/// Of which submissions of a suite it is found out what is wrong with them. The suite's own sequences are those that the
/// output of another one is recognised by.
struct SuiteDiagnosis: Sendable {
    private let catalogue: TableCatalogue
    private let asked: Diagnosing?

    /// - Parameter asked: what the caller wants; nil: a diagnosis where one is expected.
    init(_ submissions: [Submission], asked: Diagnosing?) {
        var seen: Set<String> = []
        catalogue = TableCatalogue(
            submissions.filter { seen.insert($0.sequence).inserted }.map(\.truth.table))
        self.asked = asked
    }

    /// The options to check a submission with: those given, with its diagnosis.
    func options(_ submission: Submission, over options: CheckOptions) -> CheckOptions {
        let expected: Diagnosing = submission.expectation.diagnosis.isEmpty ? .none : .failures
        var options = options
        options.diagnosis = asked ?? expected
        options.catalogue = catalogue
        return options
    }
}
