/// A message of the jail protocol: a C structure, then strings ended by NUL, then bytes.
struct MessageBuilder {
    private(set) var bytes: [UInt8] = []

    init<Header: BitwiseCopyable>(_ header: Header) {
        withUnsafeBytes(of: header) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8.prefix { $0 != 0 })
        bytes.append(0)
    }

    mutating func append(_ raw: [UInt8]) { bytes.append(contentsOf: raw) }
}
