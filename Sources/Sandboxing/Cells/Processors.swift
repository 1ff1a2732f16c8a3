import CJail

/// The processors that this process may use.
package enum Processors {
    /// Their numbers, ascending; never empty.
    package static let allowed: [Int] = {
        let mask = present()
        let numbers = (0..<mask.count * 8).filter { mask[$0 / 8] & 1 << UInt8($0 % 8) != 0 }
        return numbers.isEmpty ? [0] : numbers
    }()

    /// Runs the body with this thread, and whatever it starts, on one processor; nil: as it is.
    ///
    /// A check is a conversation: worker, keeper and candidate take turns, and while one works the others wait. On one
    /// processor a turn costs a switch; between two it costs an interrupt and often the waking of an idle one.
    package static func bound<Value>(to processor: Int?, _ body: () throws -> Value) rethrows -> Value {
        guard let processor else { return try body() }
        return try on([processor], body)
    }

    private static func on<Value>(_ processors: [Int], _ body: () throws -> Value) rethrows -> Value {
        let before = present()
        var mask = [UInt8](repeating: 0, count: size)
        for processor in processors where processor / 8 < size {
            mask[processor / 8] |= 1 << UInt8(processor % 8)
        }
        // Where it is forbidden, it is not done: nothing depends on it.
        guard before != mask, cjail_bind(mask, mask.count) == 0 else { return try body() }
        defer { cjail_bind(before, before.count) }
        return try body()
    }

    /// Bytes of a mask: 8,192 processors, the most that Linux can be built for.
    private static let size = 1_024

    private static func present() -> [UInt8] {
        var mask = [UInt8](repeating: 0, count: size)
        return cjail_bound(&mask, mask.count) < 0 ? [UInt8](repeating: 0, count: size) : mask
    }
}
