import Dispatch
import Glibc
import Sandboxing

/// The number of processors that this process may use.
func processorCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// One thread's worth of judging: a queue, and the cells that it keeps.
///
/// `@unchecked Sendable`: `cells` is touched on `queue` only, which is serial.
final class Worker: @unchecked Sendable {
    /// The rung of its cells.
    var rung: Rung { jail.rung }

    private let queue: DispatchQueue
    private let jail: Jail
    private let tools: Toolbox
    private var cells: [CellKey: Cell] = [:]

    /// What makes two cells differ. The process limit is part of the filter.
    private struct CellKey: Hashable {
        var profile: Profile
    }

    init(number: Int, jail: Jail, tools: Toolbox) {
        queue = DispatchQueue(label: "seqjudge.worker.\(number)")
        self.jail = jail
        self.tools = tools
    }

    /// Judges on the worker's own thread.
    func check(
        _ candidate: Candidate, _ truth: Truth, _ options: CheckOptions, _ cancellation: Cancellation
    ) async -> Result<CheckReport, JudgeError> {
        await withCheckedContinuation { continuation in
            queue.async {
                let session = CheckSession(
                    worker: self, tools: self.tools, candidate: candidate, truth: truth, options: options,
                    cancellation: cancellation)
                continuation.resume(returning: Result { () throws(JudgeError) in try session.check() })
            }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.cells = [:]
                continuation.resume()
            }
        }
    }

    /// The cell for a profile, set up if there is none that is clean. Only on the worker's thread.
    func cell(for profile: Profile) throws(SandboxError) -> Cell {
        let key = CellKey(profile: profile)
        if let cell = cells[key], cell.isUsable { return cell }
        cells[key] = nil
        if cells.count >= 8 { cells = [:] }  // callers with ever new profiles: not one jail for each
        let cell = try jail.makeCell(profile)
        cells[key] = cell
        return cell
    }
}
