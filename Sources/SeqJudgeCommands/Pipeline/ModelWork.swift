import Judging
import ModelClient

/// Work that waits for a model most of the time.
struct ModelWork: Sendable {
    /// The model; nil where answers come from elsewhere.
    let client: ModelClient?
    let arguments: ModelArguments
    let isQuiet: Bool

    init(_ client: ModelClient?, _ arguments: ModelArguments, isQuiet: Bool) {
        (self.client, self.arguments, self.isQuiet) = (client, arguments, isQuiet)
    }

    /// Does something with each item, some at a time, and gives the results in the order of the items. Ctrl-C cancels what
    /// is on its way, and so does a model that can be asked nothing more.
    /// - Throws: when it was ended. What was paid for by then is told.
    func inOrder<Item: Sendable, Value: Sendable>(
        _ items: [Item], atATime: Int? = nil, _ body: @escaping @Sendable (Item) async -> Value
    ) async throws(CommandFailure) -> [Value] {
        let (client, jobs) = (client, atATime ?? arguments.modelJobs)
        let progress = WorkProgress(total: items.count, .standard(isQuiet: isQuiet))
        let counter = progress.counter
        do throws(CommandFailure) {
            let values = try await Interruption.cancelling { () async throws(JudgeError) in
                let values = await Window.map(
                    items, jobs: jobs, goesOn: { _ in !Task.isCancelled && client?.end == nil }
                ) { item in
                    defer { counter.advance() }
                    return await body(item)
                }
                if Task.isCancelled { throw JudgeError(.cancelled, "interrupted") }
                return values.compactMap { $0 }
            }
            progress.end()
            if let end = client?.end { throw ModelWork.failure(end) }
            return values
        } catch {
            progress.end()
            if client?.usage.answered ?? 0 > 0 { tellAccount() }
            throw error
        }
    }

    /// Tells what the calls came to, where a model was asked.
    func tellAccount() {
        guard let client, !isQuiet else { return }
        StandardStream.error.write("  \(ModelArguments.account(client.usage))\n")
    }

    private static func failure(_ error: ModelError) -> CommandFailure {
        error.kind == .denied ? ModelKey.refused(error) : CommandFailure(.internalFault, error.description)
    }
}
