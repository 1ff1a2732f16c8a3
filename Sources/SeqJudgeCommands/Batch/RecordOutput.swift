import Glibc

/// Where the records of a batch go: each with one write of a whole line, so that an end at any moment tears at most
/// the last one. Not for several threads at a time.
final class RecordOutput {
    /// What is done about a file that holds something.
    enum Policy: Sendable { case refuse, overwrite, resume }

    /// A write that failed.
    struct Failure: Error, Equatable {
        /// The error number; 0: the batch was cancelled while nobody read the output.
        var code: CInt
    }

    /// The name for errors.
    let name: String
    private let descriptor: CInt
    /// Bytes in whole records; nil where nothing can be taken back.
    private var wholeSize: Int?

    /// Standard output.
    init() {
        name = "standard output"
        descriptor = 1
    }

    /// A file, held alone until the value goes: two batches that write into one would each redo the other's work.
    init(path: String, policy: Policy, input: FileIdentity?) throws(CommandFailure) {
        name = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw RecordOutput.failure(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw RecordOutput.failure(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            if policy == .resume {
                throw CommandFailure(.usage, "\(path): --resume needs a regular file as --output")
            }
            return
        }
        if let input, input == FileIdentity(status) {
            throw CommandFailure(.usage, "\(path): both the input and the output")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure(
                .badInput, "\(path): another batch is writing to it",
                hint: "wait for it to end, or give --output another file")
        }
        // Only now, under the lock, does the size mean anything.
        guard fstat(descriptor, &status) == 0 else { throw RecordOutput.failure(path, errno) }
        wholeSize = Int(status.st_size)
        if policy == .refuse && status.st_size > 0 {
            throw CommandFailure(
                .usage, "\(path): holds something already",
                hint: "--resume goes on with it, --overwrite begins anew")
        }
        if policy == .overwrite { try cut(to: 0) }
    }

    deinit { if descriptor > 2 { close(descriptor) } }

    /// Lets other batches write into the file. A child that was just forked may hold the descriptor a moment longer
    /// than this process does, and with it the lock.
    func unlock() { if descriptor > 2 { flock(descriptor, LOCK_UN) } }

    /// Reads the file from its start, for a resume.
    func forEachChunk(_ body: ([UInt8]) throws(CommandFailure) -> Void) throws(CommandFailure) {
        var place = 0
        while true {
            var failure: CInt = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, count in
                let got = pread(descriptor, target.baseAddress, 1 << 16, place)
                failure = got < 0 ? errno : 0
                count = max(0, got)
            }
            if failure != 0 { throw RecordOutput.failure(name, failure) }
            if chunk.isEmpty { return }
            place += chunk.count
            try body(chunk)
        }
    }

    /// Cuts the file after so many bytes.
    func cut(to size: Int) throws(CommandFailure) {
        guard ftruncate(descriptor, size) == 0 else { throw RecordOutput.failure(name, errno) }
        wholeSize = size
    }

    /// Writes one record with its line end. After a failure no part of it is left in a file.
    /// - Parameter isCancelled: asked while nobody reads a pipe.
    func write(_ record: [UInt8], isCancelled: () -> Bool) throws(Failure) {
        var rest = record[...]
        while !rest.isEmpty {
            if wholeSize == nil { try waitForReader(isCancelled) }
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count > 0 else {
                let code = errno
                if let wholeSize { ftruncate(descriptor, wholeSize) }
                throw Failure(code: code)
            }
            rest = rest.dropFirst(count)
        }
        if let size = wholeSize { wholeSize = size + record.count }
    }

    /// Waits until a pipe takes something, looking ten times a second whether to go on waiting.
    private func waitForReader(_ isCancelled: () -> Bool) throws(Failure) {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&wanted, 1, 100) == 0 {
            if isCancelled() { throw Failure(code: 0) }
        }
    }

    /// The error of a write, for people.
    func failure(_ failure: Failure) -> CommandFailure {
        switch failure.code {
        case 0: CommandFailure(.interrupted, "\(name): nobody reads it")
        case EPIPE: CommandFailure(.internalFault, "\(name): closed by its reader; the batch ends here")
        default: RecordOutput.failure(name, failure.code, status: .internalFault)
        }
    }

    private static func failure(
        _ name: String, _ code: CInt, status: CommandStatus = .badInput
    ) -> CommandFailure {
        CommandFailure(status, "\(name): cannot be written: \(String(cString: strerror(code)))")
    }
}
