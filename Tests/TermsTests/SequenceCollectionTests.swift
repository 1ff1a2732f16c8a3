import Foundation
import Terms
import Testing

@Suite struct SequenceCollectionTests {
    /// Runs the body with a file of these bytes.
    private func withFile(
        _ text: String, name: String = "terms", _ body: (String) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "terms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        try body(file.path())
    }

    /// Every sequence of a file, each read at its place, the last one first.
    private func all(_ path: String, offset: Int? = nil) throws -> [TermTable] {
        let collection = try SequenceCollection(path: path)
        var places: [(String, SequenceCollection.Place)] = []
        try collection.forEachPlace { places.append(($0, $1)) }
        return try places.reversed().map { try collection.read($0.0, at: $0.1, offset: offset) }.reversed()
    }

    private static let stripped = "# comment\n\nA000001 ,1,2,\r\nA000002 ,-3,\n  A000003 ,4,5,6\n"
    private static let jsonLines = """
        {"id": "A000001", "offset": 0, "terms": [1, 2]}
        {"name": "{é", "id": "odd one", "offset": 5, "terms": ["-3"]}

        {"id": "a3",
         "offset": 1, "terms": [4, 5, 6]}

        """
    private static let internalFormat = """
        %I A000001
        %S A000001 1,2,
        %O A000001 0,1
        %I A000002
        %S A000002 3,
        %V A000002 -3,
        %O A000002 5,1
        %I A000003
        %S A000003 4,
        %T A000003 5,6
        %O A000003 1,1

        """

    @Test(
        arguments: [
            (stripped, 7, ["A000001", "A000002", "A000003"]),
            (jsonLines, nil, ["A000001", "odd one", "A000003"]),
            (
                "[\(jsonLines.trimmingCharacters(in: .newlines).replacingOccurrences(of: "}\n", with: "},\n"))]",
                nil,
                ["A000001", "odd one", "A000003"]
            ),
            (internalFormat, nil, ["A000001", "A000002", "A000003"]),
        ] as [(String, Int?, [String])])
    func `each sequence is read at its place, whatever the order`(
        text: String, offset: Int?, ids: [String]
    ) throws {
        try withFile(text) { path in
            let tables = try all(path, offset: offset)
            #expect(tables.map(\.id) == ids)
            #expect(tables.map { $0.entries.map(\.term) } == [[1, 2], [-3], [4, 5, 6]])
            #expect(tables.map(\.offset) == (offset.map { [$0, $0, $0] } ?? [0, 5, 1]))
        }
    }

    @Test func `a sequence far into a file of many is read`() throws {
        let text = (1...20_000).map { "A\(100_000 + $0) ,\($0),7,\n" }.joined()
        try withFile(text) { path in
            let tables = try all(path, offset: 1)
            #expect(tables.count == 20_000)
            #expect(tables.enumerated().allSatisfy { $1[1] == Term($0 + 1) })
        }
    }

    @Test func `packed data is unpacked, and leaves no file`() throws {
        try withFile(Self.stripped) { path in
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/usr/bin/env")
            gzip.arguments = ["gzip", path]
            try gzip.run()
            gzip.waitUntilExit()
            #expect(try all("\(path).gz", offset: 0).map { $0.entries.count } == [2, 1, 3])
        }
        let left = try FileManager.default.contentsOfDirectory(
            atPath: FileManager.default.temporaryDirectory.path())
        #expect(left.filter { $0.hasPrefix("seqjudge-terms-\(getpid())-") }.isEmpty)
    }

    @Test func `a b-file's sequence is told by its name`() throws {
        try withFile("0 0\n1 1\n", name: "b000045.txt") { (path) throws in
            #expect(try all(path).map(\.id) == ["A000045"])
        }
        try withFile("0 0\n1 1\n", name: "terms.txt") { path in
            #expect(throws: InputError.self) { _ = try all(path) }
        }
    }

    @Test func `a mistake is told with its line in the whole file`() throws {
        try withFile("A000001 ,1,\nA000002 ,1,x,\n") { path in
            let error = #expect(throws: InputError.self) { _ = try all(path, offset: 0) }
            #expect(error?.line == 2 && error?.column == 12)
        }
        try withFile("{\"id\": \"A1\", \"offset\": 0, \"terms\": [1]}\n{\"id\": \"A2\",\n\"terms\": [1]}\n") {
            path in
            let error = #expect(throws: InputError.self) { _ = try all(path) }
            #expect(error?.line == 2)
        }
        for text in ["A000001 ,1,\nhello ,1,\n", "{\"terms\": [1]}", "{\"id\": \"A1\", \"x\": 1.}", ""] {
            try withFile(text) { path in
                #expect(throws: InputError.self) { _ = try all(path, offset: 0) }
            }
        }
    }

    @Test func `a stripped file without an offset is an error at the sequence, not at the file`() throws {
        try withFile(Self.stripped) { path in
            let error = #expect(throws: InputError.self) { _ = try all(path) }
            #expect(error?.problem.contains("index of A000003's first term") == true)
        }
    }
}
