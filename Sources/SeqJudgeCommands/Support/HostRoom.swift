import ArgumentParser
import Glibc
import Sandboxing

/// Whether this process has the room to work in. Below it the runtime library does not fail but waits, for ever, for
/// threads or memory that it will not get; so this is looked at before the first thread is started.
enum HostRoom {
    /// Address space that has to be free, in bytes: stacks and heaps of threads, with as much again to spare.
    static let space = 256 << 20
    /// Descriptors that the runtime library and one cell take.
    static let descriptors = 10
    /// Threads that are started besides those of the jobs.
    static let threads = 12

    /// Processors that work is done on: as many jobs are run at a time where nothing else is said.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// What is too small, in one sentence with what to do; nil where all is well.
    /// - Parameter jobs: how many checks are to run at a time.
    static func shortage(jobs: Int = 1) -> CommandFailure? {
        let room = mmap(
            nil, space, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let room, room != MAP_FAILED else {
            return CommandFailure(
                .internalFault, "there is no room for \(ByteCount(bytes: space)) of memory",
                hint: "raise the limits of address space and data: ulimit -v, ulimit -d")
        }
        munmap(room, space)
        let opened = open(descriptors)
        if opened < descriptors {
            return CommandFailure(
                .internalFault, "only \(opened) of \(descriptors) file descriptors can be opened",
                hint: "raise the limit of open files: ulimit -n")
        }
        let wanted = threads + jobs
        let started = start(wanted)
        if started == wanted { return nil }
        return CommandFailure(
            .internalFault, "only \(started) of \(wanted) threads can be started",
            hint: "raise the limit of processes (ulimit -u), or take fewer --jobs")
    }

    /// Opens descriptors, all there at the same time, and closes them; gives how many there were.
    private static func open(_ count: Int) -> Int {
        var opened: [CInt] = []
        while opened.count < count {
            let descriptor = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { break }
            opened.append(descriptor)
        }
        for descriptor in opened { close(descriptor) }
        return opened.count
    }

    /// Starts threads, all there at the same time, and ends them; gives how many there were.
    private static func start(_ count: Int) -> Int {
        var gate = pthread_mutex_t()
        pthread_mutex_init(&gate, nil)
        defer { pthread_mutex_destroy(&gate) }
        var started: [pthread_t] = []
        withUnsafeMutablePointer(to: &gate) { gate in
            pthread_mutex_lock(gate)
            while started.count < count {
                var thread = pthread_t()
                let code = pthread_create(
                    &thread, nil,
                    { gate in
                        // Held until all are there.
                        let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self)
                        if let gate, pthread_mutex_lock(gate) == 0 { pthread_mutex_unlock(gate) }
                        return nil
                    }, gate)
                guard code == 0 else { break }
                started.append(thread)
            }
            pthread_mutex_unlock(gate)
            for thread in started { pthread_join(thread, nil) }
        }
        return started.count
    }
}

extension SeqJudge {
    /// Ends the process with status 70 and a word about it where the host gives it too little to begin with. To be called
    /// before anything is awaited.
    public static func refuseWithoutRoom() {
        if let shortage = HostRoom.shortage() { Glibc.exit(shortage.reported().rawValue) }
    }
}
