import Glibc
import Judging
import Sandboxing

/// What a run was measured on and with.
struct Machine: Codable {
    var processor: String
    var processors: Int
    var memoryGiB: Double
    var kernel: String
    var distribution: String
    var python: String
    var compiler: String
    var bubblewrap: String
    var user: String
    var cgroup: String
    var rung: String
    var date: String
    /// Load averages over 1, 5 and 15 minutes when the measuring began.
    var load: String
    var rounds: Int
    var seed: UInt64

    init(_ tools: Tools, rounds: Int, seed: UInt64) {
        processor = Self.value(of: "model name", in: "/proc/cpuinfo", ":") ?? "unknown"
        processors = BatchRows.processors
        let memory = Self.value(of: "MemTotal", in: "/proc/meminfo", ":")?.split(separator: " ").first
        memoryGiB = (memory.flatMap { Double($0) } ?? 0) / 1_048_576
        kernel = "Linux " + (Self.lines("/proc/sys/kernel/osrelease").first ?? "?")
        let name = Self.value(of: "PRETTY_NAME", in: "/etc/os-release", "=") ?? "unknown"
        distribution = name.split(separator: "\"").first.map(String.init) ?? name
        python = Self.text(tools.python) { "CPython \($0.version)" }
        compiler = Self.text(tools.compiler) { $0.version }
        bubblewrap = Self.text(tools.bubblewrap) { jail in
            let version = try? BareRun.output(jail.program, ["--version"])
            return String(decoding: version?.dropLast() ?? [], as: UTF8.self)
        }
        user = geteuid() == 0 ? "root" : "an ordinary user"
        cgroup = access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0 ? "version 2" : "version 1"
        rung = (try? Jail())?.rung.rawValue ?? "none"
        date = Self.now()
        load =
            Self.lines("/proc/loadavg").first?.split(separator: " ").prefix(3).joined(separator: " ") ?? "?"
        (self.rounds, self.seed) = (rounds, seed)
    }

    /// The description, a name and a value each.
    var entries: [(name: String, value: String)] {
        [
            ("machine", "\(processor), \(processors) processors, \(Figure.text(memoryGiB)) GiB"),
            ("system", "\(distribution), \(kernel), cgroup \(cgroup)"),
            ("tools", "\(python), \(compiler), \(bubblewrap)"),
            ("user", "\(user), best rung \(rung)"),
            ("date", "\(date), load average \(load)"),
            ("rounds", "\(rounds), of longer work fewer; seed \(seed)"),
        ]
    }

    private static func text<Tool>(_ tool: Result<Tool, Missing>, _ words: (Tool) -> String) -> String {
        switch tool {
        case .success(let tool): words(tool)
        case .failure(let missing): missing.description
        }
    }

    private static func value(of key: String, in file: String, _ separator: Character) -> String? {
        guard let line = lines(file).first(where: { $0.hasPrefix(key) }),
            let place = line.firstIndex(of: separator)
        else { return nil }
        let value = line[line.index(after: place)...].drop { $0 == " " || $0 == "\t" }
        return value.isEmpty ? nil : String(value)
    }

    /// The lines of a small file of the system.
    static func lines(_ path: String) -> [String] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M UTC", &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
