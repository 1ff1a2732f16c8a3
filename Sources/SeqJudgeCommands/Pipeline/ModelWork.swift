import Judging

/// Work that waits for a model most of the time.
enum ModelWork {
    /// Does something with each item, some at a time, and gives the results in the order of the items. Ctrl-C cancels what
    /// is on its way.
    static func inOrder<Item: Sendable, Value: Sendable>(
        _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) async -> Value
    ) async throws(CommandFailure) -> [Value] {
        try await Interruption.cancelling { () async throws(JudgeError) in
            let values = await Window.map(items, jobs: jobs, goesOn: { _ in !Task.isCancelled }, body)
            if Task.isCancelled { throw JudgeError(.cancelled, "interrupted") }
            return values.compactMap { $0 }
        }
    }
}
