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
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.badInput, "\(path): not UTF-8 text")
        }
        return text
    }

    /// Writes a small file, anew where there is one.
    static func write(_ text: String, path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// The names in a folder, sorted, without those that begin with a dot.
    static func names(in folder: String) throws(CommandFailure) -> [String] {
        guard let handle = opendir(folder) else { throw failure(folder) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
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
        CommandFailure(.badInput, "\(path): \(String(cString: strerror(errno)))")
    }
}
