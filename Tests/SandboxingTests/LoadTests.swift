import Foundation
import Sandboxing
import Testing

extension JailTests {
    /// Neighbours that take the processors away must not look like the program's own idleness.
    @Suite struct LoadTests {
        @Test("a wall limit stretches while the run waits for a processor", arguments: Place.offered)
        func stretching(place: Place) throws {
            let cell = try Cell.at(place)
            try #require(cell.knowsWaits)
            let report = try Neighbours.during(perProcessor: 4) {
                try cell.probe("spin", limits: Limits(cpu: .milliseconds(300), wall: .milliseconds(400)))
                    .report
            }
            #expect(report.ending == .breached(.cpu), "\(report)")
            #expect(report.waited > .zero && report.wall > .milliseconds(400), "\(report)")
        }

        @Test(
            "a sleeper among busy neighbours is ended at the wall limit all the same",
            arguments: Place.offered)
        func sleeping(place: Place) throws {
            let cell = try Cell.at(place)
            let report = try Neighbours.during(perProcessor: 4) {
                try cell.probe("sleep", limits: Limits(cpu: .seconds(1), wall: .milliseconds(300))).report
            }
            #expect(report.ending == .breached(.wall))
            #expect(report.wall < .milliseconds(600), "\(report)")
        }
    }
}

/// Processes of our own that do nothing but use up processors; the kernel ends them after some seconds, should we not.
private enum Neighbours {
    static func during<Value>(perProcessor count: Int, _ body: () throws -> Value) throws -> Value {
        var neighbours: [Process] = []
        defer { for process in neighbours { kill(process.processIdentifier, SIGKILL) } }
        for _ in 0..<count * ProcessInfo.processInfo.activeProcessorCount {
            let process = Process()
            process.executableURL = URL(filePath: try Probe.shared.get().path)
            process.arguments = ["neighbour"]
            try process.run()
            neighbours.append(process)
        }
        usleep(100_000)
        return try body()
    }
}
