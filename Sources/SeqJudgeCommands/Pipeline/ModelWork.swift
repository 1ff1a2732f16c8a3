import Judging

/// Work that waits for a model most of the time.
enum ModelWork {
    /// Does something with each item, some at a time, and gives the results in the order of the items. Ctrl-C cancels what
    /// is on its way.
    static func inOrder<Item: Sendable, Value: Sendable>(
        _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) async -> Value
    ) async throws(CommandFailure) -> [Value] {
        try await Interruption.cancelling { () async throws(JudgeError) in
            var values: [Value?] = Array(repeating: nil, count: items.count)
            await withTaskGroup(of: (Int, Value).self) { group in
                var next = 0
                func start() {
                    guard next < items.count, !Task.isCancelled else { return }
                    let place = next
                    next += 1
                    group.addTask { (place, await body(items[place])) }
                }
                for _ in 0..<max(1, jobs) { start() }
                for await (place, value) in group {
                    values[place] = value
                    start()
                }
            }
            if Task.isCancelled { throw JudgeError(.cancelled, "interrupted") }
            return values.compactMap { $0 }
        }
    }
}
