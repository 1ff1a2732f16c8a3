import Glibc
import Terms
import Testing

@Suite struct GzipTests {
    /// The lines `1 10`, `2 20` and `3 30`, packed.
    static let packed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x33, 0x54, 0x30, 0x34, 0xE0, 0x32,
        0x52, 0x30, 0x32, 0xE0, 0x32, 0x56, 0x30, 0x36, 0xE0, 0x02, 0x00, 0xF2, 0xB0, 0x68, 0x3C, 0x0F,
        0x00, 0x00, 0x00,
    ]

    /// Runs a body on a file that holds these bytes and is gone afterwards.
    func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/terms-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let written = write(descriptor, bytes, bytes.count)
        close(descriptor)
        try #require(written == bytes.count)
        return try body(path)
    }

    @Test func `gzip data is unpacked whatever the file is called`() throws {
        let table = try withFile(Self.packed) { try TermSource.read(path: $0) }
        #expect(table.entries.map(\.term) == [10, 20, 30])
    }

    @Test func `gzip data that is cut or damaged is an error`() throws {
        var damaged = Self.packed
        damaged[Self.packed.count - 6] ^= 0xFF
        for bytes in [Array(Self.packed.dropLast(3)), Array(Self.packed.prefix(12)), damaged] {
            try withFile(bytes) { path in
                _ = #expect(throws: InputError.self) { try TermSource.read(path: path) }
            }
        }
    }

    @Test func `a missing gzip is told as a missing tool`() throws {
        try withFile(Self.packed) { path in
            let input = TermInput(path: path, decompressor: "no-such-gzip")
            let error = #expect(throws: InputError.self) { try TermSource.read(input) }
            #expect(error?.kind == .toolMissing)
        }
    }
}
