import FoundationEssentials
import Glibc

/// A folder of our own for programs, removed with all that is in it when the last reference goes.
final class Scratch {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/seqjudge-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("cannot make a folder in \(parent)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // A jailed program has another uid, and no mount of its own on the weakest rung.
        chmod(path, 0o755)
    }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        guard let handle = fopen(file, "w") else { throw Failure("cannot write \(file)") }
        defer { fclose(handle) }
        guard fputs(text, handle) >= 0 else { throw Failure("cannot write \(file)") }
        return file
    }

    /// Ends it now.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    deinit { remove() }
}
