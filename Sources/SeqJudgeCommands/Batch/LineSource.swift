import Dispatch
import Glibc
import Synchronization

/// Gives out the lines that are to be judged, one by one, reading no further ahead than one chunk.
///
/// Reading may block for as long as whoever writes the input likes, so that it has a thread of its own.
final class LineSource: Sendable {
    /// A line and its place among those given out, counted from 0.
    struct Item: Sendable {
        var position: Int
        var line: RequestLine
    }

    /// What one attempt to read gave. `later`: nothing yet, look whether to go on and come again.
    enum Chunk: Sendable {
        case bytes([UInt8])
        case later, end
        case failed(String)
    }

    /// How far the reading is, for a progress display.
    struct Progress: Sendable, Equatable {
        /// Lines seen, also those that are skipped.
        var lines = 0
        /// Bytes read and cut into lines.
        var bytes = 0
    }

    private struct State {
        var splitter: LineSplitter
        /// Lines that wait, in reverse.
        var ready: [RequestLine] = []
        var next = 0
        var progress = Progress()
        var hasEnded = false
    }

    private let queue = DispatchQueue(label: "seqjudge.batch.input")
    private let state: Mutex<State>
    private let read: @Sendable () -> Chunk
    private let control: BatchControl
    private let shard: Shard
    private let done: DoneLines
    private let name: String

    /// A source of the lines that come out of `read`, which is called on one thread at a time.
    /// - Parameter name: of the input, for errors.
    init(
        name: String, longest: Int, shard: Shard = .whole, done: DoneLines = DoneLines(shard: .whole),
        control: BatchControl, read: @escaping @Sendable () -> Chunk
    ) {
        self.name = name
        self.shard = shard
        self.done = done
        self.control = control
        self.read = read
        state = Mutex(State(splitter: LineSplitter(longest: longest)))
    }

    /// How far the reading is.
    var progress: Progress { state.withLock { $0.progress } }

    /// The next line; nil at the end, and as soon as the batch is stopped.
    func next() async -> Item? {
        if control.stage > .running { return nil }
        if let item = takeReady() { return item }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.waitForItem()) }
        }
    }

    private func takeReady() -> Item? {
        state.withLock { state in
            guard let line = state.ready.popLast() else { return nil }
            defer { state.next += 1 }
            return Item(position: state.next, line: line)
        }
    }

    private func waitForItem() -> Item? {
        while control.stage == .running {
            if let item = takeReady() { return item }
            if state.withLock({ $0.hasEnded }) { return nil }
            switch read() {
            case .bytes(let bytes): take(bytes)
            case .later: continue
            case .end: finish()
            case .failed(let reason):
                control.fail(CommandFailure(.badInput, "\(name): \(reason)"), stage: .draining)
            }
        }
        return nil
    }

    private func take(_ bytes: [UInt8]) {
        state.withLock { state in
            var lines: [RequestLine] = []
            state.splitter.take(bytes[...]) { lines.append($0) }
            state.progress.bytes += bytes.count
            keep(lines, &state)
        }
    }

    private func finish() {
        state.withLock { state in
            var lines: [RequestLine] = []
            state.splitter.finish { lines.append($0) }
            state.hasEnded = true
            keep(lines, &state)
        }
    }

    /// Leaves out the lines of other shares, and those that are done.
    private func keep(_ lines: [RequestLine], _ state: inout State) {
        var kept: [RequestLine] = []
        for line in lines where shard.rank(ofLine: line.number) != nil {
            switch done.standing(of: line.number, digest: line.digest) {
            case .toDo: kept.append(line)
            case .done: continue
            case .differs:
                // Whatever is in flight would go into the output of another input.
                control.fail(
                    CommandFailure(
                        .badInput,
                        "\(name):\(line.number): not the line that the output has a record of",
                        hint: "the output belongs to another input, or the input has changed"),
                    stage: .cancelled)
                state.hasEnded = true
                return
            }
        }
        state.progress.lines = state.splitter.number
        state.ready = kept.reversed() + state.ready
    }
}

/// Where a batch comes from: a file, or standard input.
final class RequestInput: Sendable {
    /// The name for errors.
    let name: String
    /// The folder that relative paths in it start from; nil: the working folder.
    let folder: String?
    /// How many bytes it has; nil where that is not known.
    let size: Int?
    /// The file's identity, so that it is not written to by mistake.
    let identity: FileIdentity?
    private let descriptor: CInt

    /// Opens a file, or standard input for `-`.
    init(path: String) throws(CommandFailure) {
        let isStandard = path == "-"
        name = isStandard ? "<stdin>" : path
        descriptor = isStandard ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw CommandFailure(.badInput, "\(path): \(String(cString: strerror(errno)))")
        }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFDIR else { throw CommandFailure(.badInput, "\(path): is a folder") }
        size = kind == S_IFREG ? Int(status.st_size) : nil
        identity = kind == S_IFREG ? FileIdentity(status) : nil
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        folder = isStandard || parts.count == 1 ? nil : parts.dropLast().joined(separator: "/") + "/"
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// Reads once. Waits no longer than a tenth of a second, so that a batch whose input stands still can be stopped.
    func read() -> LineSource.Chunk {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let found = poll(&wanted, 1, 100)
        if found == 0 || found < 0 && errno == EINTR { return .later }
        var failure: CInt = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, count in
            let got = Glibc.read(descriptor, target.baseAddress, 1 << 16)
            failure = got < 0 ? errno : 0
            count = max(0, got)
        }
        if failure == EINTR || failure == EAGAIN { return .later }
        if failure != 0 { return .failed(String(cString: strerror(failure))) }
        return chunk.isEmpty ? .end : .bytes(chunk)
    }
}

/// Which file it is, whatever its path.
struct FileIdentity: Sendable, Equatable {
    private let device: UInt
    private let node: UInt

    init(_ status: stat) {
        device = UInt(status.st_dev)
        node = UInt(status.st_ino)
    }
}
