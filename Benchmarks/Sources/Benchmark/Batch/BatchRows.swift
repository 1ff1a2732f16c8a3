import FoundationEssentials
import Glibc
import Sandboxing

/// The batch in processes of its own, at one job, as many jobs as processors, and eight times as many.
struct BatchRows {
    let scratch: Scratch
    let rung: Rung?
    let seed: UInt64
    let count: Int

    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The sittings that the rows need, by their number of jobs.
    func sit(batch: Bool, load: Bool) async throws -> [BatchFigures] {
        let jobs = (batch ? [1, 2] : []) + (load ? [Self.processors, 8 * Self.processors] : [])
        var sittings: [BatchFigures] = []
        for jobs in Set(jobs).sorted() { sittings.append(try await sit(jobs: jobs)) }
        return sittings
    }

    private func sit(jobs: Int) async throws -> BatchFigures {
        let result = "\(scratch.path)/batch.\(jobs).json"
        var arguments = ["judge-batch", "\(count)", "\(jobs)", "\(seed)", result]
        if let rung { arguments += ["--rung", rung.rawValue] }
        let account = CPUAccount(named: "seqjudge-benchmark-\(getpid())-\(jobs)")
        defer { account?.remove() }
        if let account { arguments += ["--account", account.folder] }
        let silence = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(silence) }
        let process = try BareRun.spawn("/proc/self/exe", arguments, output: silence, showsErrors: true)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if Task.isCancelled { kill(process, SIGTERM) }
            try? await Task.sleep(for: .milliseconds(100))
            if Task.isCancelled { usleep(50_000) }
        }
        try Task.checkCancellation()
        guard status == 0, let text = FileManager.default.contents(atPath: result) else {
            throw Failure("the batch of \(jobs) jobs ended with wait status \(status)")
        }
        return try JSONDecoder().decode(BatchFigures.self, from: text)
    }

    /// Candidates whose verdict is not the same in two sittings.
    static func flips(_ one: BatchFigures, _ other: BatchFigures) -> [Flip] {
        zip(one.verdicts, other.verdicts).enumerated().filter { $0.element.0 != $0.element.1 }
            .map { Flip(id: "\($0.offset)", first: $0.element.0, second: $0.element.1) }
    }
}

/// A candidate that was judged differently in two sittings.
struct Flip: Codable {
    var id: String
    var first: String
    var second: String
}
