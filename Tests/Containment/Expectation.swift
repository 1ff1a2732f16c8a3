import Judging
import Sandboxing

/// What an attack's head says must come of it.
struct Expectation {
    var attack: Attack
    var place: Place

    func complaints(of report: CheckReport) -> [String] {
        var complaints: [String] = []
        let right = attack.expected(on: place)
        if !right.contains(report.verdict.rawValue) {
            complaints.append("\(report.verdict.rawValue) instead of \(right.joined(separator: " or "))")
        }
        let told = "\(report.explanation) \(report.violation ?? "") \(report.refusals) \(report.diagnostics)"
        if let words = attack.head["names.\(place.rung.rawValue)"] ?? attack.head["names"],
            !told.contains(words)
        {
            complaints.append("the report does not say `\(words)`")
        }
        complaints += lateness(report)
        complaints += Aftermath.complaints(attack, of: report)
        return complaints
    }

    /// A verdict that a limit decided has to come within a tenth of a second of it.
    private func lateness(_ report: CheckReport) -> [String] {
        guard let failure = report.firstFailure else { return [] }
        let slack = Duration.milliseconds(100)
        if report.verdict == .timeLimitExceeded, let cpu = failure.cpu, cpu > report.limits.run.cpu + slack {
            return ["the CPU limit was overrun: \(cpu)"]
        }
        if report.verdict == .idlenessLimitExceeded, let wall = failure.wall,
            wall > report.limits.run.wall + slack
        {
            return ["the wall limit was overrun: \(wall)"]
        }
        return []
    }
}

extension CheckLimits {
    /// The suite's limits, and what the texts set in their place.
    init(_ texts: String?...) throws {
        self.init(
            run: Limits(
                cpu: .milliseconds(500), wall: .milliseconds(1_500), memory: .mib(64), output: .kib(64)),
            checkCPU: .seconds(2))
        try set(texts)
    }

    /// Sets what the texts name: `cpu=0.5 wall=2 memory=64 output=64 processes=1 threads=8 files=64 stack=64 size=16
    /// source=256`, in seconds, MiB (output and source: KiB) and pieces.
    mutating func set(_ texts: [String?]) throws {
        for word in texts.compactMap({ $0 }).joined(separator: " ").split(separator: " ") {
            let parts = word.split(separator: "=")
            guard parts.count == 2, let value = Double(parts[1]) else {
                throw Failure("not a limit: \(word)")
            }
            switch parts[0] {
            case "cpu":
                run.cpu = .seconds(value)
                checkCPU = max(checkCPU, .seconds(3 * value))
            case "wall": run.wall = .seconds(value)
            case "memory": run.memory = .mib(Int(value))
            case "output": run.output = .kib(Int(value))
            case "processes": run.processes = Int(value)
            case "threads": run.threads = Int(value)
            case "files": run.openFiles = Int(value)
            case "stack": run.stack = .mib(Int(value))
            case "size": run.fileSize = .mib(Int(value))
            case "source": source = .kib(Int(value))
            case "check": checkCPU = .seconds(value)
            default: throw Failure("not a limit: \(word)")
            }
        }
    }
}
