/// A compiled program with everything that it was made of.
struct CacheEntry: Sendable, Hashable {
    /// Everything that decides the program but the files that the source includes.
    var key: [UInt8]
    /// The files that it includes, as they were.
    var included: [FileMark]
    /// The program.
    var program: [UInt8]

    /// Changed with the form of an entry and with whatever belongs to a key.
    static let magic = Array("seqjudge compiled 1\n".utf8)

    /// The file's bytes: the magic, a checksum of the rest, and the parts.
    var encoded: [UInt8] {
        var parts = PartWriter()
        parts.add(key)
        parts.add(UInt64(included.count))
        for mark in included { mark.write(to: &parts) }
        parts.add(program)
        return Self.magic + Fingerprint(of: parts.bytes).bytes + parts.bytes
    }

    init(key: [UInt8], included: [FileMark], program: [UInt8]) {
        self.key = key
        self.included = included
        self.program = program
    }

    /// Reads a file's bytes; nil when one of them is not as it was written.
    init?(decoding bytes: [UInt8]) {
        let start = Self.magic.count + 16
        guard bytes.count >= start, bytes.starts(with: Self.magic),
            Fingerprint(of: bytes[start...]).bytes == Array(bytes[Self.magic.count..<start])
        else { return nil }
        do throws(PartError) {
            var reader = PartReader(bytes[start...])
            key = Array(try reader.part())
            included = []
            for _ in 0..<(try reader.number()) { included.append(try FileMark(&reader)) }
            program = Array(try reader.part())
            guard reader.isAtEnd else { return nil }
        } catch {
            return nil
        }
    }
}
