import Judging
import Sandboxing
import Synchronization

/// The judges of a command: one for each sandbox profile that is asked for, made when it is first needed.
final class JudgePool: Sendable {
    /// A judge and the choice of a profile that it was made with.
    struct Seat: Sendable {
        var judge: Judge
        var choice: ProfileChoice
    }

    private let options: JudgeOptions
    private let jobs: Int
    private let standard: Seat
    private let named = Mutex<[String: Seat]>([:])

    /// The pool, with the judge for whoever names no profile.
    /// - Throws: when the host does not allow what the options ask for.
    init(
        options: JudgeOptions, jobs: Int, choice: ProfileChoice = ProfileChoice(profile: nil)
    ) throws(JudgeError) {
        if let shortage = HostRoom.shortage(jobs: jobs) {
            throw JudgeError(.internalFault, shortage.message, hint: shortage.hint)
        }
        self.options = options
        self.jobs = jobs
        standard = Seat(
            judge: try Judge(configuration: choice.configuration(options, jobs: jobs)), choice: choice)
    }

    /// The judge for a profile's name or file; nil: the standard one.
    /// - Throws: of the kind `input` when there is no such profile.
    func seat(profile name: String?) throws(JudgeError) -> Seat {
        guard let name else { return standard }
        // The lock is held while a judge is made, so that two tasks do not make two.
        let result: Result<Seat, JudgeError> = named.withLock { named in
            if let seat = named[name] { return .success(seat) }
            let made = Result { () throws(JudgeError) in try make(name) }
            if case .success(let seat) = made { named[name] = seat }
            return made
        }
        return try result.get()
    }

    private func make(_ name: String) throws(JudgeError) -> Seat {
        let choice: ProfileChoice
        do throws(CommandFailure) {
            choice = try ProfileChoice(named: name)
        } catch {
            throw JudgeError(.input, error.message)
        }
        return Seat(
            judge: try Judge(configuration: choice.configuration(options, jobs: jobs)), choice: choice)
    }

    /// Ends the idle jails of all judges.
    func close() async {
        await standard.judge.close()
        for seat in named.withLock({ Array($0.values) }) { await seat.judge.close() }
    }
}

extension JudgePool {
    /// A pool for a command, whose failures are told to the user.
    static func forCommand(
        _ options: JudgeOptions, jobs: Int, choice: ProfileChoice = ProfileChoice(profile: nil)
    ) throws(CommandFailure) -> JudgePool {
        do throws(JudgeError) {
            return try JudgePool(options: options, jobs: jobs, choice: choice)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Does work that the judges are for, and ends their jails whatever comes of it.
    func closing<Value>(
        _ work: () async throws(CommandFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let result: Result<Value, CommandFailure>
        do throws(CommandFailure) {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        await close()
        return try result.get()
    }
}
