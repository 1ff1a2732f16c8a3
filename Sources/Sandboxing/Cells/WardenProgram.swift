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
        let bytes = withUTF8Buffer(Base64.decode)
        let descriptor = bytes.withUnsafeBytes { cjail_image($0.baseAddress, $0.count) }
        guard descriptor >= 0 else {
            return .failure(SandboxError(.setUp, step: "make a memory file of \(name)", code: errno))
        }
        return .success(descriptor)
    }
}

/// Text of the build's own making, without line ends.
private enum Base64 {
    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            guard let value = sextet(byte) else { continue }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
