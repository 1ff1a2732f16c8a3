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

    /// Takes a descriptor over.
    init(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = ByteCount(bytes: size)
    }

    deinit { close(descriptor) }
}
