/// Takes the named calling convention or detects one.
struct EntryChoice {
    let session: CheckSession

    /// Nil when there is none, which decides the check.
    /// - Throws: ``JudgeError`` when there are several and the caller has to choose.
    func decide(
        _ evidence: inout Evidence, detected: () throws(EntryError) -> CheckReport.EntryDecision,
        confirmed: (Entry) throws(EntryError) -> CheckReport.EntryDecision
    ) throws -> Entry? {
        do throws(EntryError) {
            let decision: CheckReport.EntryDecision
            if let entry = session.candidate.entry {
                decision = try confirmed(entry)
            } else {
                decision = try detected()
            }
            evidence.report.entry = decision
            return decision.entry
        } catch {
            if session.candidate.entry == nil && !error.choices.isEmpty {
                throw JudgeError(
                    .input, "how to ask '\(session.candidate.name)' for terms is not clear: \(error)")
            }
            evidence.report.diagnostics = Diagnostics.text(Array(error.description.utf8))
            evidence.decide(.compileError, error.reason)
            return nil
        }
    }
}
