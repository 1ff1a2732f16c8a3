import Glibc

/// Standard output and standard error, written without a buffer of our own.
enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes a result: all of it, or the command fails, for what is missing would not be missed. A pipe whose reader has
    /// gone is no failure: he has seen what he wanted.
    func deliver(_ text: String) throws(CommandFailure) {
        let code = write(text)
        if code == 0 || code == EPIPE { return }
        let name = self == .output ? "standard output" : "standard error"
        throw CommandFailure(
            .internalFault, "\(name): cannot be written: \(String(cString: strerror(code)))")
    }

    /// Writes all of a text; gives 0 or the `errno`, for a message that nobody is left to be told about.
    @discardableResult
    func write(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
                    Glibc.write(rawValue, $0.baseAddress, $0.count)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return count < 0 ? errno : EIO }
                rest = rest.dropFirst(count)
            }
            return 0
        }
    }

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(rawValue) == 1 }
}

/// The environment variable, nil when it is not set or is empty.
func environmentVariable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}
