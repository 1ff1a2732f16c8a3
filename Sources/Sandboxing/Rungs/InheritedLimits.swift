import Glibc

/// The resource limits that this process has inherited, against what the bundled profiles need: under a smaller one a jail
/// cannot be set up, or a run is refused, and the fault that is told for it says little of the reason.
struct InheritedLimits {
    /// A limit, and what is needed of it.
    struct Need {
        /// What it is, for people, and how a shell sets it.
        var name: String
        var option: String
        /// What the shell counts in, in bytes or pieces.
        var unit: UInt64
        var resource: __rlimit_resource
        var least: UInt64
    }

    /// The limits that are too small, in the order in which they hurt.
    let short: [(need: Need, present: UInt64)]

    init(_ needs: [Need] = InheritedLimits.needs) {
        short = needs.compactMap { need in
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(need.resource.rawValue), &limit) == 0 else { return nil }
            return UInt64(limit.rlim_cur) < need.least ? (need, UInt64(limit.rlim_cur)) : nil
        }
    }

    /// What the bundled profiles ask for: of files the largest that a compiler leaves, and the warden's own image.
    private static var needs: [Need] {
        let limits = ProfileStore.bundled.compactMap { try? ProfileStore.named($0).limits }
        func most(_ part: (Limits) -> Int) -> UInt64 { UInt64(limits.map(part).max() ?? 0) }
        let warden = UInt64(EmbeddedWarden.base64.utf8CodeUnitCount) / 4 * 3
        let memory = most { $0.memory.bytes } + 64 << 20
        return [
            Need(
                name: "size of files", option: "-f", unit: 1_024, resource: RLIMIT_FSIZE,
                least: max(warden, most { $0.fileSize.bytes })),
            Need(
                name: "open files", option: "-n", unit: 1, resource: RLIMIT_NOFILE,
                least: most { $0.openFiles }),
            Need(
                name: "stack", option: "-s", unit: 1_024, resource: RLIMIT_STACK, least: 1 << 20),
            Need(name: "address space", option: "-v", unit: 1_024, resource: RLIMIT_AS, least: memory),
            Need(name: "data", option: "-d", unit: 1_024, resource: RLIMIT_DATA, least: memory),
        ]
    }

    /// One line of a survey.
    var check: HostCheck {
        let found = short.map {
            "\($0.need.name) \($0.present / $0.need.unit) of \($0.need.least / $0.need.unit)"
        }
        let remedy = short.map {
            "ulimit \($0.need.option) \(($0.need.least + $0.need.unit - 1) / $0.need.unit)"
        }
        return HostCheck(
            name: "limits", isAvailable: short.isEmpty,
            detail: short.isEmpty ? "none that is too small" : "too small: " + found.joined(separator: ", "),
            remedy: short.isEmpty ? nil : remedy.joined(separator: "; "))
    }
}
