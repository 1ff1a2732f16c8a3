import Sandboxing

/// What a run printed, and its report.
struct Outcome {
    var output = ""
    var errors = ""
    var report: RunReport
}

extension Cell {
    /// Runs a program to its end.
    func outcome(
        of path: String, _ arguments: [String] = [], input: String = "", limits: Limits? = nil
    ) throws -> Outcome {
        let run = try start(Program(.path(path), arguments: [path] + arguments), limits: limits)
        run.write(Array(input.utf8))
        run.closeInput()
        var output: [UInt8] = []
        var errors: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput(let bytes): errors += bytes
            case .timedOut: break
            case .ended(let report):
                return Outcome(
                    output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
                    report: report)
            }
        }
    }
}
