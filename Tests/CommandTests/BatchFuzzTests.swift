import Foundation
import Fuzzing
import Glibc
import Judging
import Testing

@testable import SeqJudgeCommands

/// What a batch reads: requests, and its own output when it goes on. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct BatchFuzzTests {
    private static let requests = [
        #"{"id": 7, "source": "def a(n): return n*n", "language": "python", "terms": [0, 1, 4, 9]}"#,
        #"{"id": "x\u00e9", "file": "own/a.c", "sequence": "A45", "offset": -3, "count": 2, "indices": "0-3", "#
            + #""visible": 1, "entry": "function a", "profile": null, "all_cases": true, "forgive_prompts": false, "#
            + #""limits": {"cpu_s": 0.5, "memory_mib": 64, "processes": 2}, "meta": {"a": [1.5e3, null, "\n"]}}"#,
    ]
    private static let words = [
        #""limits": {"cpu_s": "#, #""meta": "#, #""id": "#, "[[[[", "{\"a\":", "\\u0000", "\\ud800", "1e999",
        "\"", ",", "null",
    ]

    @Test func `a request is read, or refused with its column, and its record is JSON on one line`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: Self.requests, words: Self.words)) { bytes in
                let line = RequestLine(number: 1, bytes: bytes.filter { $0 != 10 }, digest: 0)
                let parsed = RequestParser.parse(line.bytes)
                var error = RequestError("right")
                if case .failure(let failure) = parsed.request { error = failure }
                try require(error.message.utf8.count < 600, "an error of \(error.message.utf8.count) bytes")
                try require(
                    error.message.utf8.allSatisfy { $0 >= 0x20 }, "an error with control characters: \(error)"
                )
                if let column = error.column {
                    try require((1...line.bytes.count + 1).contains(column), "column \(column)")
                }
                for value in [parsed.label.id, parsed.label.meta].compactMap({ $0 })
                where value.count < 100_000 {
                    try Self.isJSON(value)
                }
                let record = VerdictRecord(line: line, label: parsed.label, style: .init()).failed(
                    .input, error
                ).record
                try require(record.last == 10 && record.count { $0 == 10 } == 1, "more than one line")
                try Self.isJSON(record)
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    /// What another reader takes, too; but for numbers that it finds too large, and for depth.
    private static func isJSON(_ bytes: [UInt8]) throws {
        let isLarge = bytes.contains { $0 | 0x20 == UInt8(ascii: "e") } && bytes.contains { $0 &- 48 < 10 }
        if isLarge { return }
        let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        try require(value != nil, "no JSON: \(String(decoding: bytes, as: UTF8.self))")
    }

    @Test func `lines are the same in pieces of any size`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ["{\"a\": 1}\n\n  \r\n{}\r\nlast", "\u{feff}x\n"]), memory: 128 << 20) {
                bytes in
                func lines(_ size: Int) -> [RequestLine] {
                    var splitter = LineSplitter(longest: 9)
                    var lines: [RequestLine] = []
                    var rest = bytes[...]
                    while !rest.isEmpty {
                        splitter.take(rest.prefix(size)) { lines.append($0) }
                        rest = rest.dropFirst(size)
                    }
                    splitter.finish { lines.append($0) }
                    return lines
                }
                let whole = lines(max(1, bytes.count))
                try require(whole.allSatisfy { $0.bytes.count <= 9 && !$0.bytes.contains(10) }, "\(whole)")
                for size in [1, 2, 7, 64] where bytes.count < size * 20_000 {
                    try require(lines(size) == whole, "in pieces of \(size) they are others")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    private static let records = [
        #"{"line":1,"id":1,"digest":"80fd571d77afcc5a","verdict":"AC","cpu_s":0.000485,"retries":0,"error":null}"#
            + "\n"
            + #"{"line":3,"digest":"1","verdict":"IE","error":{"kind":"input","message":"x"},"meta":{"a":[1]}}"#
            + "\n"
    ]

    @Test func `an output is gone on with, or refused and left as it is`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let path = "/tmp/seqjudge-resume-fuzz-\(getpid())"
            let words = [
                "\n", "{\"line\":", "\"retries\":9223372036854775807,", "\"cpu_s\":1e9,",
                "\"line\":9223372036854775807",
            ]
            Fuzz(.mutations(of: Self.records, words: words)) { bytes in
                try Data(bytes).write(to: URL(filePath: path))
                let output = try RecordOutput(path: path, policy: .resume, input: nil)
                var refusal: CommandFailure?
                do {
                    let work = try ResumeReader.read(output, shard: .whole)
                    let lines = bytes.count { $0 == 10 }
                    let isRight = work.tally.records == lines && work.lines.count <= lines
                    try require(isRight, "\(work.tally.records) records in \(lines) lines")
                } catch let error as CommandFailure {
                    refusal = error
                }
                let left = Array(try Data(contentsOf: URL(filePath: path)))
                let whole = (bytes.lastIndex(of: 10) ?? -1) + 1
                try require(left == (refusal == nil ? Array(bytes[..<whole]) : bytes), "the file is another")
                guard let refusal else { return }
                try require(
                    refusal.status == .badInput && refusal.message.hasPrefix("\(path):"), "\(refusal)")
            }.run()
            unlink(path)
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `offsets are read, or refused with their line`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let path = "/tmp/seqjudge-offsets-fuzz-\(getpid())"
            Fuzz(
                .mutations(
                    of: ["A000045 0\n# more\nA000108\t-1\r\nA5 1\n"], words: ["A000045 ", "A999999999 ", " "])
            ) { bytes in
                try Data(bytes).write(to: URL(filePath: path))
                do {
                    _ = try OffsetsFile.read(path: path)
                } catch let error as CommandFailure {
                    try require(error.status == .badInput && error.message.hasPrefix(path), "\(error)")
                    try require(
                        error.message.utf8.count < 600, "an error of \(error.message.utf8.count) bytes")
                }
            }.run()
            unlink(path)
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
