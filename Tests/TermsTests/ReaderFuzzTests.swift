import Fuzzing
import Testing

@testable import Terms

/// Every reader of terms, on files that are changed at random: `SEQJUDGE_FUZZ_SECONDS=300 swift test --filter Fuzz`
/// tries each for five minutes instead of two seconds.
@Suite struct ReaderFuzzTests {
    private static func input(_ bytes: [UInt8]) -> TermInput { TermInput(bytes: bytes, name: "file") }

    @Test func `b-files`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ReaderProperties.bFiles)) { bytes in
                try ReaderProperties.hold(for: bytes) { source throws(InputError) in
                    try BFileReader(Self.input(bytes)).read(from: source, id: nil)
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `stripped files`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ReaderProperties.stripped, words: ["A000045", "A45", " ,", ",,"])) { bytes in
                try ReaderProperties.hold(for: bytes) { source throws(InputError) in
                    try StrippedReader(Self.input(bytes)).find(in: source, id: "A000045", offset: 0)
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `records of the internal format`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(
                .mutations(
                    of: ReaderProperties.records, words: ["%I A45", "\n%O A000045 ", "%V A000045 1,", "%"])
            ) {
                bytes in
                for id in [nil, "A033999"] {
                    try ReaderProperties.hold(for: bytes) { source throws(InputError) in
                        try InternalFormatReader(Self.input(bytes)).find(in: source, id: id, offset: nil)
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `sequences in JSON`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let words = [
                #""offset":"#, #""terms":["#, #"\u0000"#, #"\ud800"#, #""""#, #"{"a":"#, "[[[[[[[[[[", "null",
            ]
            Fuzz(.mutations(of: ReaderProperties.json, words: words)) { bytes in
                for id in [nil, "A000045"] {
                    try ReaderProperties.hold(for: bytes) { source throws(InputError) in
                        try JSONTermsReader(Self.input(bytes)).find(in: source, id: id, offset: nil)
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `files whose format is told from their content`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples =
                ReaderProperties.bFiles + ReaderProperties.stripped + ReaderProperties.records
                + ReaderProperties.json
            Fuzz(.mutations(of: samples)) { bytes in
                for (id, offset) in [(nil, nil), ("A000045", -1)] as [(String?, Int?)] {
                    try ReaderProperties.hold(for: bytes) { source throws(InputError) in
                        try TermSource.read(from: source, Self.input(bytes), id: id, offset: offset)
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `packed files`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let plain = Array("1 10\n2 20\n3 30\n".utf8)
            Fuzz(.binary(of: [GzipTests.packed, GzipTests.packed + GzipTests.packed])) { bytes in
                guard let unpacked = try Self.unpack(bytes) else { return }
                // What is damaged must be told: it may never pass for other data. A piece may stand there twice.
                let isWhole = unpacked.count % plain.count == 0
                try require(
                    unpacked == bytes || isWhole && unpacked.starts(with: plain.prefix(unpacked.count)),
                    "damaged data was read as \(unpacked.count) bytes of something else")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `files of many sequences, of which any can be found again`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = ReaderProperties.stripped + ReaderProperties.records + ReaderProperties.json
            Fuzz(.mutations(of: samples, words: ["A000045 ,1,", "%I A000045", "},{", "\"id\":\"A45\","])) {
                bytes in
                try ReaderProperties.withFile(bytes) { path in
                    do {
                        try Self.findAgain(try SequenceCollection(path: path), bytes)
                    } catch let error as InputError {
                        try ReaderProperties.isHelpful(error)
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    /// Each sequence is read at its place as it is read from the start.
    private static func findAgain(_ collection: SequenceCollection, _ bytes: [UInt8]) throws {
        var places: [(id: String, place: SequenceCollection.Place)] = []
        try collection.forEachPlace { id, place in
            if places.count < 8, !places.contains(where: { $0.id == id }) { places.append((id, place)) }
        }
        for (id, place) in places {
            let alone = Result { () throws(InputError) in try collection.read(id, at: place, offset: 0) }
            let name = collection.path
            let inOrder = Result { () throws(InputError) in
                try TermSource.read(TermInput(bytes: bytes, name: name), id: id, offset: 0)
            }
            // What stands before it does not matter at its place.
            guard case .success(let table) = inOrder else { continue }
            if case .success(let found) = alone, found == table { continue }
            throw Violation("\(id) is read otherwise at its place: \(alone)")
        }
    }

    /// What a file with these bytes is read as; nil where that is an error.
    private static func unpack(_ bytes: [UInt8]) throws -> [UInt8]? {
        try ReaderProperties.withFile(bytes) { path in
            do {
                var source = try TermInput(path: path).open()
                var bytes: [UInt8] = []
                var before = -1
                while bytes.count != before {
                    before = bytes.count
                    try source.read(into: &bytes)
                }
                return bytes
            } catch let error as InputError {
                try ReaderProperties.isHelpful(error)
                return nil
            }
        }
    }
}
