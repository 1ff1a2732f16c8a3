import ArgumentParser
import Judging
import Sandboxing
import Terms

/// The exit status of every subcommand; documented in the manual page.
enum CommandStatus: Int32, Sendable, CaseIterable {
    /// Accepted, or every submission of a suite as expected.
    case success = 0
    /// Judged, and not accepted; for a suite, at least one submission not as expected.
    case notAccepted = 1
    /// The command line makes no sense.
    case usage = 64
    /// A file that was given holds bad data, or cannot be read.
    case badInput = 65
    /// A program that is needed is not installed.
    case toolMissing = 69
    /// A fault of seqjudge or of the host. Says nothing about the candidate.
    case internalFault = 70
    /// The host does not allow the protection that was asked for, or a model's server refuses the key.
    case refused = 77
    /// Stopped by a signal from outside; 128 + SIGINT, as shells have it.
    case interrupted = 130
}

/// Why a subcommand ends without a result: a message for people and the exit status.
struct CommandFailure: Error, Sendable, Equatable {
    /// The status to exit with.
    var status: CommandStatus
    /// What went wrong, in one line.
    var message: String
    /// What the user can do about it; nil when the message says it all.
    var hint: String?

    init(_ status: CommandStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    init(_ error: InputError) {
        self.init(error.kind == .toolMissing ? .toolMissing : .badInput, error.description)
    }

    init(_ error: JudgeError) {
        let status: CommandStatus =
            switch error.kind {
            case .usage: .usage
            case .input: .badInput
            case .toolMissing: .toolMissing
            case .refused: .refused
            case .internalFault: .internalFault
            case .cancelled: .interrupted
            }
        self.init(status, error.message, hint: error.hint)
    }

    /// Tells the user on standard error, and gives what makes ArgumentParser exit silently with the status.
    func reported() -> ExitCode {
        var text = "seqjudge: error: \(DisplayText.line(message))\n"
        if let hint { text += "  hint: \(DisplayText.line(hint))\n" }
        StandardStream.error.write(text)
        return ExitCode(status.rawValue)
    }
}

/// Runs the body of a subcommand and turns what it throws into an exit status.
func exiting(_ body: () async throws(CommandFailure) -> CommandStatus) async throws {
    let status: CommandStatus
    do {
        status = try await body()
    } catch {
        throw error.reported()
    }
    if status != .success { throw ExitCode(status.rawValue) }
}
