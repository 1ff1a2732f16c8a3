import ArgumentParser
import Foundation
import Glibc
import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct TruthOptionTests {
    /// Loads the truth that these arguments name.
    private func load(_ arguments: [String]) throws -> Truth {
        try TruthOptions.parse(arguments).load().truth
    }

    /// The status that these arguments end with; nil when they load.
    private func failure(_ arguments: [String]) throws -> CommandFailure? {
        let options = try TruthOptions.parse(arguments)
        do throws(CommandFailure) { _ = try options.load() } catch { return error }
        return nil
    }

    @Test func `terms and offset may be negative`() throws {
        let truth = try load(["--terms", "-1,0,7", "--offset", "-3"])
        #expect(truth.table.offset == -3)
        #expect(truth.table[-3] == -1)
        #expect(truth.table[-1] == 7)
    }

    @Test func `indices are cut before the count, and visible terms stay the same ones`() throws {
        let options = ["--terms", "10,11,12,13,14,15", "--visible", "3"]
        #expect(try load(options).visible == 3)
        let cut = try load(options + ["--indices", "2-5", "--count", "3"])
        #expect(cut.table.entries.map(\.index) == [2, 3, 4])
        #expect(cut.visible == 1)
        #expect(try load(options + ["--count", "2"]).visible == 2)
        #expect(try load(["--terms", "1,2", "--visible", "9"]).visible == 2)
        #expect(try load(["--terms", "1,2"]).visible == nil)
    }

    @Test(
        arguments: [
            ([], CommandStatus.usage), (["--terms", "1", "--bfile", "x"], .usage),
            (["--terms", "1,x"], .badInput),
            (["--terms", "1,2", "--count", "3"], .badInput), (["--terms", "1,2", "--count", "0"], .usage),
            (["--terms", "1,2", "--indices", "7"], .usage), (["--terms", "1,2", "--indices", "x"], .usage),
            (["--bfile", "/nonexistent"], .badInput), (["--bfile", "/nonexistent", "--offset", "1"], .usage),
            (["--stripped", "/nonexistent"], .usage),
            (["--stripped", "/nonexistent", "--sequence", "A1", "--offset", "1"], .badInput),
            (["--truth", "/nonexistent/sequence.yaml"], .badInput),
        ])
    func `truth that does not do ends with its status`(arguments: [String], status: CommandStatus) throws {
        #expect(try failure(arguments)?.status == status)
    }

    @Test func `a malformed line is told with file and line`() throws {
        try Samples.withFolder(["b.txt": "0 1\n1 x\n"]) { folder in
            let failure = try #require(try failure(["--bfile", "\(folder)/b.txt"]))
            #expect(failure.status == .badInput)
            #expect(failure.message.hasPrefix("\(folder)/b.txt:2:"))
        }
    }

    @Test func `a fixture's file brings its own cut and limits, which options override`() throws {
        let yaml =
            "offset: 1\nterms: '1, 4, 9, 16'\ncount: 3\nvisible: 2\nlimits: {cpu_s: 1, memory_mib: 64}\n"
        try Samples.withFolder(["sequence.yaml": yaml]) { folder in
            let path = "\(folder)/sequence.yaml"
            let loaded = try TruthOptions.parse(["--truth", path]).load()
            #expect(loaded.truth.table.entries.map(\.term) == [1, 4, 9])
            #expect(loaded.truth.visible == 2)
            #expect(loaded.limits == LimitSettings(cpu: .seconds(1), memory: .mib(64)))
            #expect(try load(["--truth", path, "--count", "4", "--visible", "0"]).table.entries.count == 4)
        }
    }
}

@Suite struct CheckCommandTests {
    /// The exit status of a command that ends before anything is judged.
    private func status(_ arguments: [String]) async throws -> Int32? {
        var command = try CheckCommand.parse(arguments)
        do { try await command.run() } catch let code as ExitCode { return code.rawValue }
        return nil
    }

    @Test func `a missing solution is bad input`() async throws {
        #expect(try await status(["/nonexistent.py", "--terms", "1", "--color", "never"]) == 65)
    }

    @Test func `no truth is a usage error`() async throws {
        #expect(try await status(["/nonexistent.py"]) == 64)
    }

    @Test(
        arguments: [
            ["-", "--terms", "1"], ["x.rs", "--terms", "1"], ["x.py", "--language", "rust"],
            ["x.py", "--memory", "9"],
            ["x.py", "--threads", "0"], ["x.py", "--require", "half"], ["x.py", "--entry", "function"],
            ["x.py", "--format", "xml"], ["x.py", "--visible", "-1"], [],
        ])
    func `a command line without sense is refused`(arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try CheckCommand.parse(arguments) }
        if let error { #expect(CheckCommand.exitCode(for: error).rawValue == CommandStatus.usage.rawValue) }
    }

    @Test func `every kind of the judge's errors has its exit status`() {
        let expected: [(JudgeError.Kind, Int32)] = [
            (.usage, 64), (.input, 65), (.toolMissing, 69), (.internalFault, 70), (.refused, 77),
            (.cancelled, 130),
        ]
        for (kind, status) in expected {
            #expect(CommandFailure(JudgeError(kind, "x")).status.rawValue == status)
        }
    }

    @Test func `a signal cancels the check instead of abandoning it`() async {
        let error = await #expect(throws: CommandFailure.self) {
            try await Interruption.cancelling { () async throws(JudgeError) in
                try? await Task.sleep(for: .milliseconds(100))
                kill(getpid(), SIGINT)
                try? await Task.sleep(for: .seconds(20))
                if Task.isCancelled { throw JudgeError(.cancelled, "cancelled") }
            }
        }
        #expect(error?.status == .interrupted)
    }
}
