import Glibc
public import Sandboxing

/// Compiled programs on disk, each under the fingerprint of all that it was made of.
///
/// Any number of threads and processes may use one folder: an entry is written under another name and renamed, so that
/// it is whole or not there, and is verified when it is read. Nothing here fails a check: what cannot be read or
/// written is compiled anew.
public struct CompileCache: Sendable {
    /// Where, and how much.
    public let configuration: CompileCacheConfiguration

    static let shards = 64

    /// What is in a cache.
    public struct Summary: Sendable, Hashable {
        /// The folder.
        public var folder: String
        /// The number of programs.
        public var entries: Int
        /// What they take, with what is being written.
        public var size: ByteCount
        /// The most that they may take.
        public var limit: ByteCount
        /// When the entry unused for longest was last used, in seconds since 1970; nil: there is none.
        public var oldestUse: Int?

        /// A summary with every property given.
        public init(folder: String, entries: Int, size: ByteCount, limit: ByteCount, oldestUse: Int?) {
            self.folder = folder
            self.entries = entries
            self.size = size
            self.limit = limit
            self.oldestUse = oldestUse
        }
    }

    /// The cache of a configuration. Nothing is opened or made yet.
    public init(_ configuration: CompileCacheConfiguration) { self.configuration = configuration }

    /// What is in the cache now; all zero when there is no folder yet.
    /// - Throws: ``CompileCacheError`` when the folder cannot serve as a cache.
    public func summary() throws(CompileCacheError) -> Summary {
        var summary = Summary(
            folder: configuration.folder, entries: 0, size: ByteCount(bytes: 0), limit: configuration.limit,
            oldestUse: nil)
        try forEachShard { shard in
            for file in shard.files() {
                summary.size.bytes += file.size
                guard !file.isUnfinished else { continue }
                summary.entries += 1
                summary.oldestUse = min(summary.oldestUse ?? .max, file.modified)
            }
        }
        return summary
    }

    /// Removes all entries, and what killed writers left. What others put into the folder stays.
    /// - Returns: what was removed.
    /// - Throws: ``CompileCacheError`` when the folder cannot serve as a cache.
    public func clear() throws(CompileCacheError) -> Summary {
        let summary = try summary()
        try forEachShard { shard in for file in shard.files() { shard.remove(file.name) } }
        return summary
    }

    private func forEachShard(_ body: (CacheShard) -> Void) throws(CompileCacheError) {
        guard let folder = try CacheFolder.open(configuration.folder, makes: false) else { return }
        for number in 0..<Self.shards {
            if let shard = CacheShard(number, in: folder, makes: false) { body(shard) }
        }
    }

    /// The program of a key; nil when there is none, when it is damaged, or when a file it includes has changed.
    /// - Throws: ``CompileCacheError`` when the folder cannot serve as a cache.
    func program(for key: CompileKey) throws(CompileCacheError) -> ProgramImage? {
        let (number, name) = Self.place(of: key)
        guard let folder = try CacheFolder.open(configuration.folder, makes: false),
            let shard = CacheShard(number, in: folder, makes: false), let bytes = shard.read(name)
        else { return nil }
        guard let entry = CacheEntry(decoding: bytes), entry.key == key.material else {
            shard.remove(name)
            return nil
        }
        // The compilation that follows replaces the entry.
        guard entry.included.allSatisfy(\.isStillTrue) else { return nil }
        return try? ProgramImage(copying: entry.program)
    }

    /// Keeps a program, if there is room for it.
    /// - Throws: ``CompileCacheError`` when the folder cannot serve as a cache.
    func keep(_ program: [UInt8], for key: CompileKey, including included: [FileMark])
        throws(CompileCacheError)
    {
        let bytes = CacheEntry(key: key.material, included: included, program: program).encoded
        let limit = configuration.limit.bytes / Self.shards
        let (number, name) = Self.place(of: key)
        guard bytes.count <= limit, let folder = try CacheFolder.open(configuration.folder, makes: true),
            let shard = CacheShard(number, in: folder, makes: true)
        else { return }
        shard.makeRoom(for: bytes.count, within: limit)
        _ = shard.write(name, bytes)
    }

    private static func place(of key: CompileKey) -> (shard: Int, name: String) {
        let fingerprint = key.fingerprint
        return (Int(fingerprint.bytes[0]) % shards, fingerprint.name)
    }
}

/// The folder of a cache: ours, and nobody else's to write to.
enum CacheFolder {
    /// Opens it.
    /// - Parameter makes: whether it is made, with the folders above it, when there is none; else nil is given.
    static func open(_ path: String, makes: Bool) throws(CompileCacheError) -> CacheDescriptor? {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw CompileCacheError(folder: path, reason: "is not an absolute path", code: 0)
        }
        if makes { make(path) }
        guard let folder = CacheDescriptor(Glibc.open(path, CacheDescriptor.folderFlags)) else {
            let code = errno
            if code == ENOENT && !makes { return nil }
            throw CompileCacheError(folder: path, reason: "cannot be opened as a folder", code: code)
        }
        var status = stat()
        guard fstat(folder.number, &status) == 0 else {
            throw CompileCacheError(folder: path, reason: "cannot be looked at", code: errno)
        }
        // Whoever can write here could have programs judged in place of others.
        guard status.st_uid == geteuid() else {
            throw CompileCacheError(folder: path, reason: "belongs to another user", code: 0)
        }
        guard status.st_mode & 0o022 == 0 else {
            throw CompileCacheError(folder: path, reason: "can be written to by others", code: 0)
        }
        return folder
    }

    private static func make(_ path: String) {
        if mkdir(path, 0o700) == 0 || errno != ENOENT { return }
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        make(String(path[..<slash]))
        mkdir(path, 0o700)
    }
}
