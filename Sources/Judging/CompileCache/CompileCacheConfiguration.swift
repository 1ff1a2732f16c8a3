import Glibc
public import Sandboxing

/// Where compiled programs are kept between checks, and how many.
public struct CompileCacheConfiguration: Sendable, Hashable {
    /// The folder; made, with mode 0700, when it is first written to. One that others may write to is not used.
    public var folder: String
    /// The most that all entries take together; those unused for longest go first. Default: 256 MiB. A program that
    /// takes more than a 64th of it is not kept.
    public var limit: ByteCount

    /// A cache in a folder.
    public init(folder: String, limit: ByteCount = .mib(256)) {
        self.folder = folder
        self.limit = limit
    }

    /// `$XDG_CACHE_HOME/seqjudge/compiled`, else `~/.cache/seqjudge/compiled`; nil where neither variable is an
    /// absolute path. After the XDG Base Directory Specification, version 0.8.
    public static var standardFolder: String? {
        if let base = absolute("XDG_CACHE_HOME") { return "\(base)/seqjudge/compiled" }
        return absolute("HOME").map { "\($0)/.cache/seqjudge/compiled" }
    }

    private static func absolute(_ variable: String) -> String? {
        guard let value = getenv(variable) else { return nil }
        let path = String(cString: value)
        return path.hasPrefix("/") ? path : nil
    }
}

/// A folder that cannot serve as a compile cache.
public struct CompileCacheError: Error, Hashable, CustomStringConvertible {
    /// The folder.
    public var folder: String
    /// What is wrong with it: `belongs to another user`.
    public var reason: String
    /// The errno, where a system call failed; else 0.
    public var code: Int32

    public var description: String {
        code == 0 ? "\(folder) \(reason)" : "\(folder) \(reason): \(String(cString: strerror(code)))"
    }
}
