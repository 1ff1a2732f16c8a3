import Glibc

/// Where a stage of the pipeline writes its lines: standard output, or a file that comes to be as a whole. Until
/// ``finish()`` what is written stands in a draft beside the file, so that an end in the middle leaves the file as it was.
///
/// Not for several threads at a time.
final class LinesOutput {
    private let path: String?
    private let draft: String
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private var isFinished = false
    /// Lines written so far.
    private(set) var count = 0

    /// Opens a file; nil: standard output.
    init(path: String?) throws(CommandFailure) {
        self.path = path
        guard let path else {
            (draft, descriptor) = ("", 1)
            return
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            // A pipe or a device is written to as it is.
            draft = ""
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            try check(path)
            return
        }
        draft = "\(path).\(getpid()).new"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        try check(path)
    }

    private func check(_ path: String) throws(CommandFailure) {
        guard descriptor >= 0 else {
            throw CommandFailure(.badInput, "\(path): cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        guard path != nil, descriptor >= 0 else { return }
        close(descriptor)
        if !isFinished, !draft.isEmpty { unlink(draft) }
    }

    /// Writes a line, which ends with its line feed.
    func write(_ line: [UInt8]) throws(CommandFailure) {
        buffer += line
        count += 1
        if buffer.count >= 1 << 16 || path == nil { try flush() }
    }

    /// Puts the file in its place.
    func finish() throws(CommandFailure) {
        try flush()
        isFinished = true
        guard let path, !draft.isEmpty else { return }
        guard fsync(descriptor) == 0 || errno == EINVAL, rename(draft, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw CommandFailure(.internalFault, "\(path): cannot be written: \(reason)")
        }
    }

    private func flush() throws(CommandFailure) {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count > 0 else {
                throw CommandFailure(
                    .internalFault,
                    "\(path ?? "standard output"): cannot be written: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
