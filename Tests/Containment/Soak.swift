import ArgumentParser
import Foundation
import Sandboxing

/// Very many runs in one cell each: nothing may pile up.
struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Runs a small program very often, and sees that descriptors, threads, zombies and memory stay as they are."
    )

    @Option(help: "How many runs on each rung and in each kind of cell.")
    var runs = 2_000
    @Option(help: "Only these rungs.")
    var rung: [String] = []
    @Option(help: "Only this kind of cell: direct, template or scratch.")
    var kind: [String] = []

    func run() async throws {
        let canaries = try Canaries()
        defer { canaries.remove() }
        let program = try FaultWalk.compileFingerprint(into: canaries.folder)
        var wrong: [String] = []
        for each in Rung.allCases.sorted(by: >) where rung.isEmpty || rung.contains(each.rawValue) {
            for kind in CellKind.allCases where self.kind.isEmpty || self.kind.contains(kind.rawValue) {
                let place = "\(each.rawValue) \(kind.rawValue)"
                let cell = try kind.cell(in: Jail(exactly: each), program: program)
                let (first, last) = try soak(cell, program)
                let growth = last.growth(from: first)
                print("\(place): \(runs) runs; \(first) at a tenth, \(last) at the end")
                if !growth.isEmpty { wrong.append("\(place): more \(growth.joined(separator: ", "))") }
            }
        }
        for text in wrong { print("WRONG \(text)") }
        if !wrong.isEmpty { throw ExitCode(1) }
    }

    private func soak(_ cell: Cell, _ program: String) throws -> (first: Burden, last: Burden) {
        var first: Burden?
        for number in 0..<runs {
            let (_, report) = try cell.run(program, [])
            guard report.ending == .exited(2) else {
                throw Failure("run \(number) ended with \(report.ending)")
            }
            if number == runs / 10 { first = Burden.most(cell.processIdentifier) }
        }
        // What was let go a moment ago is still there for a moment.
        var last = Burden.now(cell.processIdentifier)
        for _ in 0..<60 where !last.growth(from: first ?? last).isEmpty {
            usleep(50_000)
            last = Burden.now(cell.processIdentifier)
        }
        return (first ?? last, last)
    }
}

/// What this process and a cell's hold.
struct Burden: CustomStringConvertible {
    var hostDescriptors = 0
    var hostThreads = 0
    var hostMemory = 0
    var processes = 0
    var zombies = 0
    var descriptors = 0
    var memory = 0

    static func now(_ warden: Int32) -> Burden {
        var burden = Burden()
        burden.hostDescriptors = HostState.entries("/proc/self/fd").count
        burden.hostThreads = HostState.entries("/proc/self/task").count
        burden.hostMemory = kilobytes("self")
        var tree: Set<Int32> = [warden]
        var size = 0
        let parents = HostState.entries("/proc").compactMap { Int32($0) }.map {
            ($0, field("PPid:", "\($0)"))
        }
        while size != tree.count {
            size = tree.count
            for (pid, parent) in parents where Int32(parent).map(tree.contains) == true { tree.insert(pid) }
        }
        for pid in tree {
            burden.processes += 1
            burden.zombies += field("State:", "\(pid)") == "Z" ? 1 : 0
            burden.descriptors += HostState.entries("/proc/\(pid)/fd").count
            burden.memory += kilobytes("\(pid)")
        }
        return burden
    }

    /// The most of each within half a second: a process that stands by for the next run may be on its way just now.
    static func most(_ warden: Int32) -> Burden {
        var most = now(warden)
        for _ in 0..<10 {
            usleep(50_000)
            let other = now(warden)
            most.hostDescriptors = max(most.hostDescriptors, other.hostDescriptors)
            most.hostThreads = max(most.hostThreads, other.hostThreads)
            most.hostMemory = max(most.hostMemory, other.hostMemory)
            most.processes = max(most.processes, other.processes)
            most.descriptors = max(most.descriptors, other.descriptors)
            most.memory = max(most.memory, other.memory)
        }
        return most
    }

    private static func kilobytes(_ process: String) -> Int { Int(field("VmRSS:", process)) ?? 0 }

    private static func field(_ name: String, _ process: String) -> String {
        let line = HostState.text("/proc/\(process)/status").split(separator: "\n").first {
            $0.hasPrefix(name)
        }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.map(String.init) ?? ""
    }

    /// What has grown. Memory: by more than four MiB, since allocators keep some.
    func growth(from before: Burden) -> [String] {
        var names: [String] = []
        if hostDescriptors > before.hostDescriptors { names.append("descriptors of the host's") }
        if hostThreads > before.hostThreads + 2 { names.append("threads of the host's") }
        if hostMemory > before.hostMemory + 4096 { names.append("memory of the host's") }
        if processes > before.processes + 1 { names.append("processes") }
        if zombies > 0 { names.append("zombies") }
        if descriptors > before.descriptors + 8 { names.append("descriptors") }
        if memory > before.memory + 4096 { names.append("memory") }
        return names
    }

    var description: String {
        "host \(hostDescriptors) descriptors \(hostThreads) threads \(hostMemory) KiB, cell \(processes) processes "
            + "\(zombies) zombies \(descriptors) descriptors \(memory) KiB"
    }
}
