import Glibc
import Sandboxing
import Terms
import Testing

@testable import Judging

/// A cache in a folder of its own, which is removed afterwards.
final class TemporaryCache {
    let folder: String
    let cache: CompileCache

    init(limit: ByteCount = .mib(256)) throws {
        var name = Array("/tmp/seqjudge-cache-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&name))
        folder = String(cString: made) + "/cache"
        cache = CompileCache(CompileCacheConfiguration(folder: folder, limit: limit))
    }

    deinit {
        _ = try? cache.clear()
        for number in 0..<CompileCache.shards { rmdir("\(folder)/\(CacheShard.name(number))") }
        rmdir(folder)
        rmdir(String(folder.dropLast(6)))
    }

    /// The paths of all files.
    var files: [String] {
        (0..<CompileCache.shards).flatMap { number -> [String] in
            let path = "\(folder)/\(CacheShard.name(number))"
            guard let handle = opendir(path) else { return [] }
            defer { closedir(handle) }
            var names: [String] = []
            while let entry = readdir(handle) {
                names.append(
                    withUnsafeBytes(of: &entry.pointee.d_name) {
                        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                    })
            }
            return names.filter { !$0.hasPrefix(".") }.map { "\(path)/\($0)" }
        }
    }
}

enum Bytes {
    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }

    static func write(_ bytes: [UInt8], _ path: String) {
        guard let file = fopen(path, "we") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}

private func key(_ text: String) -> CompileKey { CompileKey(material: Array(text.utf8)) }

@Suite struct CompileCacheTests {
    private let program = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }

    @Test func `a program that was kept is found again, byte by byte, and no other`() throws {
        let temporary = try TemporaryCache()
        #expect(try temporary.cache.program(for: key("a")) == nil)
        try temporary.cache.keep(program, for: key("a"), including: [])
        #expect(try temporary.cache.program(for: key("a"))?.copyBytes() == program)
        #expect(try temporary.cache.program(for: key("b")) == nil)
        let summary = try temporary.cache.summary()
        #expect(summary.entries == 1)
        #expect(summary.size.bytes > program.count)
        #expect(try temporary.cache.clear() == summary)
        #expect(try temporary.cache.program(for: key("a")) == nil)
        #expect(temporary.files.isEmpty)
    }

