import Glibc

/// A tool of the host that is needed and cannot be used.
public struct ToolError: Error, Hashable, CustomStringConvertible {
    /// The tool: `python3`.
    public var tool: String
    /// What is wrong: `is not on PATH`.
    public var reason: String
    /// What mends it, a command or a sentence.
    public var remedy: String

    public var description: String { "\(tool) \(reason); \(remedy)" }
}

/// Runs tools of the host, to learn about them. Never for candidates.
enum ToolRun {
    /// The path of a program: itself if it has a slash, else the first executable file of the name on PATH.
    static func find(_ name: String) -> String? {
        if name.utf8.contains(UInt8(ascii: "/")) { return access(name, X_OK) == 0 ? name : nil }
        guard let path = getenv("PATH") else { return nil }
        for folder in String(cString: path).split(separator: ":") {
            let file = "\(folder)/\(name)"
            var status = stat()
            if stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(file, X_OK) == 0 {
                return file
            }
        }
        return nil
    }

    /// Where a path leads when its links are followed; nil when it leads nowhere.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Which of a tool's outputs is read; the other one goes nowhere.
    enum Stream: Int32 {
        case output = 1
        case errors = 2
    }

    /// The output of a tool that ends with status 0 within ten seconds, else nil. Its standard input is empty.
    /// - Parameter environment: its environment, `NAME=VALUE` each; nil: ours.
    static func output(
        of path: String, _ arguments: [String], from stream: Stream = .output, environment: [String]? = nil
    ) -> String? {
        var ends: [Int32] = [-1, -1]
        // A socket pair, for it is close-on-exec from the start: a pipe that is made so afterwards can leak into a
        // process spawned meanwhile by another thread.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        var process: pid_t = 0
        let isSpawned = spawn(path, arguments, environment, output: ends[1], stream, &process)
        close(ends[1])
        defer { close(ends[0]) }
        guard isSpawned else { return nil }
        let bytes = drain(ends[0])
        if bytes == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard let bytes, status == 0 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String]?, output: Int32, _ stream: Stream,
        _ process: inout pid_t
    ) -> Bool {
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return false }
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, stream.rawValue)
        posix_spawn_file_actions_addopen(&actions, stream == .output ? 2 : 1, "/dev/null", O_WRONLY, 0)
        var strings: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        guard let environment else {
            return posix_spawn(&process, path, &actions, nil, &strings, environ) == 0
        }
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for variable in variables { free(variable) } }
        return posix_spawn(&process, path, &actions, nil, &strings, &variables) == 0
    }

    /// What can be read until the end; nil when that takes more than ten seconds or 1 MiB.
    private static func drain(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline, bytes.count < 1 << 20 {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 100) > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += buffer[..<count] } else if errno != EINTR { return nil }
        }
        return nil
    }
}
