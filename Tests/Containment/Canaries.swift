import Foundation
import Glibc

/// What attacks are after: secrets in every place where a host keeps some, listeners that must hear nothing, a process
/// that must live on. Made in a folder of its own and gone with ``remove()``.
final class Canaries {
    /// The secret; any appearance in a report is a leak.
    let token: String
    let folder: String
    let port: Int
    let abstractName: String
    /// Of the shared memory.
    let key: Int32
    let victim: Process
    private let listeners: [Int32]
    private let segment: Int32

    static let environmentVariable = "SEQJUDGE_SUITE_SECRET"

    init() throws {
        // Not in /tmp, where a cell with a scratch folder mounts that.
        var template = Array("/var/tmp/canaries-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw Failure("no folder for the canaries: errno \(errno)")
        }
        folder = String(cString: made)
        chmod(folder, 0o755)
        token =
            "canary-"
            + (0..<4).map { _ in String(UInt64.random(in: 1 << 60...UInt64.max), radix: 36) }.joined()
        // Suites in pid namespaces of their own have the same pid.
        let number = Int32.random(in: 1...Int32.max)
        abstractName = "seqjudge-canary-\(number)"
        key = number
        let tcp = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try Canaries.bindLoopback(tcp, port: 0)
        let udp = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        _ = try Canaries.bindLoopback(udp, port: port)
        let named = try Canaries.listenLocally(Array("\(folder)/listener".utf8))
        let abstract = try Canaries.listenLocally([0] + Array(abstractName.utf8))
        chmod("\(folder)/listener", 0o777)
        listeners = [tcp, udp, named, abstract]
        listen(tcp, 8)
        for listener in listeners { _ = fcntl(listener, F_SETFL, O_NONBLOCK) }
        segment = shmget(key_t(key), 4096, IPC_CREAT | 0o666)
        victim = Process()
        victim.executableURL = URL(filePath: "/bin/sleep")
        victim.arguments = ["100000"]
        try victim.run()
        setenv(Canaries.environmentVariable, token, 1)
        mkdir("\(folder)/tmp", 0o755)
        setenv("TMPDIR", "\(folder)/tmp", 1)
        try fill()
    }

    /// The files of the folder: name, mode. All hold the token.
    static let files: [(name: String, mode: mode_t)] = [
        ("secret", 0o600), ("public", 0o644), ("writable", 0o666), ("header.h", 0o644),
        ("answers.inc", 0o644),
    ]

    private func fill() throws {
        for (name, mode) in Canaries.files {
            let text = name.hasSuffix(".h") ? "static const char *leaked = \"\(token)\";\n" : "\(token)\n"
            try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
            chmod("\(folder)/\(name)", mode)
        }
        mkdir("\(folder)/open", 0o777)
        chmod("\(folder)/open", 0o777)
        mkfifo("\(folder)/fifo", 0o666)
        if let memory = shmat(segment, nil, 0), Int(bitPattern: memory) != -1 {
            memory.copyMemory(from: token, byteCount: token.utf8.count)
            shmdt(memory)
        }
        try makeGain()
    }

    /// A set-user-ID program that prints the secret.
    private func makeGain() throws {
        let source = "\(folder)/gain.c"
        let text = """
            #include <stdio.h>
            int main(void) {
                char line[200];
                FILE *file = fopen("\(folder)/secret", "r");
                if (!file || !fgets(line, sizeof line, file)) return 1;
                fputs(line, stdout);
                return 0;
            }
            """
        try text.write(toFile: source, atomically: false, encoding: .utf8)
        let status = try Command.run("gcc", "-static", "-o", "\(folder)/gain", source)
        guard status == 0 else { throw Failure("gcc cannot make the set-user-ID program") }
        unlink(source)
        chmod("\(folder)/gain", 0o4755)
    }

    /// What has gone wrong with them: connections that were accepted, changed files, a victim that is gone.
    func complaints() -> [String] {
        var complaints: [String] = []
        for (name, listener) in zip(["TCP", "UDP", "named socket", "abstract socket"], listeners) {
            var byte: UInt8 = 0
            let heard = name == "UDP" ? Int32(recv(listener, &byte, 1, 0)) : accept(listener, nil, nil)
            guard heard >= 0 else { continue }
            complaints.append("the \(name) listener heard something")
            if name != "UDP" { close(heard) }
        }
        for (name, mode) in Canaries.files {
            var status = stat()
            let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
            let isChanged =
                lstat("\(folder)/\(name)", &status) != 0 || status.st_mode & 0o7777 != mode
                || status.st_nlink != 1 || status.st_uid != getuid()
                || !(text == "\(token)\n" || text == "static const char *leaked = \"\(token)\";\n")
            if isChanged { complaints.append("the canary file \(name) was changed") }
        }
        let found = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/open")) ?? ["?"]
        if !found.isEmpty { complaints.append("files were left: \(found)") }
        if !Canaries.isRunning(victim.processIdentifier) {
            complaints.append("the canary process is stopped or gone")
        }
        return complaints
    }

    private static func isRunning(_ pid: Int32) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst(2).first.map { $0 == "S" || $0 == "R" } ?? false
    }

    /// Takes what the listeners have heard, so that their queues do not fill.
    func drain() { while complaints().contains(where: { $0.contains("heard") }) {} }

    /// Makes good what an attack that was let through has done.
    func restore() throws {
        drain()
        for (name, _) in Canaries.files { unlink("\(folder)/\(name)") }
        try? FileManager.default.removeItem(atPath: "\(folder)/open")
        for name in ["gain", "fifo"] { unlink("\(folder)/\(name)") }
        try fill()
        kill(victim.processIdentifier, SIGCONT)
    }

    func remove() {
        for listener in listeners { close(listener) }
        shmctl(segment, IPC_RMID, nil)
        kill(victim.processIdentifier, SIGKILL)
        victim.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func bindLoopback(_ descriptor: Int32, port: Int) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard outcome else { throw Failure("no loopback port for a listener: errno \(errno)") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    private static func listenLocally(_ name: [UInt8]) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let size = socklen_t(2 + name.count)
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard outcome == 0, listen(descriptor, 8) == 0 else {
            throw Failure("no local socket: errno \(errno)")
        }
        return descriptor
    }
}

/// Helper programs, without what a run loop keeps open.
enum Command {
    /// Starts one; gives its pid.
    static func start(_ words: [String], silent: Bool = false) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if silent { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        let error = posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ)
        guard error == 0 else { throw Failure("\(words[0]) does not start: errno \(error)") }
        return pid
    }

    /// Runs one to its end; gives its exit status, or 128 and the signal.
    static func run(_ words: String...) throws -> Int32 {
        let status = wait(for: try start(words))
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    @discardableResult
    static func wait(for pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
