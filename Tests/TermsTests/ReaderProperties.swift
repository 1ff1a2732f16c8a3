import Fuzzing
import Glibc

@testable import Terms

/// Bytes that come in pieces of one size, as from a pipe whose writer is slow.
struct ChunkedBytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
        rest = bytes[...]
        self.size = size
    }

    mutating func read(into buffer: inout [UInt8]) {
        buffer.append(contentsOf: rest.prefix(size))
        rest = rest.dropFirst(size)
    }
}

/// What every reader of terms promises, whatever it is given.
enum ReaderProperties {
    typealias Outcome = Result<TermTable, InputError>

    /// The terms in a sample of each format, small and in the form in which they are published.
    static let bFiles = [
        "# A000045 (b-file)\n\n0 0\n1 1\n2 1\n3 2\n4 3\n5 5\n",
        "-2 -1\n-1 1\n0 123456789012345678901234567890\n",
        "1\t1\r\n2 3 # three\r\n4 7\r\n4 7\r\n", "\u{feff}0 1\r1 2\r",
    ]
    static let stripped = [
        "# OEIS Sequence Names\n# more\nA000001 ,0,1,1,1,2,1,2,\nA000045 ,0,1,1,2,3,5,8,\nA000108 ,1,1,2,5,14,42\n",
        "A000045 ,0,-1,1,-2,\n",
    ]
    static let records = [
        """
        %I A000045 M0692 N0256 #2
        %S A000045 0,1,1,2,3,5,8,
        %T A000045 13,21,34,
        %N A000045 Fibonacci numbers.
        %K A000045 nonn,core,nice
        %O A000045 0,4

        %I A033999
        %S A033999 1,1,1,1
        %V A033999 1,-1,1,-1
        %O A033999 0,1
        """
    ]
    static let json = [
        #"{"id": "A000045", "name": "Fibonacci", "offset": 0, "keywords": ["nonn"], "terms": [0, 1, 1, 2, 3]}"#,
        #"[{"id":"A1","offset":-3,"terms":["12345678901234567890",-1]},{"id":"A45","offset":0,"terms":[0]}]"#,
        "{\"id\":\"A45\",\"offset\":1,\"terms\":[1],\"x\":{\"y\":[1.5e3,true,null,\"\\ud83d\\ude00\\n\"]}}\n{\"id\":\"b\"}\n",
    ]

    /// Reads the bytes whole and in pieces: no trap, the same outcome, and an error that helps.
    static func hold(for bytes: [UInt8], _ read: (any ByteSource) throws(InputError) -> TermTable) throws {
        func outcome(_ source: any ByteSource) -> Outcome {
            do throws(InputError) { return .success(try read(source)) } catch { return .failure(error) }
        }
        let whole = outcome(MemoryBytes(bytes))
        if case .failure(let error) = whole { try isHelpful(error) }
        for size in [1, 2, 3, 7, 64, 4_099] where bytes.count < size * 4_000 {
            let pieces = outcome(ChunkedBytes(bytes, size: size))
            try require(
                pieces == whole, "in pieces of \(size) it is read otherwise: \(pieces) and not \(whole)")
        }
    }

    /// What concerns the file as a whole has no line.
    private static let withoutLine = [
        "no term in it", "an empty file", "no term in the record", "no %O line", "a stripped file holds many",
        "the b-file begins", "terms without signs", "damaged gzip data", "an offset beyond reason", "term ",
        "a b-file whose name",
    ]

    /// Says where and what would have been right, in one line that is no longer than a screen is wide and high.
    static func isHelpful(_ error: InputError) throws {
        let text = error.description
        try require(text.utf8.count < 600, "an error of \(text.utf8.count) bytes")
        try require(
            !text.unicodeScalars.contains { $0.value < 0x20 }, "an error with control characters: \(text)")
        guard error.kind == .malformed else { return }
        let hasNoPlace = withoutLine.contains { error.problem.contains($0) }
        try require(error.line != nil || hasNoPlace, "an error without a line: \(text)")
        try require(error.expected != nil, "an error that does not say what was expected: \(text)")
    }

    /// Some entries, ascending, perhaps with gaps.
    static func entries(_ choices: inout Choices, contiguous: Bool) -> [IndexedTerm] {
        var index = choices.flip() ? choices.number(-1_000...1_000) : choices.number(-5...5)
        return choices.list(atMost: 40) { choices in
            defer { index += contiguous ? 1 : choices.number(1...3) }
            return IndexedTerm(index: index, term: Term(choices.integer()) ?? 0)
        }
    }

    /// A file with these bytes for as long as the body runs.
    static func withFile<Value>(_ bytes: [UInt8], _ body: (String) throws -> Value) throws -> Value {
        let path = "/tmp/seqjudge-fuzz-\(getpid())"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try require(file >= 0 && write(file, bytes, bytes.count) == bytes.count, "no file could be written")
        close(file)
        defer { unlink(path) }
        return try body(path)
    }
}
