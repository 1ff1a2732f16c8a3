/// Work on many items, some at a time.
enum Window {
    /// Does something with each item, and gives the results in the order of the items.
    /// - Parameters:
    ///   - jobs: how many are worked on at a time.
    ///   - goesOn: is told of each result as it comes; false: nothing more is begun, and what is on its way is cancelled.
    ///   - body: the work.
    /// - Returns: nil in the place of what was not begun.
    static func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], jobs: Int, goesOn: (Value) -> Bool = { _ in true },
        _ body: @escaping @Sendable (Item) async -> Value
    ) async -> [Value?] {
        var values: [Value?] = Array(repeating: nil, count: items.count)
        await withTaskGroup(of: (Int, Value).self) { group in
            var next = 0
            var isEnding = false
            func start() {
                guard next < items.count, !isEnding else { return }
                let place = next
                next += 1
                group.addTask { (place, await body(items[place])) }
            }
            for _ in 0..<max(1, jobs) { start() }
            for await (place, value) in group {
                values[place] = value
                if !goesOn(value), !isEnding {
                    isEnding = true
                    group.cancelAll()
                }
                start()
            }
        }
        return values
    }
}
