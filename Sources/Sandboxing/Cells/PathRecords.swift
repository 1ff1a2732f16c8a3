import CJail
import Glibc

/// What the warden is told of a profile's paths: real files and folders to bind, and the links that lead to them.
struct PathRecords {
    /// A record in the protocol's form: kind byte and path; a link's target follows as a string of its own.
    private(set) var strings: [String] = []
    /// How many records there are.
    private(set) var count = 0
    private var seen: Set<String> = []

    /// Resolves every rule. Throws when a path that is not optional is absent.
    init(_ rules: [PathRule]) throws(SandboxError) {
        for rule in rules.sorted(by: { $0.path < $1.path }) { try add(rule) }
    }

    private mutating func add(_ rule: PathRule) throws(SandboxError) {
        guard let real = resolve(rule.path) else {
            if rule.isOptional { return }
            throw SandboxError(.setUp, step: "find \(rule.path), which the profile names", code: ENOENT)
        }
        let kind = real.hasPrefix("/dev/") ? "d" : rule.isExecutable ? "x" : "r"
        append("\(kind)\(real)")
    }

    private mutating func append(_ record: String, target: String? = nil) {
        guard seen.insert(record).inserted else { return }
        strings.append(record)
        if let target { strings.append(target) }
        count += 1
    }

    /// Follows links component by component, noting each; nil when the path does not exist.
    private mutating func resolve(_ path: String) -> String? {
        var pending = path.split(separator: "/").map(String.init)
        var done: [String] = []
        var links = 0
        while !pending.isEmpty {
            let name = pending.removeFirst()
            if name == "." { continue }
            if name == ".." {
                _ = done.popLast()
                continue
            }
            let here = "/" + (done + [name]).joined(separator: "/")
            guard let target = readLink(here) else {
                guard access(here, F_OK) == 0 else { return nil }
                done.append(name)
                continue
            }
            links += 1
            guard links < 40 else { return nil }
            append("l\(here)", target: target)
            if target.hasPrefix("/") { done = [] }
            pending = target.split(separator: "/").map(String.init) + pending
        }
        return "/" + done.joined(separator: "/")
    }

    private func readLink(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let size = readlink(path, &buffer, buffer.count)
        return size > 0 ? String(decoding: buffer.prefix(size), as: UTF8.self) : nil
    }
}
