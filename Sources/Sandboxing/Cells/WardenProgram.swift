import CJail
import Glibc

/// The warden's program, which the library carries in itself: there is no helper file to find.
enum WardenProgram {
    /// A sealed memory file with the program, made once a process and kept.
    static let image: Result<Int32, SandboxError> = EmbeddedWarden.base64.memoryFile(named: "the warden")
}

extension StaticString {
    /// A sealed memory file with the bytes that this is the base64 of.
    func memoryFile(named name: String) -> Result<Int32, SandboxError> {
        let bytes = Base64.decoded(self)
        let descriptor = bytes.withUnsafeBytes { cjail_image($0.baseAddress, $0.count) }
        guard descriptor >= 0 else {
            return .failure(SandboxError(.setUp, step: "make a memory file of \(name)", code: errno))
        }
        return .success(descriptor)
    }
}
