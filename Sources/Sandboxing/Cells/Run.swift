import CJail
import Glibc

/// A program that runs in a cell: its input and output, and in the end its report.
///
/// Belongs to one thread. Output is counted as it is read, and a run that passes its output limit is stopped.
public final class Run {
    /// The file that the program was to leave, once the run has ended.
    public private(set) var collected: ProgramImage?

    private let cell: Cell
    private var limits: Limits
    private var caseStarted = ContinuousClock.now
    private var input: Descriptor?
    private var output: Descriptor?
    private var errors: Descriptor?
    private var pendingInput: ArraySlice<UInt8> = []
    private var closesInput = false
    private var outputBytes = 0
    private var errorBytes = 0
    private var breachedOutput = false
    private var stopRequested = false
    private var serial: UInt32 = 0
    private var laps: [UInt32: Lap] = [:]
    private var waited = Duration.zero
    /// What was used before ``restart(limits:)``; the report is about what came after.
    private var before = Lap(cpu: .zero, wall: .zero)
    private var ended: jail_ended?
    private var waiting: [RunEvent] = []

    /// The most that is read at once.
    private static let chunk = 65_536

    init(cell: Cell, program: Program, limits: Limits) throws(SandboxError) {
        self.cell = cell
        self.limits = limits
        let stdin = try Run.pipe(ours: 1)
        let stdout = try Run.pipe(ours: 0)
        let stderr = try Run.pipe(ours: 0)
        input = stdin.ours
        output = stdout.ours
        errors = stderr.ours
        var descriptors = [stdin.theirs.number, stdout.theirs.number, stderr.theirs.number]
        if case .image(let image) = program.executable { descriptors.append(image.descriptor) }
        let message = Run.message(program, limits)
        let outcome = message.withUnsafeBytes {
            cjail_send(cell.socketNumber, $0.baseAddress, $0.count, descriptors, Int32(descriptors.count))
        }
        guard outcome == 0 else {
            let code = errno
            if code == EPIPE || code == ECONNRESET { cell.lose() }
            throw SandboxError(
                code == EMSGSIZE ? .setUp : .lost, step: "ask the warden for a run", code: code)
        }
        withExtendedLifetime((stdin.theirs, stdout.theirs, stderr.theirs)) {}
    }

