import Judging
import Terms

/// What an earlier sitting of a batch has done.
struct EarlierWork: Sendable {
    /// The lines that have their record.
    var lines: DoneLines
    /// The sums over those records.
    var tally = BatchTally()
}

/// Reads the output of a batch that ended early.
enum ResumeReader {
    /// Cuts off a torn last line, and tells which lines have their record.
    /// - Throws: for a whole line that is no record: the file is not a batch's output, and is left as it is.
    static func read(_ output: RecordOutput, shard: Shard) throws(CommandFailure) -> EarlierWork {
        var done = EarlierWork(lines: DoneLines(shard: shard))
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
        _ bytes: [UInt8], _ done: inout EarlierWork, _ place: String
    ) throws(CommandFailure) {
        let found: Record?
        do throws(InputError) { found = try record(in: bytes) } catch { found = nil }
        guard let found, let line = found.line, let digest = found.digest, let verdict = found.verdict,
            line > 0
        else {
            throw CommandFailure(
                .badInput, "\(place): no record of a batch",
                hint: "--resume goes on with what `seqjudge batch` wrote, and with nothing else")
        }
        guard done.lines.insert(line: line, digest: digest) else {
            throw CommandFailure(
                .badInput, "\(place): the record of line \(line), which is not in this --shard",
                hint: "give --resume the output of the same shard")
        }
        done.tally.add(
            JudgedLine(
                record: [], verdict: verdict, errorKind: found.errorKind, cpu: found.cpu,
                retries: found.retries, enforcement: .init()))
    }

    /// The members of a record that a resume needs.
    private struct Record {
        var line: Int?
        var digest: UInt64?
        var verdict: Verdict?
        var errorKind: VerdictRecord.ErrorKind?
        var cpu = Duration.zero
        var retries = 0
    }

    private static func record(in bytes: [UInt8]) throws(InputError) -> Record {
        var scanner = JSONScanner(bytes: bytes, file: "")
        var record = Record()
        try scanner.members { (scanner, key) throws(InputError) in
            switch key {
            case "line": record.line = try number(&scanner, atMost: .max)
            case "digest": record.digest = UInt64(try scanner.string(), radix: 16)
            case "verdict": record.verdict = Verdict(rawValue: try scanner.string())
            case "retries": record.retries = try number(&scanner, atMost: mostInOne) ?? 0
            case "cpu_s":
                let text = String(decoding: try scanner.lexeme(), as: UTF8.self)
                let cpu = DecimalText.scaled(text, by: 1_000_000) ?? 0
                record.cpu = .microseconds(min(cpu, mostInOne * 1_000_000))
            case "error": record.errorKind = try errorKind(&scanner)
            default: try scanner.skip()
            }
        }
        if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the record") }
        return record
    }

    /// The most retries and seconds that a record is taken at its word for: the sum over all of them has to fit.
    private static let mostInOne = Int(Int32.max)

    private static func number(_ scanner: inout JSONScanner, atMost most: Int) throws(InputError) -> Int? {
        Int(String(decoding: try scanner.lexeme(), as: UTF8.self)).map { max(0, min($0, most)) }
    }

    private static func errorKind(
        _ scanner: inout JSONScanner
    ) throws(InputError) -> VerdictRecord.ErrorKind? {
        guard try scanner.peekToken() == UInt8(ascii: "{") else {
            try scanner.skip()
            return nil
        }
        var kind: VerdictRecord.ErrorKind?
        try scanner.members { (scanner, key) throws(InputError) in
            if key == "kind" {
                kind = VerdictRecord.ErrorKind(rawValue: try scanner.string())
            } else {
                try scanner.skip()
            }
        }
        return kind
    }
}
