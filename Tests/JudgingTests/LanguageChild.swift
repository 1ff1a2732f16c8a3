import Glibc

@testable import Judging

/// What a child process gave. Harnesses are tested without a jail: the sources here are ours.
struct ChildResult {
    var output: String
    var errors: String
    /// The exit status; nil when the child was ended by a signal or by us.
    var status: Int32?

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

enum Child {
    /// Runs a program on an input of less than 64 KiB until it ends, or has written `atMost` bytes, or ten seconds
    /// have passed; then it is killed.
    static func run(
        _ path: String, _ arguments: [String], input: [UInt8] = [], atMost: Int = .max
    ) throws -> ChildResult {
        let (stdin, stdout, stderr) = (try ends(), try ends(), try ends())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, stdin.child, 0)
        posix_spawn_file_actions_adddup2(&actions, stdout.child, 1)
        posix_spawn_file_actions_adddup2(&actions, stderr.child, 2)
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, path, &actions, nil, &strings, environ)
        for end in [stdin.child, stdout.child, stderr.child] { close(end) }
        defer { for end in [stdin.host, stdout.host, stderr.host] { close(end) } }
        guard result == 0 else { throw Failure(what: "spawn of \(path): errno \(result)") }
        // MSG_NOSIGNAL: a child that ended early must not end the test process.
        if !input.isEmpty { _ = send(stdin.host, input, input.count, Int32(MSG_NOSIGNAL)) }
        shutdown(stdin.host, Int32(SHUT_WR))
        let (output, errors, ended) = collect(stdout.host, stderr.host, atMost)
        if !ended { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return ChildResult(
            output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
            status: status & 0x7f == 0 ? status >> 8 & 0xff : nil)
    }

    struct Failure: Error { var what: String }

    private static func ends() throws -> (host: Int32, child: Int32) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw Failure(what: "socketpair") }
        return (pair[0], pair[1])
    }

    private static func collect(_ out: Int32, _ err: Int32, _ atMost: Int) -> ([UInt8], [UInt8], Bool) {
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        var polled = [
            pollfd(fd: out, events: Int16(POLLIN), revents: 0),
            pollfd(fd: err, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 65536)
        let deadline = ContinuousClock.now + .seconds(10)
        while polled.contains(where: { $0.fd >= 0 }) {
            guard ContinuousClock.now < deadline, output.count < atMost else {
                return (output, errors, false)
            }
            guard poll(&polled, 2, 100) > 0 else { continue }
            for place in 0...1 where polled[place].fd >= 0 && polled[place].revents != 0 {
                let count = read(polled[place].fd, &buffer, buffer.count)
                if count <= 0 {
                    polled[place].fd = -1
                } else if place == 0 {
                    output += buffer[..<count]
                } else {
                    errors += buffer[..<count]
                }
            }
        }
        return (output, errors, true)
    }
}

/// Runs Python sources through the harness.
enum Python {
    static func language() throws -> PythonLanguage { PythonLanguage(python: try PythonToolchain.find()) }

    static func analysis(_ source: String, findsMissing: Bool = false) throws -> PythonAnalysis {
        let (executable, start) = try language().analysis(of: Array(source.utf8), findsMissing: findsMissing)
        let result = try Child.run(executable, start.arguments, input: start.input)
        return try PythonAnalysis(parsing: result.output.utf8)
    }

    static func detected(_ source: String, _ sequenceID: String? = "A000045") throws -> String {
        "\(try EntryDetector.python(try analysis(source), sequenceID: sequenceID).entry)"
    }

    static func run(
        _ source: String, _ entry: Entry, at index: Int = 0, count: Int = 10, questions: [Int] = [],
        atMost: Int = .max
    ) throws -> ChildResult {
        let facts = try analysis(source)
        let plan = try language().plan(for: entry, source: Array(source.utf8), analysis: facts)
        let start = plan.start(at: index, count: count)
        return try Child.run(
            plan.executable, start.arguments, input: start.input + questions.flatMap(plan.question),
            atMost: atMost)
    }
}
