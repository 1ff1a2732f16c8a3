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

    /// The most choices that are told.
    public static let mostChoices = 20

    /// The reason, and what to write to choose, a line each, of at most ``mostChoices``.
    public var description: String {
        guard !choices.isEmpty else { return reason }
        let lines = choices.prefix(Self.mostChoices).map { choice in
            "\n  --entry \"" + Diagnostics.line("\(choice.entry)") + "\"  (" + Diagnostics.line(choice.reason)
                + ")"
        }
        let more = choices.count - lines.count
        return "\(reason); choose with one of" + lines.joined() + (more > 0 ? "\n  and \(more) more" : "")
    }
}
