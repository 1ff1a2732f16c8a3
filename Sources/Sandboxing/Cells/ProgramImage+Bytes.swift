import Glibc

extension ProgramImage {
    /// A copy of the bytes. Throws a ``SandboxError`` when they cannot be read.
    public func copyBytes() throws(SandboxError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size.bytes)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw SandboxError(.lost, step: "read a program held in memory", code: count < 0 ? errno : 0)
            }
            done += count
        }
        return bytes
    }
}
