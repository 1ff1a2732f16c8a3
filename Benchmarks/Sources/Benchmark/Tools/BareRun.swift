import Glibc

/// A run of a program without any jail: what a jailed one is compared with.
///
/// As cheap as a run can be whose answer is read: `posix_spawn`, standard input from a pipe where there is input and from
/// `/dev/null` where there is none, standard output read from a pipe, standard error thrown away.
enum BareRun {
    /// The standard output of a program that ends with status 0.
    static func output(
        _ path: String, _ arguments: [String], input: String? = nil
    ) throws -> [UInt8] {
        let answer = try Pipe()
        let question = try input.map { _ in try Pipe() }
        let process = try spawn(path, arguments, input: question?.reading, output: answer.writing)
        answer.closeWriting()
        if let question, let input { question.send(input) }
        let bytes = answer.drain()
        let status = wait(for: process)
        guard status == 0 else { throw Failure("\(path) ended with wait status \(status)") }
        return bytes
    }

    /// Runs a program; throws unless it ends with status 0 and prints exactly this.
    static func expect(
        _ expected: String, from path: String, _ arguments: [String], input: String? = nil
    ) throws {
        let bytes = try output(path, arguments, input: input)
        guard bytes.elementsEqual(expected.utf8) else {
            throw Failure("\(path) printed '\(String(decoding: bytes.prefix(80), as: UTF8.self))'")
        }
    }

    /// Starts a program, its standard error thrown away unless it is to be shown.
    static func spawn(
        _ path: String, _ arguments: [String], input: Int32? = nil, output: Int32, showsErrors: Bool = false
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        if !showsErrors { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        var strings: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, &strings, environ)
        guard code == 0 else { throw Failure("cannot start \(path): \(String(cString: strerror(code)))") }
        return process
    }

    /// The wait status of a process.
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}

/// A pipe whose ends no other program inherits.
final class Pipe {
    let reading: Int32
    private(set) var writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure("cannot make a pipe") }
        // Nothing else is started between the two calls, so nothing can inherit the ends meanwhile.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Writes what fits in the pipe's own room, which the questions here always do, and ends it.
    func send(_ text: String) {
        _ = text.withCString { write(writing, $0, text.utf8.count) }
        closeWriting()
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    /// All that comes until the other end is closed.
    func drain() -> [UInt8] {
        var bytes: [UInt8] = []
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            while true {
                let count = read(reading, buffer.baseAddress, buffer.count)
                if count > 0 { bytes += buffer.prefix(count) } else if count == 0 || errno != EINTR { return }
            }
        }
        return bytes
    }

    deinit {
        closeWriting()
        close(reading)
    }
}