    @Test func `an entry of another key under one's own name is not served`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep(program, for: key("a"), including: [])
        try temporary.cache.keep(program.reversed(), for: key("b"), including: [])
        let names = ["a", "b"].map { key($0).fingerprint.name }
        let paths = names.compactMap { name in temporary.files.first { $0.hasSuffix(name) } }
        try #require(paths.count == 2)
        // As if both keys had one fingerprint.
        Bytes.write(Bytes.read(paths[1]), paths[0])
        #expect(try temporary.cache.program(for: key("a")) == nil)
        #expect(try temporary.cache.program(for: key("b"))?.copyBytes() == program.reversed())
    }

    @Test func `every damage of an entry makes it a miss, and it is removed`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep(program, for: key("the key"), including: [])
        let path = try #require(temporary.files.first)
        let whole = Bytes.read(path)
        var damages: [[UInt8]] = [[], Array(whole.dropLast()), Array(whole.prefix(100)), whole + [0]]
        // The magic, the checksum, a length, the key, and the program's first and last byte.
        for place in [0, 22, 37, 46, whole.count - program.count, whole.count - 1] {
            var bytes = whole
            bytes[place] ^= 1
            damages.append(bytes)
        }
        for damage in damages {
            Bytes.write(damage, path)
            #expect(try temporary.cache.program(for: key("the key")) == nil)
            #expect(temporary.files.isEmpty)
        }
        Bytes.write(whole, path)
        #expect(try temporary.cache.program(for: key("the key"))?.copyBytes() == program)
    }

    @Test func `a changed header makes a miss`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep(program, for: key("other"), including: [])
        let header = "\(temporary.folder)-h"
        defer { unlink(header) }
        Bytes.write([1, 2], header)
        let mark = try #require(FileMark(of: header))
        try temporary.cache.keep(program, for: key("a"), including: [mark])
        #expect(try temporary.cache.program(for: key("a")) != nil)
        Bytes.write([1, 2, 3], header)
        #expect(try temporary.cache.program(for: key("a")) == nil)
        unlink(header)
        #expect(try temporary.cache.program(for: key("a")) == nil)
    }

    @Test func `the limit holds, and what was used last stays`() throws {
        let temporary = try TemporaryCache(limit: ByteCount(bytes: 64 * 16_000))
        for number in 0..<400 {
            try temporary.cache.keep(program, for: key("\(number)"), including: [])
            // The first one is used all the time; times are told apart by the second.
            if let path = temporary.files.first(where: { $0.hasSuffix(key("0").fingerprint.name) }) {
                var times = [
                    timespec(tv_sec: 4_000_000_000, tv_nsec: 0), timespec(tv_sec: 4_000_000_000, tv_nsec: 0),
                ]
                utimensat(AT_FDCWD, path, &times, 0)
            }
        }
        let summary = try temporary.cache.summary()
        #expect(summary.size <= summary.limit)
        #expect(summary.entries > 100)
        #expect(summary.entries < 200)
        #expect(try temporary.cache.program(for: key("0")) != nil)
        #expect(try temporary.cache.program(for: key("399")) != nil)
        // Larger than its part of the limit: not kept, and nothing else is lost.
        try temporary.cache.keep([UInt8](repeating: 0, count: 20_000), for: key("large"), including: [])
        #expect(try temporary.cache.program(for: key("large")) == nil)
        #expect(try temporary.cache.summary().entries == summary.entries)
    }

    @Test func `a use is noted on the entry, once a minute`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep(program, for: key("a"), including: [])
        let path = try #require(temporary.files.first)
        for (age, isNoted) in [(59 - 10, false), (120, true)] {
            let past = time(nil) - age
            var times = [timespec(tv_sec: past, tv_nsec: 0), timespec(tv_sec: past, tv_nsec: 0)]
            utimensat(AT_FDCWD, path, &times, 0)
            _ = try temporary.cache.program(for: key("a"))
            #expect(try (temporary.cache.summary().oldestUse == past) == !isNoted)
        }
    }

    @Test func `what killed writers left goes after an hour`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep(program, for: key("a"), including: [])
        let shard = try #require(temporary.files.first).split(separator: "/").dropLast().joined(
            separator: "/")
        for (name, age) in [("new-1-1", 4000), ("new-1-2", 3000)] {
            Bytes.write(program, "/\(shard)/\(name)")
            var times = [timespec](repeating: timespec(tv_sec: time(nil) - age, tv_nsec: 0), count: 2)
            utimensat(AT_FDCWD, "/\(shard)/\(name)", &times, 0)
        }
        try temporary.cache.keep(program, for: key("a"), including: [])
        let names = temporary.files.compactMap { $0.split(separator: "/").last.map(String.init) }
        #expect(Set(names) == ["new-1-2", key("a").fingerprint.name])
        #expect(try temporary.cache.clear().entries == 1)
        #expect(temporary.files.isEmpty)
    }
}

