import Foundation
import Sandboxing
import Testing

/// All tests that set cells up: one at a time, since they measure times and look at the whole host.
@Suite(.serialized) enum JailTests {}

/// The rungs on which a cell can be set up here.
let offeredRungs = Rung.allCases.filter { (try? Jail(exactly: $0)) != nil }

/// The probe, compiled once: as a file for the unjailed controls and as an image for the jail.
struct Probe: Sendable {
    let path: String
    let image: ProgramImage

    static let shared = Result { try Probe() }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jail-probe-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = folder.appending(path: "probe.c")
        try probeSource.write(to: source, atomically: true, encoding: .utf8)
        path = folder.appending(path: "probe").path()
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["gcc", "-w", "-O1", "-pthread", "-o", path, source.path()]
        try compiler.run()
        compiler.waitUntilExit()
        image = try ProgramImage(copying: Array(Data(contentsOf: URL(filePath: path))))
    }

    /// What the probe prints without any jail.
    static func unjailed(_ arguments: String...) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: try shared.get().path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}

/// What a run printed, and its report.
struct Outcome {
    var output = ""
    var report: RunReport
    var collected: ProgramImage?
}

extension Cell {
    /// A cell for compiled programs.
    static func forPrograms(_ rung: Rung, profile: String = "c-run", allowing: [String] = []) throws -> Cell {
        var profile = try ProfileStore.named(profile).expanding([
            "c.program": [], "c.compiler": ["/usr/bin/gcc"], "c.toolchain": ["/usr/bin/as"],
            "c.include": ["/usr/include"],
        ])
        if allowing.isEmpty { return try Jail(exactly: rung).makeCell(profile) }
        // More than any real profile allows: what stands behind the filter is to be seen.
        profile.systemCalls.rules.removeAll { allowing.contains($0.call) }
        profile.systemCalls.rules += allowing.map { SystemCallPolicy.Rule(call: $0, action: .allow) }
        return try Jail(exactly: rung).makeCell(profile)
    }

    /// Runs the probe to its end.
    func probe(_ arguments: String..., limits: Limits? = nil, collects: String? = nil) throws -> Outcome {
        let image = try Probe.shared.get().image
        let run = try start(
            Program(
                .image(image), arguments: ["probe"] + arguments, collects: collects, collectsAtMost: .mib(1)),
            limits: limits)
        run.closeInput()
        var output: [UInt8] = []
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput, .timedOut: break
            case .ended(let report):
                return Outcome(
                    output: String(decoding: output, as: UTF8.self), report: report, collected: run.collected)
            }
        }
    }
}
