import CJail
import Foundation
import Fuzzing
import Testing

@testable import Sandboxing

extension JailTests {
    /// The host's side of the protocol: whatever a warden sends, the host has a report or a fault, and goes on.
    @Suite struct LyingWardenTests {
        /// The liar's program in a memory file.
        private static let image = Result { () throws -> Int32 in
            let folder = FileManager.default.temporaryDirectory.appending(path: "liar-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let (source, program) = (folder.appending(path: "liar.c"), folder.appending(path: "liar"))
            try liarSource.write(to: source, atomically: true, encoding: .utf8)
            let headers = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Sources/CJail/include")
            let compiler = Process()
            compiler.executableURL = URL(filePath: "/usr/bin/env")
            compiler.arguments = ["gcc", "-w", "-I", headers.path(), "-o", program.path(), source.path()]
            try compiler.run()
            compiler.waitUntilExit()
            let bytes = Array(try Data(contentsOf: program))
            return bytes.withUnsafeBytes { cjail_image($0.baseAddress, $0.count) }
        }

        /// What comes of a cell and a run with a warden that lies.
        private func outcome(_ lie: String) throws -> Result<RunReport, SandboxError> {
            let profile = Profile(
                name: "liar", summary: "", systemCalls: SystemCallPolicy(rules: []), paths: [], scratch: nil,
                environment: ["LIE": lie], limits: Limits(), options: [:])
            let plan = CellPlan(profile: profile, rung: .full, cgroup: nil, ownUID: false)
            let image = try Self.image.get()
            do throws(SandboxError) {
                let cell = try Cell(plan, warden: image)
                let run = try cell.start(Program(.path("/bin/true"), arguments: ["true"]))
                _ = run.mark()
                while true {
                    if case .ended(let report) = try run.next(timeout: .seconds(5)) {
                        return .success(report)
                    }
                }
            } catch {
                return .failure(error)
            }
        }

        /// What the descriptors of this process lead to, sorted.
        private func descriptors() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").map {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) ?? "none"
            }.sorted()
        }

        @Test(
            arguments: [
                ("silent end", SandboxError.Kind.lost), ("short ready", .lost), ("empty", .lost),
                ("ready1", .lost),
                ("ready2", .lost), ("gone", .lost), ("unclean", .lost), ("fault", .setUp), ("long", .lost),
                ("claims a file", .lost),
            ])
        func `what breaks the protocol is a fault, and no report`(lie: String, kind: SandboxError.Kind) throws
        {
            let error = try #require(throws: SandboxError.self) { try outcome(lie).get() }
            #expect(error.kind == kind, "\(lie): \(error)")
            #expect(error.step.utf8.count <= Int(JAIL_STEP_MAX), "\(error)")
        }

        @Test func `the largest numbers make a report`() throws {
            let report = try outcome("most").get()
            #expect(report.cpu == .nanoseconds(Int64.max) && report.peakMemory.bytes == .max)
            #expect(report.processesRefused == Int(UInt32.max))
        }

        @Test func `no message makes the host trap, wait for ever, or keep a descriptor`() throws {
            _ = try outcome("gone")
            let before = try descriptors()
            var reports = 0
            let rounds =
                Int(getenv("SEQJUDGE_FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? 2) * 100
            for seed in 0..<rounds {
                if case .success = try outcome("random \(seed)") { reports += 1 }
            }
            #expect(reports > 0 && reports < rounds)
            let after = try descriptors()
            #expect(after == before, "\(after.count) and not \(before.count)")
        }
    }
}

/// The same, message by message.
@Suite struct WardenMessageFuzzTests {
    private static var samples: [[UInt8]] {
        func bytes<Message: BitwiseCopyable>(_ message: Message) -> [UInt8] {
            withUnsafeBytes(of: message) { Array($0) }
        }
        var ended = jail_ended()
        ended.kind = UInt32(JAIL_ENDED)
        ended.clean = 1
        ended.cpu_ns = 1_000_000
        return [
            bytes(ended), bytes(jail_lapped(kind: UInt32(JAIL_LAPPED), serial: 1, cpu_ns: 5, wall_ns: 9)),
            bytes(jail_waits(kind: UInt32(JAIL_WAITS), reserved: 0, waited_ns: 7)),
            bytes(jail_plain(kind: UInt32(JAIL_ENDED), serial: 0)),
        ]
    }

    @Test func `a message is read, and its numbers do not overflow`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.binary(of: Self.samples)) { bytes in
                let message = bytes.withUnsafeBytes { WardenMessage($0) }
                if bytes.count < 4 {
                    guard case .unknown = message else { throw Violation("read of too little") }
                }
                guard case .ended(let ended) = message else { return }
                try require(bytes.count == MemoryLayout<jail_ended>.size, "a report of \(bytes.count) bytes")
                for limitsAddressSpace in [false, true] {
                    for knowsWaits in [false, true] {
                        let report = RunReport(
                            ended, limits: Limits(),
                            traits: .init(
                                overOutput: false, limitsAddressSpace: limitsAddressSpace,
                                knowsWaits: knowsWaits))
                        try require(report.cpu >= .zero && report.peakMemory.bytes >= 0, "\(report)")
                        try require(!"\(report)".isEmpty, "no words")
                    }
                }
                _ = Cell.text(of: ended.step)
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
