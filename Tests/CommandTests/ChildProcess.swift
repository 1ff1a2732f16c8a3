import Foundation
import Testing

/// Programs run by tests, the built seqjudge among them.
enum ChildProcess {
    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The seqjudge that was built together with the tests.
    static var seqjudge: String {
        get throws {
            let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            let path = own.deletingLastPathComponent().appending(path: "seqjudge").path()
            try #require(FileManager.default.isExecutableFile(atPath: path), "\(path) is not built")
            return path
        }
    }

    /// Starts a program, whose streams are pipes.
    static func start(_ program: String, _ arguments: [String], input: String? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = Pipe()
        process.standardError = Pipe()
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        if let input {
            try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        }
        return process
    }

    /// Waits for the end of a program whose output fits into a pipe.
    static func finish(_ process: Process) throws -> Result {
        func text(_ stream: Any?) throws -> String {
            let data = try (stream as? Pipe)?.fileHandleForReading.readToEnd() ?? Data()
            return String(decoding: data, as: UTF8.self)
        }
        let output = try text(process.standardOutput)
        let errors = try text(process.standardError)
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: output, errors: errors)
    }

    /// Runs a program to its end.
    static func run(_ program: String, _ arguments: [String], input: String = "") throws -> Result {
        try finish(start(program, arguments, input: input))
    }
}