@Suite struct CompileCacheFolderTests {
    @Test func `the folder is made for its owner alone`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep([1], for: key("a"), including: [])
        var status = stat()
        #expect(stat(temporary.folder, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o700)
    }

    @Test(arguments: [0o770, 0o707, 0o777] as [mode_t])
    func `a folder that others may write to is refused`(mode: mode_t) throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep([1], for: key("a"), including: [])
        chmod(temporary.folder, mode)
        #expect(throws: CompileCacheError.self) { try temporary.cache.program(for: key("a")) }
        #expect(throws: CompileCacheError.self) {
            try temporary.cache.keep([1], for: key("b"), including: [])
        }
        chmod(temporary.folder, 0o755)
        #expect(try temporary.cache.program(for: key("a")) != nil)
    }

    @Test(.enabled(if: geteuid() == 0)) func `a folder of another user's is refused`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep([1], for: key("a"), including: [])
        chown(temporary.folder, 12_345, 0)
        let error = #expect(throws: CompileCacheError.self) { try temporary.cache.program(for: key("a")) }
        #expect(error?.reason == "belongs to another user")
        chown(temporary.folder, 0, 0)
        #expect(try temporary.cache.program(for: key("a")) != nil)
    }

    @Test func `a link, a file and a relative path are no folders`() throws {
        let temporary = try TemporaryCache()
        try temporary.cache.keep([1], for: key("a"), including: [])
        let link = "\(temporary.folder)-l"
        symlink(temporary.folder, link)
        defer { unlink(link) }
        for path in [link, "/dev/null", "cache", ""] {
            let cache = CompileCache(CompileCacheConfiguration(folder: path))
            #expect(throws: CompileCacheError.self) { try cache.program(for: key("a")) }
        }
    }

    @Test func `past a limit of file sizes nothing is kept, and nothing fails`() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryCache()
            let program = [UInt8](repeating: 9, count: 30_000)
            var limit = rlimit(rlim_cur: 1000, rlim_max: .max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try temporary.cache.keep(program, for: key("a"), including: [])
            try #require(temporary.files.isEmpty)
            limit.rlim_cur = .max
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try temporary.cache.keep(program, for: key("a"), including: [])
            try #require(temporary.files.count == 1)
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func `on a full disk nothing is kept, and nothing fails`() throws {
        let temporary = try TemporaryCache()
        mkdir(temporary.folder, 0o700)
        try #require(mount("tmpfs", temporary.folder, "tmpfs", 0, "size=32k,mode=700") == 0)
        defer { umount2(temporary.folder, Int32(MNT_DETACH)) }
        try temporary.cache.keep([UInt8](repeating: 9, count: 60_000), for: key("a"), including: [])
        #expect(temporary.files.isEmpty)
        try temporary.cache.keep([9], for: key("a"), including: [])
        #expect(temporary.files.count == 1)
    }

    /// Reads and writes a few keys with many threads; false when a program was not that of its key.
    private static func hammer(_ folder: String) async -> Bool {
        let cache = CompileCache(
            CompileCacheConfiguration(folder: folder, limit: ByteCount(bytes: 64 * 9000)))
        return await withTaskGroup(of: Bool.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for round in 0..<150 {
                        let number = (round + worker * 5) % 40
                        let program = [UInt8](repeating: UInt8(number), count: 3000 + number)
                        guard (try? cache.keep(program, for: key("\(number)"), including: [])) != nil else {
                            return false
                        }
                        guard let found = try? cache.program(for: key("\(number)"))?.copyBytes() else {
                            continue
                        }
                        if found != program { return false }
                    }
                    return true
                }
            }
            return await group.allSatisfy { $0 }
        }
    }

    @Test func `many threads of two processes write at once, and each reads what is right`() async throws {
        let folder = "/tmp/seqjudge-cache-\(getpid())"
        async let own = Self.hammer(folder)
        await #expect(processExitsWith: .success) {
            try #require(await Self.hammer("/tmp/seqjudge-cache-\(getppid())"))
        }
        #expect(await own)
        let cache = CompileCache(CompileCacheConfiguration(folder: folder))
        let summary = try cache.clear()
        #expect(summary.entries > 0)
        // Each writer makes room for its own: together they may pass the limit by one entry each.
        #expect(summary.size.bytes <= 64 * 9000 + 16 * 3200)
        for number in 0..<CompileCache.shards { rmdir("\(folder)/\(CacheShard.name(number))") }
        #expect(rmdir(folder) == 0)
    }
}
