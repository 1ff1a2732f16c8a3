import Glibc

/// One of the folders that the entries are spread over, so that making room looks at few of them.
struct CacheShard {
    /// A file of an entry, or one that is being written.
    struct File {
        var name: String
        var size: Int
        var modified: Int
        /// Whether it is not an entry yet; one whose writer was killed stays so.
        var isUnfinished: Bool { name.hasPrefix(CacheShard.unfinished) }
    }

    private let folder: CacheDescriptor

    /// How the name of a file begins that is being written.
    static let unfinished = "new-"
    /// An unfinished file of this age has no writer any more, in seconds.
    static let leftoverAge = 3600
    /// How long a use of an entry is not noted again, in seconds: a note is a write.
    static let noteInterval = 60
    /// No file is larger, whatever a configuration says.
    private static let mostBytes = 256 << 20

    /// The shard's folder in the cache's.
    /// - Parameter makes: whether it is made when there is none.
    init?(_ number: Int, in parent: CacheDescriptor, makes: Bool) {
        let name = Self.name(number)
        if makes { mkdirat(parent.number, name, 0o700) }
        guard let folder = CacheDescriptor(openat(parent.number, name, CacheDescriptor.folderFlags)) else {
            return nil
        }
        self.folder = folder
    }

    static func name(_ number: Int) -> String { (number < 16 ? "0" : "") + String(number, radix: 16) }

    /// All bytes of a file, and the use of it noted; nil when there is none, or it is no plain file.
    func read(_ name: String) -> [UInt8]? {
        let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        guard let file = CacheDescriptor(openat(folder.number, name, flags)) else { return nil }
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            Int(status.st_size) <= Self.mostBytes
        else { return nil }
        // One more, to see that nothing follows.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(file.number, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            done += count
        }
        if Int(time(nil)) - Int(status.st_mtim.tv_sec) >= Self.noteInterval { futimens(file.number, nil) }
        return Array(bytes.prefix(done))
    }

    /// Writes a file under another name and gives it its own when it is whole. False when that was not possible: a
    /// full disk, a limit, a folder that only can be read.
    func write(_ name: String, _ bytes: [UInt8]) -> Bool {
        let temporary = "\(Self.unfinished)\(getpid())-\(UInt64.random(in: .min ... .max))"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        // Past a limit of the process's own on file sizes the kernel does not refuse but sends a signal.
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
            limit.rlim_cur >= bytes.count,
            let file = CacheDescriptor(openat(folder.number, temporary, flags, 0o600))
        else { return false }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file.number, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            done += count
        }
        if done == bytes.count, renameat(folder.number, temporary, folder.number, name) == 0 { return true }
        unlinkat(folder.number, temporary, 0)
        return false
    }

    func remove(_ name: String) { unlinkat(folder.number, name, 0) }

    /// The files in it that are ours.
    func files() -> [File] {
        guard let stream = fdopendir(openat(folder.number, ".", CacheDescriptor.folderFlags)) else {
            return []
        }
        defer { closedir(stream) }
        var files: [File] = []
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            guard Self.isOurs(name), fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            files.append(
                File(name: name, size: Int(status.st_size), modified: Int(status.st_mtim.tv_sec)))
        }
        return files
    }

    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix(unfinished)
            || name.utf8.count == 32 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    /// Removes what writers that were killed left, and the entries unused for longest, until so many bytes have room.
    func makeRoom(for size: Int, within limit: Int) {
        let now = Int(time(nil))
        var kept: [File] = []
        for file in files() {
            if file.isUnfinished && now - file.modified > Self.leftoverAge {
                remove(file.name)
            } else {
                kept.append(file)
            }
        }
        var total = kept.reduce(0) { $0 + $1.size }
        for file in kept.filter({ !$0.isUnfinished }).sorted(by: { $0.modified < $1.modified }) {
            guard total + size > limit else { return }
            remove(file.name)
            total -= file.size
        }
    }
}

/// A file descriptor that is closed with its last reference.
final class CacheDescriptor {
    let number: Int32

    static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// Takes it over; nil when the call that was to give one failed.
    init?(_ number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }
}
