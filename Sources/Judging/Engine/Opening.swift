import Sandboxing

/// A Python process that has described its source, and is to run it as soon as it is told how: the first of a check's
/// processes, so that a source is read and compiled once.
final class Opening {
    private var run: Run?

    init(_ run: Run) { self.run = run }

    /// The process, the first time.
    func take() -> Run? {
        defer { run = nil }
        return run
    }

    /// Ends the process if nothing came of it, so that its cell can be used again.
    func close() throws {
        if let run = take() { try Capture.end(run) }
    }
}

/// What a process said before it was told how to run.
struct Description {
    /// The lines of the description; nil when the process ended first.
    var lines: [UInt8]?
    var errors: [UInt8] = []
    var report: RunReport?

    private static let end = Array("\ndone\n".utf8)

    /// Reads up to the line that ends the description.
    static func read(_ run: Run, _ session: CheckSession) throws -> Description {
        var description = Description(lines: nil)
        var output: [UInt8] = []
        while true {
            try Capture.stopIfCancelled(run, session)
            switch try run.next(timeout: Capture.patience) {
            case .output(let bytes):
                output += bytes
                guard output[...] == end[1...] || output.suffix(end.count) == end[...] else { continue }
                description.lines = output
                return description
            case .errorOutput(let bytes): description.errors += bytes
            case .timedOut: break
            case .ended(let report):
                description.report = report
                return description
            }
        }
    }
}
