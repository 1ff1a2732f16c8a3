/// Why a calling convention could not be decided, or the one that was named does not fit.
public struct EntryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, one sentence without a full stop.
    public var reason: String
    /// Conventions that would fit, each with its reason; empty when none is known.
    public var choices: [CheckReport.EntryDecision]

    /// An error with the conventions that would fit.
    public init(reason: String, choices: [CheckReport.EntryDecision] = []) {
        self.reason = reason
        self.choices = choices
    }

    /// The reason, and what to write to choose, a line each: the first twenty of them.
    public var description: String {
        guard !choices.isEmpty else { return reason }
        let lines = choices.prefix(20).map {
            "\n  --entry \"\($0.entry.description.prefix(100))\"  (\($0.reason.prefix(200)))"
        }
        let more = choices.count > 20 ? "\n  and \(choices.count - 20) more" : ""
        return "\(reason); choose with one of" + lines.joined() + more
    }
}
