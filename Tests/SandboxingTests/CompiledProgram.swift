import Foundation
import Testing

/// A C program of the tests' own, compiled into the temporary folder.
struct CompiledProgram: Sendable {
    let path: String

    init(_ name: String, _ source: String, flags: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jail-probe-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "\(name).c")
        try source.write(to: file, atomically: true, encoding: .utf8)
        path = folder.appending(path: name).path()
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["gcc", "-w"] + flags + ["-pthread", "-o", path, file.path()]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "gcc, \(name)")
    }

    /// What it prints when it is given so much on standard input, all of which it reads first.
    func run(input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: path)
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: input)
        try standardInput.fileHandleForWriting.close()
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationReason == .exit && process.terminationStatus == 0)
        return output
    }
}