    private static func pipe(ours: Int32) throws(SandboxError) -> (ours: Descriptor, theirs: Descriptor) {
        var pair: (Int32, Int32) = (-1, -1)
        let outcome = withUnsafeMutableBytes(of: &pair) {
            cjail_pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self), ours)
        }
        guard outcome == 0 else { throw SandboxError(.setUp, step: "make a pipe", code: errno) }
        let (reading, writing) = (Descriptor(pair.0), Descriptor(pair.1))
        return ours == 0 ? (reading, writing) : (writing, reading)
    }

    private static func message(_ program: Program, _ limits: Limits) -> [UInt8] {
        var header = jail_run()
        header.kind = UInt32(JAIL_RUN)
        // A template has read its own at its start.
        let arguments = if case .template = program.executable { [String]() } else { program.arguments }
        header.arguments = UInt32(arguments.count)
        header.lap_cpu_ns = limits.cpu.nanoseconds
        header.lap_wall_ns = limits.wall.nanoseconds
        header.total_cpu_ns = max(limits.totalCPU ?? limits.cpu, .zero).nanoseconds
        header.memory_bytes = UInt64(clamping: limits.memory.bytes)
        header.file_bytes = UInt64(clamping: limits.fileSize.bytes)
        header.stack_bytes = UInt64(clamping: limits.stack.bytes)
        header.collect_bytes = UInt64(clamping: program.collectsAtMost.bytes)
        header.processes = UInt32(clamping: limits.processes)
        header.threads = UInt32(clamping: limits.threads)
        header.open_files = UInt32(clamping: limits.openFiles)
        if case .template = program.executable { header.flags = UInt32(JAIL_FROM_TEMPLATE) }
        var message = MessageBuilder(header)
        if case .path(let path) = program.executable { message.append(path) } else { message.append("") }
        message.append(program.collects ?? "")
        for argument in arguments { message.append(argument) }
        return message.bytes
    }

    /// Queues bytes for standard input; they are written while ``next(timeout:)`` waits.
    public func write(_ bytes: some Collection<UInt8>) {
        pendingInput += bytes
        flushInput()
    }

    /// Closes standard input once all that is queued has been written.
    public func closeInput() {
        closesInput = true
        flushInput()
    }

    /// Ends the run; ``next(timeout:)`` then gives `.ended`.
    public func stop() {
        guard !stopRequested, ended == nil else { return }
        stopRequested = true
        var message = jail_plain(kind: UInt32(JAIL_STOP), serial: serial)
        send(&message)
    }

    /// Ends the present case and begins the next: the limits of CPU and wall time start anew.
    ///
    /// Gives what the case has used; nil when the run ended first. Throws when the warden is lost.
    public func lap() throws(SandboxError) -> Lap? { try lap(restarts: false) }

    /// As ``lap()``, without waiting for the figures: gives the number under which ``figures(of:)`` has them later, at the
    /// latest when the run has ended.
    public func mark() -> UInt32 { mark(restarts: false) }

    /// What a case used that ``mark()`` ended, taken out; nil as long as it is not known.
    public func figures(of mark: UInt32) -> Lap? { laps.removeValue(forKey: mark) }

    private func lap(restarts: Bool) throws(SandboxError) -> Lap? {
        let number = mark(restarts: restarts)
        while true {
            if let lap = laps.removeValue(forKey: number) { return lap }
            guard ended == nil else { return nil }
            try wait(milliseconds: 60_000)
        }
    }

    private func mark(restarts: Bool) -> UInt32 {
        serial += 1
        caseStarted = .now
        waited = .zero
        guard ended == nil else { return serial }
        var message = jail_lap()
        message.kind = UInt32(JAIL_LAP)
        message.serial = serial
        message.lap_cpu_ns = limits.cpu.nanoseconds
        message.lap_wall_ns = limits.wall.nanoseconds
        message.total_cpu_ns = max(limits.totalCPU ?? limits.cpu, .zero).nanoseconds
        message.restarts = restarts ? 1 : 0
        send(&message)
        return serial
    }

    /// Ends what was preparation: the limits hold anew from here on, the output counts from nothing, and the report will
    /// be about what follows.
    ///
    /// Memory, processes, threads, stack and files keep the limits that the run was started with.
    /// Gives what the preparation has used; nil when the run ended first. Throws when the warden is lost.
    public func restart(limits: Limits) throws(SandboxError) -> Lap? {
        self.limits.cpu = limits.cpu
        self.limits.wall = limits.wall
        self.limits.totalCPU = limits.totalCPU
        self.limits.output = limits.output
        outputBytes = 0
        errorBytes = 0
        guard let used = try lap(restarts: true) else { return nil }
        before = used
        return used
    }

    /// Waits for output, the end, or the time-out; nil: no time-out. Throws when the warden is lost.
    public func next(timeout: Duration? = nil) throws(SandboxError) -> RunEvent {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            if !waiting.isEmpty { return waiting.removeFirst() }
            if let ended, output == nil, errors == nil { return .ended(try finish(ended)) }
            var milliseconds = 60_000
            if let deadline {
                let left = deadline - ContinuousClock.now
                if left <= .zero { return .timedOut }
                milliseconds = min(milliseconds, Int(left.nanoseconds / 1_000_000) + 1)
            }
            try wait(milliseconds: milliseconds)
        }
    }

    private func send<Message: BitwiseCopyable>(_ message: inout Message) {
        _ = cjail_send(cell.socketNumber, &message, MemoryLayout<Message>.size, nil, 0)
    }

    /// One round of waiting for any of the descriptors.
    private func wait(milliseconds: Int) throws(SandboxError) {
        var polled = [
            pollfd(fd: cell.socketNumber, events: Int16(POLLIN), revents: 0),
            pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: pendingInput.isEmpty ? -1 : input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        if ended != nil { polled[0].fd = -1 }
        let count = poll(&polled, 4, Int32(min(milliseconds, try remainingPatience())))
        if count < 0 && errno != EINTR { throw SandboxError(.lost, step: "wait for the run", code: errno) }
        if count <= 0 { return }
        if polled[3].revents != 0 { flushInput() }
        if polled[1].revents != 0 { readOutput() }
        if polled[2].revents != 0 { readErrors() }
        if polled[0].revents != 0 { try readMessage() }
    }

    /// The warden enforces the limits; one that itself hangs (stopped, or starved by the host) is given up.
    static let patience = Duration.seconds(10)

    /// Milliseconds until the warden should have ended the run by itself.
    private func remainingPatience() throws(SandboxError) -> Int {
        let left = limits.wall + waited + Self.patience - (ContinuousClock.now - caseStarted)
        guard left > .zero else {
            cell.lose()
            throw SandboxError(.lost, step: "wait for a warden long past the wall limit")
        }
        return Int(clamping: left.nanoseconds / 1_000_000 + 1)
    }

    private func flushInput() {
        while let input, !pendingInput.isEmpty {
            let size = pendingInput.withUnsafeBytes { cjail_write(input.number, $0.baseAddress, $0.count) }
            if size > 0 {
                pendingInput = pendingInput.dropFirst(size)
            } else if errno == EAGAIN || errno == EINTR {
                return
            } else {
                pendingInput = []  // the program closed its end: not our business
                self.input = nil
            }
        }
        if closesInput && pendingInput.isEmpty { input = nil }
    }

    private func readOutput() {
        guard let bytes = readChunk(&output) else { return }
        let room = limits.output.bytes - outputBytes
        outputBytes += bytes.count
        if room > 0 { waiting.append(.output(Array(bytes.prefix(room)))) }
        if outputBytes > limits.output.bytes { breachOutput() }
    }

    private func readErrors() {
        guard let bytes = readChunk(&errors) else { return }
        let room = limits.output.bytes - errorBytes
        errorBytes += bytes.count
        if room > 0 { waiting.append(.errorOutput(Array(bytes.prefix(room)))) }
        if errorBytes > limits.output.bytes { breachOutput() }
    }

    private func breachOutput() {
        breachedOutput = true
        stop()
    }

    /// What can be read now; at the end, or when what is left after a breach does not matter, closes it.
    private func readChunk(_ source: inout Descriptor?) -> ArraySlice<UInt8>? {
        guard let descriptor = source else { return nil }
        let size = cell.message.withUnsafeMutableBytes {
            Glibc.read(descriptor.number, $0.baseAddress, min($0.count, Run.chunk))
        }
        if size > 0 { return cell.message.prefix(size) }
        if size < 0 && (errno == EAGAIN || errno == EINTR) {
            if ended != nil { source = nil }  // all writers are gone, so nothing more can come
            return nil
        }
        source = nil
        return nil
    }

    private func readMessage() throws(SandboxError) {
        var descriptor: Int32 = -1
        let size = cell.message.withUnsafeMutableBytes {
            cjail_receive(cell.socketNumber, $0.baseAddress, $0.count, &descriptor)
        }
        if size < 0 && errno == EAGAIN { return }
        let code = size < 0 ? errno : 0
        if descriptor >= 0 { try takeCollected(descriptor) }
        guard size > 0 else {
            cell.lose()
            throw SandboxError(.lost, step: "hear from the warden during a run", code: code)
        }
        switch cell.message.withUnsafeBytes({ WardenMessage(UnsafeRawBufferPointer(rebasing: $0[..<size])) })
        {
        case .lapped(let serial, let lap): laps[serial] = lap
        case .waits(let time): waited = time
        case .ended(let report): ended = report
        case .unknown: break
        }
    }

    /// Copies the program's file into sealed memory of ours: the program's own memory is not held. Throws where the host
    /// does not let us: a file that is not whole would be taken for what the program left.
    private func takeCollected(_ number: Int32) throws(SandboxError) {
        let file = Descriptor(number)
        var bytes: [UInt8] = []
        while true {
            let size = cell.message.withUnsafeMutableBytes {
                Glibc.read(file.number, $0.baseAddress, $0.count)
            }
            if size < 0 && errno == EINTR { continue }
            guard size >= 0 else {
                throw SandboxError(.setUp, step: "read the file that the program left", code: errno)
            }
            if size == 0 { break }
            bytes.append(contentsOf: cell.message.prefix(size))
        }
        collected = try ProgramImage(copying: bytes)
    }

    private func finish(_ ended: jail_ended) throws(SandboxError) -> RunReport {
        cell.runEnded()
        guard ended.error == 0 else {
            throw SandboxError(.setUp, step: Cell.text(of: ended.step), code: ended.error)
        }
        guard ended.clean == 1 else { throw SandboxError(.lost, step: "see the process tree gone") }
        guard ended.collected == 0 || collected != nil else {
            throw SandboxError(.lost, step: "receive the file that the program left")
        }
        var report = RunReport(
            ended, limits: limits,
            traits: RunReport.Traits(
                overOutput: breachedOutput, limitsAddressSpace: cell.limitsAddressSpace,
                knowsWaits: cell.knowsWaits))
        report.cpu = max(.zero, report.cpu - before.cpu)
        report.wall = max(.zero, report.wall - before.wall)
        return report
    }

    deinit {
        // A run that was dropped before its end leaves a busy cell behind: not to be used again.
        if ended == nil { cell.lose() }
    }
}
