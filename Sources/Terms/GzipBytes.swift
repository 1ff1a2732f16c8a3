import Glibc

/// What `gzip -dc` makes of an open file, read as a stream from a child process. The child goes with the
/// value, also when the stream was not read to its end.
final class GzipBytes: ByteSource {
    private let name: String
    private let child: pid_t
    private let output: CInt
    private let complaints: CInt
    private var reaped = false

    /// Starts the tool on a file, from the file's first byte.
    /// - Parameter tool: the program to run, looked up on PATH.
    init(unpacking file: FileBytes, name: String, tool: String) throws(InputError) {
        guard lseek(file.descriptor, 0, SEEK_SET) == 0 else {
            throw InputError(
                .unreadable, file: name, problem: "gzip data that cannot be rewound",
                expected: "a regular file, or unpacked data")
        }
        let output = try GzipBytes.makePipe(for: name)
        let complaints: Pipe
        do {
            complaints = try GzipBytes.makePipe(for: name)
        } catch {
            closeAll([output.read, output.write])
            throw error
        }
        let streams = [file.descriptor, output.write, complaints.write]
        let (child, code) = GzipBytes.spawn([tool, "-dc"], streams: streams)
        closeAll([output.write, complaints.write])
        guard code == 0 else {
            closeAll([output.read, complaints.read])
            throw InputError(
                code == ENOENT ? .toolMissing : .unreadable, file: name,
                problem: "cannot run '\(tool)' to unpack it: \(errorText(code))",
                expected: "gzip on PATH, or the unpacked file")
        }
        self.name = name
        self.child = child
        self.output = output.read
        self.complaints = complaints.read
    }

    deinit {
        // Closing first: a child that still writes then ends by SIGPIPE instead of waiting for a reader.
        closeAll([output, complaints])
        if !reaped { _ = reap() }
    }

    func read(into buffer: inout [UInt8]) throws(InputError) {
        if reaped { return }
        let before = buffer.count
        let code = appendChunk(from: output, to: &buffer)
        if code != 0 {
            throw InputError(.unreadable, file: name, problem: "cannot be read: \(errorText(code))")
        }
        if buffer.count == before { try conclude() }
    }

    /// Waits for the child at the end of its output. Data that is cut or damaged shows only here.
    private func conclude() throws(InputError) {
        var words: [UInt8] = []
        _ = appendChunk(from: complaints, to: &words)
        let status = reap()
        reaped = true
        // Status 2 is gzip's warning, as of trailing garbage: the data itself was sound.
        if status == 0 || status == 2 << 8 { return }
        let line = words.split(separator: UInt8(ascii: "\n")).first ?? []
        let reason = line.isEmpty ? "gzip failed" : String(decoding: line.prefix(200), as: UTF8.self)
        throw InputError(
            file: name, problem: "damaged gzip data (\(reason))", expected: "an intact .gz file")
    }

    private func reap() -> CInt {
        var status: CInt = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private typealias Pipe = (read: CInt, write: CInt)

    /// A pair of sockets used as a pipe: `pipe2` is not in Swift's view of the C library, and `pipe` would
    /// leave the ends open, for a moment, to children that other threads start.
    private static func makePipe(for name: String) throws(InputError) -> Pipe {
        var ends: [CInt] = [-1, -1]
        let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw InputError(.unreadable, file: name, problem: "no pipe to gzip: \(errorText(errno))")
        }
        return (ends[0], ends[1])
    }

    /// Starts a program with the three standard streams. SIGPIPE is back at its default in the child, even
    /// when this process ignores it, so that the child ends when nobody reads on.
    private static func spawn(_ arguments: [String], streams: [CInt]) -> (pid_t, CInt) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(target))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let code = posix_spawnp(&child, arguments[0], &actions, &attributes, words, environ)
        return (child, code)
    }
}

private func closeAll(_ descriptors: [CInt]) {
    for descriptor in descriptors { close(descriptor) }
}
