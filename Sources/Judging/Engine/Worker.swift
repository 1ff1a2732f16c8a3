import Dispatch
import Glibc
import Sandboxing

/// One thread's worth of judging: a queue, and the cells that it keeps.
///
/// `@unchecked Sendable`: `cells` is touched on `queue` only, which is serial.
final class Worker: @unchecked Sendable {
    /// The rung of its cells.
    var rung: Rung { jail.rung }

    private let queue: DispatchQueue
    private let jail: Jail
    /// The processor that its checks stay on; nil: any.
    private let processor: Int?
    private let tools: Toolbox
    private var cells: [Kept] = []

    /// A cell with what it was made from. To compare two profiles is cheap while they share their storage, as those
    /// of one toolbox do; to hash one is not.
    private struct Kept {
        var profile: Profile
        var template: Template?
        var cell: Cell
    }

    init(number: Int, jail: Jail, tools: Toolbox, processor: Int? = nil) {
        self.processor = processor
        queue = DispatchQueue(label: "seqjudge.worker.\(number)")
        self.jail = jail
        self.tools = tools
    }

    /// Judges on the worker's own thread.
    func check(_ task: CheckTask, _ company: Company) async -> Result<CheckOutcome, JudgeError> {
        await withCheckedContinuation { continuation in
            queue.async {
                let session = CheckSession(worker: self, tools: self.tools, task: task, company: company)
                let result = Processors.bound(to: self.processor) {
                    Result { () throws(JudgeError) in try session.check() }
                }
                continuation.resume(returning: result)
            }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.cells = []
                continuation.resume()
            }
        }
    }

    /// A cell that is not kept.
    func freshCell(for profile: Profile, template: Template?) throws(SandboxError) -> Cell {
        try jail.makeCell(profile, template: template)
    }

    /// The cell for a profile and a template, set up if there is none that is clean. Only on the worker's thread.
    func cell(for profile: Profile, template: Template? = nil) throws(SandboxError) -> Cell {
        if let place = cells.firstIndex(where: { $0.template == template && $0.profile == profile }) {
            if cells[place].cell.isUsable { return cells[place].cell }
            cells.remove(at: place)
        }
        if cells.count >= 8 { cells = [] }  // callers with ever new profiles: not one jail for each
        let cell = try jail.makeCell(profile, template: template)
        cells.append(Kept(profile: profile, template: template, cell: cell))
        return cell
    }
}
