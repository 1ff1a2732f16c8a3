import Terms

/// Reads the output of a batch that ended early.
enum ResumeReader {
    /// Cuts off a torn last line, and tells which lines have their record.
    /// - Throws: for a whole line that is no record: the file is not a batch's output, and is left as it is.
    static func read(_ output: RecordOutput, shard: Shard) throws(CommandFailure) -> DoneLines {
        var done = DoneLines(shard: shard)
        var partial: [UInt8] = []
        var number = 0
        var whole = 0
        try output.forEachChunk { (chunk) throws(CommandFailure) in
            var rest = chunk[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                partial.append(contentsOf: rest[..<end])
                number += 1
                whole += partial.count + 1
                try note(partial, &done, "\(output.name):\(number)")
                partial.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            partial.append(contentsOf: rest)
        }
        if !partial.isEmpty { try output.cut(to: whole) }
        return done
    }

    private static func note(
        _ bytes: [UInt8], _ done: inout DoneLines, _ place: String
    ) throws(CommandFailure) {
        let found: (line: Int, digest: UInt64)?
        do throws(InputError) { found = try keys(of: bytes) } catch { found = nil }
        guard let found else {
            throw CommandFailure(
                .badInput, "\(place): no record of a batch",
                hint: "--resume goes on with what `seqjudge batch` wrote, and with nothing else")
        }
        guard done.insert(line: found.line, digest: found.digest) else {
            throw CommandFailure(
                .badInput, "\(place): the record of line \(found.line), which is not in this --shard",
                hint: "give --resume the output of the same shard")
        }
    }

    private static func keys(of bytes: [UInt8]) throws(InputError) -> (line: Int, digest: UInt64)? {
        var scanner = JSONScanner(bytes: bytes, file: "")
        var line: Int?
        var digest: UInt64?
        try scanner.members { (scanner, key) throws(InputError) in
            switch key {
            case "line": line = Int(String(decoding: try scanner.lexeme(), as: UTF8.self))
            case "digest": digest = UInt64(try scanner.string(), radix: 16)
            default: try scanner.skip()
            }
        }
        guard let line, let digest, line > 0 else { return nil }
        return (line, digest)
    }
}
