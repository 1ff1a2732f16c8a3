import Glibc

/// Memory that a child and its parent share: the number of the case, and the words of a finding.
final class SharedPage {
    private static let size = 1 << 16
    private let base: UnsafeMutableRawPointer

    init() {
        guard let base = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
            base != MAP_FAILED
        else { fatalError("no memory to share") }
        self.base = base
    }

    deinit { munmap(base, Self.size) }

    /// How many cases have begun.
    var number: Int {
        get { base.load(as: Int.self) }
        set { base.storeBytes(of: newValue, as: Int.self) }
    }

    /// What was found, at most a few thousand bytes of it.
    var words: String {
        get { String(cString: (base + 16).assumingMemoryBound(to: CChar.self)) }
        set {
            let bytes = Array(newValue.utf8.prefix(8_000).map { $0 == 0 ? UInt8(ascii: "?") : $0 }) + [0]
            (base + 16).copyMemory(from: bytes, byteCount: bytes.count)
        }
    }
}

/// A process that may end badly.
enum Child {
    /// What a body found, or how the process that ran it ended; nil where nothing was found.
    static func outcome(memory: Int, _ page: SharedPage, _ body: () -> String?) -> String? {
        page.words = ""
        let child = fork()
        if child == 0 {
            confine(memory)
            if let found = body() { page.words = found.isEmpty ? "(no words)" : found }
            _exit(0)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if !page.words.isEmpty { return page.words }
        let number = status & 0x7f
        return number == 0 ? nil : ending(number)
    }

    private static func ending(_ number: Int32) -> String {
        switch number {
        case SIGPROF, SIGALRM:
            "hangs: takes more CPU time than it may, or waits ten times as long"
        case SIGILL, SIGTRAP, SIGABRT: "traps (or finds no memory), signal \(number)"
        case SIGSEGV, SIGBUS: "crashes (perhaps its stack is full), signal \(number)"
        default: "ended by signal \(number)"
        }
    }

    /// No more memory than it may take, no core, and no reporter of crashes, which takes a second for each.
    private static func confine(_ memory: Int) {
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] { signal(number, SIG_DFL) }
        signal(SIGPIPE, SIG_IGN)
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        guard let size = addressSpace() else { return }
        var most = rlimit(rlim_cur: rlim_t(size + memory), rlim_max: rlim_t(size + memory))
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &most)
    }

    private static func addressSpace() -> Int? {
        let file = open("/proc/self/statm", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 200)
        guard read(file, &buffer, buffer.count) > 0 else { return nil }
        let pages = String(decoding: buffer.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        return Int(pages).map { $0 * Int(getpagesize()) }
    }

    /// Ends the process that takes longer than this for what follows.
    static func startClock(seconds: Int) {
        var busy = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        var idle = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: 10 * seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &busy, nil)
        setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &idle, nil)
    }
}
