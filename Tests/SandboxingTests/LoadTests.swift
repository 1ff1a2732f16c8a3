import Foundation
import Sandboxing
import Synchronization
import Testing

extension JailTests {
    /// Neighbours that take the processors away must not look like the program's own idleness.
    @Suite struct LoadTests {
        @Test("a wall limit stretches while the run waits for a processor", arguments: offeredRungs)
        func stretching(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung)
            try #require(cell.knowsWaits)
            let report = try Neighbours.during(perProcessor: 4) {
                try cell.probe("spin", limits: Limits(cpu: .milliseconds(300), wall: .milliseconds(400))).report
            }
            #expect(report.ending == .breached(.cpu), "\(report)")
            #expect(report.waited > .zero && report.wall > .milliseconds(400), "\(report)")
        }

        @Test("a sleeper among busy neighbours is ended at the wall limit all the same", arguments: offeredRungs)
        func sleeping(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung)
            let report = try Neighbours.during(perProcessor: 4) {
                try cell.probe("sleep", limits: Limits(cpu: .seconds(1), wall: .milliseconds(300))).report
            }
            #expect(report.ending == .breached(.wall))
            #expect(report.wall < .milliseconds(600), "\(report)")
        }
    }
}

/// Threads of our own that do nothing but use up processors.
private enum Neighbours {
    static func during<Value>(perProcessor count: Int, _ body: () throws -> Value) rethrows -> Value {
        let isOver = Flag()
        let threads = (0..<count * ProcessInfo.processInfo.activeProcessorCount).map { _ in
            Thread { while !isOver.value.load(ordering: .relaxed) {} }
        }
        for thread in threads { thread.start() }
        usleep(50_000)
        defer { isOver.value.store(true, ordering: .relaxed) }
        return try body()
    }

    private final class Flag: Sendable { let value = Atomic(false) }
}
