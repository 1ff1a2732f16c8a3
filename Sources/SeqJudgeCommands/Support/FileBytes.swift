import Glibc

/// Small files and folders, read without Foundation.
enum FileBytes {
    /// The bytes of a file, or of standard input for `-`.
    /// - Parameter limit: no more than this many bytes are read, so that an endless file does no harm.
    static func read(path: String, limit: Int = 64 << 20) throws(CommandFailure) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// A file that must be UTF-8 text.
    static func readText(path: String) throws(CommandFailure) -> String {
        let bytes = try read(path: path)
        guard bytes.count < 64 << 20 else { throw CommandFailure(.badInput, "\(path): larger than 64 MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.badInput, "\(path): not UTF-8 text")
        }
        return text
    }

    /// Writes a small file, anew where there is one: all of it, or it is as it was before.
    static func write(_ text: String, path: String) throws(CommandFailure) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        // A pipe or a device is written to as it is.
        if isThere && status.st_mode & S_IFMT != S_IFREG {
            return try write(text, to: open(path, O_WRONLY | O_CLOEXEC), path)
        }
        let place = realPath(path)
        let draft = "\(place).\(getpid()).new"
        let file = open(
            draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isThere ? status.st_mode & 0o777 : 0o666)
        do throws(CommandFailure) {
            try write(text, to: file, path)
            guard rename(draft, place) == 0 else { throw failure(path) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func write(_ text: String, to descriptor: CInt, _ path: String) throws(CommandFailure) {
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw CommandFailure(
                    .internalFault, "\(path): cannot be written: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Where a path leads, links followed; the path itself where that is nowhere yet.
    static func realPath(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, sorted, without those that begin with a dot.
    static func names(in folder: String) throws(CommandFailure) -> [String] {
        guard let handle = opendir(folder) else { throw failure(folder) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let shown = String(decoding: bytes, as: UTF8.self)
                throw CommandFailure(
                    .badInput, "\(folder): the name '\(shown)' in it is not UTF-8", hint: "rename it")
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is anything at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The first executable file of a name on PATH; a name with a slash stands for itself.
    static func findTool(_ name: String) -> String? {
        let candidates =
            name.contains("/")
            ? [name] : (environmentVariable("PATH") ?? "").split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { access($0, X_OK) == 0 && !isFolder($0) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        let code = errno
        // Bytes of a name that are no UTF-8 have become replacement characters on their way here.
        let isMangled = code == ENOENT && path.unicodeScalars.contains("\u{fffd}")
        return CommandFailure(
            .badInput, "\(path): \(String(cString: strerror(code)))",
            hint: isMangled
                ? "a name that is not UTF-8 cannot be given: rename it, or use standard input" : nil)
    }
}
