import Glibc

/// The jail that this host allows: makes cells, all on one rung.
public struct Jail: Sendable {
    /// The rung of every cell.
    public let rung: Rung
    /// Stronger rungs that were tried first, each with the fault that ruled it out.
    public let refusals: [Refusal]

    /// What of the `full` rung its cells do not give, a sentence each.
    public let lacking: [String]

    private let cgroup: CgroupPlan?
    private let ownUID: Bool
    /// What its cells leave out; tests only.
    package var weakening: Weakening?

    /// A rung that this host does not allow.
    public struct Refusal: Sendable, Hashable {
        /// The rung.
        public var rung: Rung
        /// Why it does not work here.
        public var fault: SandboxError
    }

    /// Takes the best rung that the host offers and on which a cell can really be set up.
    ///
    /// - Parameters:
    ///   - required: refuse anything less. Default: whatever is best.
    ///   - exactly: try this rung alone.
    /// - Throws: a ``SandboxError`` of kind `refused` that tells what each rung failed at.
    public init(requiring required: Rung? = nil, exactly: Rung? = nil) throws(SandboxError) {
        var refusals: [Refusal] = []
        for rung in Rung.allCases.sorted(by: >) {
            if let exactly, exactly != rung { continue }
            if let required, rung < required { continue }
            do throws(SandboxError) {
                let candidate = try Jail(probing: rung, refusals)
                self = candidate
                return
            } catch {
                refusals.append(Refusal(rung: rung, fault: error))
            }
        }
        if let exactly, let required, exactly < required {
            let step = "the chosen rung \(exactly.rawValue) is less than the required \(required.rawValue)"
            throw SandboxError(.refused, step: step)
        }
        let reasons = refusals.map { "\($0.rung.rawValue): \($0.fault)" }.joined(separator: "; ")
        throw SandboxError(.refused, step: "no rung of the jail is available here (\(reasons))")
    }

    /// The fault of a rung that was tried alone, without the words around it.
    static func onlyFault(in error: SandboxError) -> String {
        guard let open = error.step.firstIndex(of: "("), let colon = error.step[open...].firstIndex(of: ":"),
            error.step.hasSuffix(")")
        else { return error.description }
        return String(error.step[error.step.index(colon, offsetBy: 2)...].dropLast())
    }

    private init(probing rung: Rung, _ refusals: [Refusal]) throws(SandboxError) {
        self.rung = rung
        self.refusals = refusals
        let isRoot = geteuid() == 0
        switch rung {
        case .full:
            guard isRoot else { throw SandboxError(.refused, step: "needs root", code: EPERM) }
            cgroup = try CgroupPlan.discover().get()
        case .userns: cgroup = try? CgroupPlan.discover().get()
        case .lockdown: cgroup = nil
        }
        ownUID = isRoot && Jail.maySetUID
        cgroup?.sweep()
        lacking = try Jail.tried(CellPlan(profile: Jail.probe, rung: rung, cgroup: cgroup, ownUID: ownUID))
            .lacking
    }

    /// A cell by a plan. One whose warden is killed in the middle says nothing about the host: up to three are tried.
    private static func tried(_ plan: CellPlan) throws(SandboxError) -> Cell {
        for _ in 0..<2 {
            do throws(SandboxError) {
                return try Cell(plan)
            } catch  where error.kind != .lost {
                throw error
            } catch {}
        }
        return try Cell(plan)
    }

    /// Sets a cell up for a profile.
    /// - Parameter template: what to fork runs from. Where it does not start, or the profile allows several processes
    ///   or has a scratch folder, the cell is made all the same; see ``Cell/hasTemplate``.
    /// - Throws: a ``SandboxError`` that names the step which failed.
    public func makeCell(_ profile: Profile, template: Template? = nil) throws(SandboxError) -> Cell {
        if let objection = profile.systemCalls.rules.compactMap(ProfileFloor.objection).first {
            throw SandboxError(.refused, step: "profile \(profile.name): \(objection)")
        }
        return try makeAnyCell(profile, template: template)
    }

    /// The same for a profile that allows what none may: tests see with it what stands behind the filter.
    package func makeAnyCell(_ profile: Profile, template: Template? = nil) throws(SandboxError) -> Cell {
        var ownUID = ownUID
        if rung == .lockdown && ownUID { ownUID = Jail.othersMayReach(profile.paths) }
        let cell = try Cell(
            CellPlan(
                profile: profile, rung: rung, cgroup: cgroup, ownUID: ownUID, template: template,
                weakening: weakening))
        if rung == .lockdown && cell.landlockABI < 6 && profile.limits.processes > 1 {
            let step =
                "profile \(profile.name) needs several processes, which the lockdown rung cannot end safely"
            throw SandboxError(.refused, step: step + " before Landlock ABI 6 (Linux 6.12)")
        }
        return cell
    }

    /// Enough to set a cell up, and nothing more.
    private static let probe = Profile(
        name: "probe", summary: "",
        systemCalls: SystemCallPolicy(rules: [.init(call: "exit_group", action: .allow)]),
        paths: [], scratch: nil, environment: [:], limits: Limits(), options: [:])

    /// Whether root here may take another uid: not in a user namespace that maps only some.
    private static var maySetUID: Bool {
        guard let map = TextFile.read("/proc/self/uid_map") else { return false }
        return map.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ").compactMap { UInt64($0) }
            return fields.count == 3 && fields[0] <= UInt64(CellPlan.firstUID)
                && fields[0] + fields[2] > UInt64(CellPlan.firstUID) + 0x3f_ffff
        }
    }

    /// Without mounts of our own, another uid reaches a toolchain only if every folder above it lets others through.
    private static func othersMayReach(_ rules: [PathRule]) -> Bool {
        rules.allSatisfy { rule in
            var status = stat()
            guard let real = realpath(rule.path, nil) else { return rule.isOptional }
            defer { free(real) }
            var path = String(cString: real)
            while !path.isEmpty, stat(path, &status) == 0 {
                let isFolder = status.st_mode & S_IFMT == S_IFDIR
                if isFolder && status.st_mode & S_IXOTH == 0 { return false }
                guard let slash = path.lastIndex(of: "/") else { break }
                path = String(path[..<slash])
            }
            return true
        }
    }
}
