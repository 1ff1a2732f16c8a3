import Glibc

/// Lines written to a file that is there as a whole or not at all: they go into a draft beside it, which takes its place when
/// all is done. Standard output, pipes and devices are written to as they are.
final class LineOutput {
    private let name: String
    private let descriptor: CInt
    /// Where the draft is and what it is to become; nil where there is none.
    private let move: (draft: String, place: String)?
    private var buffer: [UInt8] = []
    private var isDone = false
    /// Lines written so far.
    private(set) var count = 0

    private static let bufferSize = 1 << 16

    /// - Parameter path: the file; nil for standard output.
    init(path: String?) throws(CommandFailure) {
        guard let path else {
            (name, descriptor, move) = ("standard output", 1, nil)
            return
        }
        name = path
        var status = stat()
        let isThere = stat(path, &status) == 0
        if isThere && status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            move = nil
        } else {
            let place = isThere ? FileBytes.realPath(path) : path
            let draft = "\(place).\(getpid()).new"
            descriptor = open(
                draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isThere ? status.st_mode & 0o777 : 0o666)
            move = (draft, place)
        }
        guard descriptor >= 0 else { throw LineOutput.failure(path, errno, .badInput) }
    }

    deinit {
        if descriptor > 2 { close(descriptor) }
        if let move, !isDone { unlink(move.draft) }
    }

    /// Adds bytes with their line end.
    func write(_ line: [UInt8]) throws(CommandFailure) {
        buffer += line
        count += 1
        if buffer.count >= LineOutput.bufferSize { try flush() }
    }

    /// Puts the file where it belongs. Nothing may be written after that.
    func finish() throws(CommandFailure) {
        try flush()
        // What is in its place is to be there after a power failure, too.
        if move != nil, fsync(descriptor) != 0 { throw LineOutput.failure(name, errno) }
        if let move, rename(move.draft, move.place) != 0 { throw LineOutput.failure(name, errno) }
        isDone = true
    }

    private func flush() throws(CommandFailure) {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // Who has closed the pipe has seen what he wanted, but the rest has nowhere to go.
            guard count > 0 else { throw LineOutput.failure(name, errno) }
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(
        _ name: String, _ code: CInt, _ status: CommandStatus = .internalFault
    ) -> CommandFailure {
        CommandFailure(status, "\(name): cannot be written: \(String(cString: strerror(code)))")
    }
}
