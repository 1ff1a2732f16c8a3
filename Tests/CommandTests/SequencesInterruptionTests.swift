import Foundation
import Glibc
import SequenceStore
import Testing

@testable import SeqJudgeCommands

/// Imports that end before their time.
@Suite(.serialized) struct SequencesInterruptionTests {
    /// A large import into a store that holds one sequence, which has been at work for some time.
    private func interrupted(
        after milliseconds: UInt32,
        _ body: (_ process: Process, _ folder: String, _ store: String) throws -> Void
    ) throws {
        let many = (1...100_000).map { number in
            "A\(number) ," + (1...20).map { String(number &* $0 &* $0 % 9_973) }.joined(separator: ",") + "\n"
        }.joined()
        try Samples.withFolder(["one": "A000001 ,1,2,3\n", "many": many]) { folder in
            let store = "\(folder)/s.sqlite"
            let first = try ChildProcess.run(
                try ChildProcess.seqjudge, ["sequences", "import", "--store", store, "\(folder)/one"])
            #expect(first.status == 0)
            let process = try ChildProcess.start(
                try ChildProcess.seqjudge, ["sequences", "import", "--store", store, "\(folder)/many"])
            let deadline = ContinuousClock.now + .seconds(30)
            while size("\(store).new") < size(store), ContinuousClock.now < deadline { usleep(1_000) }
            usleep(milliseconds * 1_000)
            try #require(process.isRunning)
            try body(process, folder, store)
            let kept = try SequenceStore(path: store)
            #expect(try kept.figures().sequences == 1)
            let again = try ChildProcess.run(
                try ChildProcess.seqjudge, ["sequences", "import", "--store", store, "\(folder)/one"])
            #expect(again.status == 0, "\(again.errors)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "many", "one", "s.sqlite",
                ])
        }
    }

    private func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : -1
    }

    @Test(arguments: [0, 300, 1_500] as [UInt32])
    func `an import that is killed leaves the old store, and the next one clears up`(after time: UInt32)
        throws
    {
        try interrupted(after: time) { process, _, store in
            kill(process.processIdentifier, SIGKILL)
            _ = try ChildProcess.finish(process)
            #expect(size("\(store).new") > 0)
        }
    }

    @Test func `ctrl-C ends an import with 130, and nothing is left behind`() throws {
        try interrupted(after: 200) { process, _, store in
            kill(process.processIdentifier, SIGINT)
            let result = try ChildProcess.finish(process)
            #expect(result.status == 130 && result.errors.contains("the store is as it was"))
            #expect(size("\(store).new") == -1)
        }
    }

    @Test func `a second import at once is refused, and reading goes on`() throws {
        try interrupted(after: 200) { process, folder, store in
            let second = try ChildProcess.run(
                try ChildProcess.seqjudge, ["sequences", "import", "--store", store, "\(folder)/one"])
            #expect(second.status == 70 && second.errors.contains("another import is at work"))
            let show = try ChildProcess.run(
                try ChildProcess.seqjudge, ["sequences", "show", "--store", store, "A1"])
            #expect(show.status == 0 && show.output.contains("3 terms"))
            #expect(process.isRunning)
            kill(process.processIdentifier, SIGTERM)
            #expect(try ChildProcess.finish(process).status == 130)
        }
    }

    @Test func `where the disk is full the store is as it was`() throws {
        let many = (1...20_000).map { "A\($0) ,\($0),\($0 * 3),\($0 * 7),1,2,3,4\n" }.joined()
        try Samples.withFolder(["one": "A000001 ,1,2,3\n", "many": many]) { folder in
            let store = "\(folder)/s.sqlite"
            // A limit on the size of files stands for a disk that is full; its signal is ignored, as no disk sends one.
            let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" sequences import --store \"$1\" \"$2\""
            let program = try ChildProcess.seqjudge
            #expect(try ChildProcess.run("sh", ["-c", script, program, store, "\(folder)/one"]).status == 0)
            let full = try ChildProcess.run("sh", ["-c", script, program, store, "\(folder)/many"])
            #expect(full.status == 70 && full.errors.contains("the store is as it was"), "\(full)")
            #expect(try SequenceStore(path: store).figures().sequences == 1)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "many", "one", "s.sqlite",
                ])
        }
    }
}
