import Glibc

/// The file that an import writes, beside the store, which it becomes at the end by renaming.
///
/// Its name is always the same, and who holds its lock is the one import that is at work. The lock goes with the
/// process, however it ends; what a dead import left is overwritten by the next one.
final class DraftFile {
    /// The store, with links followed.
    let store: String
    /// The draft.
    let path: String
    private let descriptor: CInt
    private var isDone = false

    /// Takes the lock, and begins with a copy of the store where there is one.
    /// - Throws: ``StoreError`` of the kind `busy` or `unwritable`.
    init(besides store: String) throws(StoreError) {
        self.store = DraftFile.resolved(store)
        path = self.store + ".new"
        descriptor = try DraftFile.lock(path)
        do throws(StoreError) {
            try copy()
        } catch {
            discard()
            throw error
        }
    }

    deinit {
        discard()
        close(descriptor)
    }

    /// Puts the draft in the store's stead. Only after this returns, a power cut cannot bring the old one back.
    func commit() throws(StoreError) {
        guard fsync(descriptor) == 0, rename(path, store) == 0 else { throw DraftFile.failure(store) }
        isDone = true
        let folder = open(DraftFile.folder(of: store), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Removes the draft.
    func discard() {
        if !isDone { unlink(path) }
        isDone = true
    }

    private static func lock(_ path: String) throws(StoreError) -> CInt {
        // An import that ends in between renames or removes the file that was opened here: then it is tried again.
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw failure(path) }
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                let code = errno
                close(descriptor)
                guard code == EWOULDBLOCK else { throw failure(path, code) }
                throw StoreError(
                    .busy, "\(path): another import is at work on this store", hint: "wait for its end")
            }
            var (held, named) = (stat(), stat())
            if fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino,
                held.st_dev == named.st_dev
            {
                return descriptor
            }
            close(descriptor)
        }
        throw StoreError(.busy, "\(path): other imports come and go", hint: "try again")
    }

    private func copy() throws(StoreError) {
        guard ftruncate(descriptor, 0) == 0 else { throw DraftFile.failure(path) }
        let old = open(store, O_RDONLY | O_CLOEXEC)
        guard old >= 0 else {
            if errno == ENOENT { return }
            throw DraftFile.failure(store)
        }
        defer { close(old) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(old, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DraftFile.failure(store) }
            if count == 0 { return }
            var rest = buffer[..<count]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw DraftFile.failure(path) }
                rest = rest.dropFirst(written)
            }
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folders that lead to a file, where they are missing.
    static func makeFolders(for path: String) throws(StoreError) {
        let folder = folder(of: path)
        if access(folder, F_OK) == 0 { return }
        try makeFolders(for: folder)
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure(folder) }
    }

    static func failure(_ path: String, _ code: CInt = errno) -> StoreError {
        StoreError(.unwritable, "\(path): \(String(cString: strerror(code)))")
    }
}
