import Dispatch
import Glibc

/// Ctrl-C and SIGTERM as cancellation, so that what was set up is taken down.
enum Interruption {
    /// Runs the body; a signal meanwhile cancels it, and whatever the body makes of that is a `CancellationError`.
    static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        do {
            try await task.value
        } catch {
            throw task.isCancelled ? CancellationError() : error
        }
    }
}
