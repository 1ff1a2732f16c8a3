import Dispatch
import Glibc
import Judging

/// Ctrl-C and SIGTERM as cancellation, so that a run in the jail is ended and cleaned up and not abandoned.
enum Interruption {
    /// Runs the body; SIGINT or SIGTERM meanwhile cancels it.
    static func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws(JudgeError) -> Value
    ) async throws(CommandFailure) -> Value {
        let task = Task { () -> Result<Value, JudgeError> in
            do throws(JudgeError) { return .success(try await body()) } catch { return .failure(error) }
        }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        let result = await task.value
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw CommandFailure(error)
        }
    }
}
