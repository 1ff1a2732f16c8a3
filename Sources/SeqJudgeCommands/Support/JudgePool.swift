import Judging
import Sandboxing
import Synchronization

/// The judges of a command: one for each sandbox profile that is asked for, made when it is first needed.
final class JudgePool: Sendable {
    /// A judge and the profile it was made with; nil: each language's own.
    struct Seat: Sendable {
        var judge: Judge
        var profile: Profile?
    }

    private let options: JudgeOptions
    private let jobs: Int
    private let standard: Seat
    private let named = Mutex<[String: Seat]>([:])

    /// The pool, with the judge for whoever names no profile.
    /// - Throws: when the host does not allow what the options ask for.
    init(options: JudgeOptions, jobs: Int, profile: Profile? = nil) throws(JudgeError) {
        if let shortage = HostRoom.shortage(jobs: jobs) {
            throw JudgeError(.internalFault, shortage.message, hint: shortage.hint)
        }
        self.options = options
        self.jobs = jobs
        standard = Seat(
            judge: try Judge(configuration: options.configuration(profile: profile, jobs: jobs)),
            profile: profile)
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
        let profile: Profile
        do throws(CommandFailure) {
            profile = try ProfileLookup.find(name)
        } catch {
            throw JudgeError(.input, error.message)
        }
        let judge = try Judge(configuration: options.configuration(profile: profile, jobs: jobs))
        return Seat(judge: judge, profile: profile)
    }

    /// Ends the idle jails of all judges.
    func close() async {
        await standard.judge.close()
        for seat in named.withLock({ Array($0.values) }) { await seat.judge.close() }
    }
}
