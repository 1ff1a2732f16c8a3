import CJail
import Glibc

/// A file descriptor that is closed with its last reference.
final class Descriptor {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// The bytes of a program, held in memory, sealed: nobody can change them.
public final class ProgramImage: Sendable {
    let descriptor: Int32
    /// Its size.
    public let size: ByteCount

    /// Copies the bytes of an executable file. Throws a ``SandboxError`` when the host has no memory for them.
    public convenience init(copying bytes: [UInt8]) throws(SandboxError) {
        let descriptor = bytes.withUnsafeBytes { cjail_image($0.baseAddress, $0.count) }
        guard descriptor >= 0 else {
            throw SandboxError(.setUp, step: "hold a program in memory", code: errno)
        }
        self.init(descriptor: descriptor, size: bytes.count)
    }

    /// Takes a descriptor over.
    init(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = ByteCount(bytes: size)
    }

    deinit { close(descriptor) }
}
