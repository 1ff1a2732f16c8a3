import Foundation
import Testing

@testable import Sandboxing

/// How a fuzzing program comes to run.
enum FuzzWay: String, Sendable, CaseIterable {
    /// Executed, as a compiled program is.
    case executed
    /// Executed by a Python run that was forked from a template.
    case forked
    /// Under the compiler's profile: with files to write and other processes.
    case compiling
}

/// A cell in which one program after the other makes system calls at random, and what it was like before the first.
final class FuzzGround {
    private let cell: Cell
    private let canary: Canary
    private var before: HostState
    private let look: String
    private let numbers: String
    private let deadly: String

    private static let program = Result {
        try CompiledProgram(
            "fuzzer", fuzzerSource, flags: ["-O1", "-fno-stack-protector", "-static", "-no-pie"])
    }
    private static let image = Result {
        try ProgramImage(copying: Array(Data(contentsOf: URL(filePath: program.get().path))))
    }

    /// - Parameter patience: how long it is to last, at least.
    init(_ rung: Rung, _ way: FuzzWay, patience: Duration) throws {
        switch way {
        case .executed: cell = try Cell.forPrograms(rung)
        case .compiling: cell = try Cell.forPrograms(rung, profile: "c-compile")
        case .forked:
            var profile = try Cell.python()
            profile.paths.append(PathRule(path: try Self.program.get().path, isExecutable: true))
            cell = try Cell.warm(rung, profile)
        }
        canary = try Canary(of: cell, patience: patience)
        numbers = Self.numbers(cell.profile, [.allow, .process])
        deadly = Self.numbers(cell.profile, [.kill])
        // Twice, since a cell makes something for the run after the first.
        _ = try Self.output(cell, [], Limits())
        look = try Self.output(cell, [], Limits()).output
        before = HostState(canary, cell)
        try #require(look.contains("prctl: "))
    }

    /// Takes the host for what it should be like: once all that the tests themselves need is there.
    func remember() throws {
        for _ in 0..<50 {
            before = HostState(canary, cell)
            usleep(50_000)
            if before.differences(to: HostState(canary, cell)).isEmpty { return }
        }
        throw Restless(differences: before.differences(to: HostState(canary, cell)))
    }

    /// A host on which something changes all the time.
    struct Restless: Error {
        var differences: [String]
    }

    /// The numbers of the calls that have a rule with one of these actions.
    private static func numbers(_ profile: Profile, _ actions: Set<SystemCallPolicy.Action>) -> String {
        let calls = Set(profile.systemCalls.rules.filter { actions.contains($0.action) }.map(\.call))
        let numbers = calls.compactMap { name -> Int32? in
            if case .number(let number) = SystemCallName.lookUp(name) { return number }
            return nil
        }
        return numbers.sorted().map { String($0) }.joined(separator: ",")
    }

    private static func output(_ cell: Cell, _ arguments: [String], _ limits: Limits?) throws -> Outcome {
        let words = ["fuzzer"] + arguments
        guard cell.hasTemplate else {
            let run = try cell.start(Program(.image(try image.get()), arguments: words), limits: limits)
            run.closeInput()
            return try Outcome.of(run)
        }
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return try cell.python(
            "import posix; posix.execv(\"\(try program.get().path)\", [\(list)])", limits: limits)
    }

    /// What came of a run.
    struct Round {
        var ending = "lost"
        var calls = 0
        /// Numbers of calls with an errno, or 0, that each gave at least once.
        var pairs: Set<[Int]> = []
        /// What is not as it was.
        var problems: [String] = []
    }

    /// Has one program make calls, and looks at the host and at an honest run after it.
    func round(seed: UInt64, duration: Duration = .milliseconds(150)) -> Round {
        var round = Round()
        var limits = cell.profile.limits
        (limits.cpu, limits.wall, limits.totalCPU) = (.seconds(1), .milliseconds(500), nil)
        (limits.memory, limits.output) = (.mib(96), .mib(4))
        let milliseconds = duration.nanoseconds / 1_000_000
        let arguments = ["\(seed)", "\(milliseconds)", numbers, deadly, canary.folder, canary.token]
        do {
            let outcome = try Self.output(cell, arguments, limits)
            round.ending = "\(outcome.report.ending)"
            round.read(outcome.output)
            let after = try Self.output(cell, [], Limits())
            if after.report.ending != .exited(0) { round.problems.append("next run: \(after.report)") }
            if after.output != look { round.problems.append("next run: \(after.output), before: \(look)") }
        } catch {
            round.problems.append("\(error)")
        }
        round.problems += settled()
        return round
    }

    /// What is otherwise than before, and stays so: a namespace takes a moment to go.
    private func settled() -> [String] {
        let start = ContinuousClock.now
        while true {
            let differences = before.differences(to: HostState(canary, cell))
            if differences.isEmpty || ContinuousClock.now - start > .seconds(3) { return differences }
            usleep(20_000)
        }
    }
}

extension FuzzGround.Round {
    /// What the program told between whatever else it wrote: a count of calls for each process, and the pairs.
    fileprivate mutating func read(_ output: String) {
        var counts: [Int: Int] = [:]
        for line in output.split(separator: "\n") where line.hasPrefix("@") {
            let words = line.split(separator: " ")
            guard words.count == 3, let first = Int(words[1]), let second = Int(words[2]) else { continue }
            if words[0] == "@pair" { pairs.insert([first, second]) }
            if words[0] == "@calls" { counts[first] = max(counts[first] ?? 0, second) }
        }
        calls = counts.values.reduce(0, +)
    }
}
