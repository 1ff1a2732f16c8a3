import Testing

@testable import Terms

@Suite struct RecordReaderTests {
    private func read(
        _ text: String, name: String = "x", form: RecordForm? = nil
    ) throws -> (form: RecordForm, records: [SequenceRecord], errors: [InputError]) {
        let reader = try RecordReader(bytes: Array(text.utf8), name: name, form: form)
        var records: [SequenceRecord] = []
        var errors: [InputError] = []
        try reader.readAll { result in
            switch result {
            case .success(let record): records.append(record)
            case .failure(let error): errors.append(error)
            }
            return true
        }
        return (reader.form, records, errors)
    }

    @Test(
        arguments: [
            ("A000045 ,0,1,1,2,\n", .stripped), ("# c\n\nA000045 ,0,\n", .stripped),
            ("\u{feff}A000045 Fibonacci numbers.\n", .names), ("A000045\t0\n", .offsets),
            ("A000045 -1", .offsets), ("%I A000045\n", .internalFormat), ("{\"id\": \"x\"}", .json),
            ("[]", .json), ("0 0\n1 1\n", .bFile), ("A000045 0 is its first term", .names),
        ] as [(String, RecordForm)])
    func `the form is told from the first line with data`(text: String, form: RecordForm) throws {
        #expect(try RecordReader(bytes: Array(text.utf8), name: "b000045.txt").form == form)
    }

    @Test func `a bad line of the stripped form is told and passed over`() throws {
        let text = "A000001 ,1,2,\r\nA2 ,1,x,\nB000003 ,1,\nA000004 1,2\nA000005 ,\nA000006 ,-7\n"
        let (_, records, errors) = try read(text)
        #expect(records.map(\.id) == ["A000001", "A000006"])
        #expect(records.first?.terms?.terms() == [1, 2] && records.last?.terms?.terms() == [-7])
        #expect(errors.map(\.line) == [2, 3, 4, 5])
        #expect(
            errors.first?.description == "x:2:7: the term 'x' has an unexpected 'x' at byte 1; "
                + "expected a canonical integer")
    }

    @Test func `records of the internal format come with terms, offset, name and keywords`() throws {
        let text = """
            %I A000001
            %S A000001 1,2,
            %T A000001 3
            %N A000001 One.
            %K A000001 sign,tabl
            %O A000001 -2,1
            %I A000002
            %S A000003 1,2
            %S A000002 1,2
            %I A000004
            %N A000004 No terms.
            %O A000004 0
            %I A000005
            %S A000005 1,2
            %V A000005 1,-2
            %O A000005 1,2
            """
        let (_, records, errors) = try read(text)
        #expect(records.map(\.id) == ["A000001", "A000005"])
        #expect(records[0].offset == -2 && records[0].keywords == ["sign", "tabl"])
        #expect(records[0].name == "One." && records[0].line == 1)
        #expect(records[1].terms?.terms() == [1, -2])
        #expect(errors.map(\.line) == [8, 10])
    }

    @Test func `a bad line of JSON Lines is told and passed over`() throws {
        let text = """
            {"id": "A45", "offset": 0, "terms": [0, "1", 1], "keywords": ["nonn"]}
            {"id": "A46", "offset": 0, "terms": [0, 1.5]}
            {"id": "A47", "terms": [0
            {"terms": [1], "offset": 0}
            {"id": "own name", "name": "Own"}
            """
        let (_, records, errors) = try read(text)
        #expect(records.map(\.id) == ["A000045", "own name"])
        #expect(errors.map(\.line) == [2, 3, 4])
    }

    @Test func `JSON over several lines and in arrays is read, as far as its syntax holds`() throws {
        let object = "{\n\"id\": \"A1\",\n\"terms\": [1]}"
        #expect(try read(object + "\n" + object).records.map(\.line) == [1, 4])
        let (_, records, errors) = try read("[\(object), {\"id\": \"A2\", \"terms\": [1.5]}, \(object)]")
        #expect(records.count == 2 && errors.count == 1)
        #expect(throws: InputError.self) { try read("[\(object), {") }
    }

    @Test func `names and offsets are read line by line`() throws {
        let names = try read("# c\nA1 First  one. \nA2\n", form: .names)
        #expect(names.records.first?.name == "First  one." && names.errors.map(\.line) == [3])
        let offsets = try read("A1 1\nA2\t-4\r\nA3 x\nA4 5000000000000000000\n")
        #expect(offsets.records.map(\.offset) == [1, -4] && offsets.errors.map(\.line) == [3, 4])
    }

    @Test func `a b-file is one record, with its gaps`() throws {
        let (_, records, _) = try read("# c\n-1 5\n0 6\n3 7\n", name: "b000045.txt")
        #expect(records.first?.id == "A000045")
        #expect(records.first?.runs == [.init(first: -1, count: 2), .init(first: 3, count: 1)])
        #expect(throws: InputError.self) { try read("0 1\n", name: "x.txt") }
        #expect(throws: InputError.self) { try read("0 1\n0 2\n", name: "b000045.txt") }
    }

    @Test(arguments: ["", "# only a comment\n", "\u{feff}"]) func `an empty file is an error`(text: String) {
        #expect(throws: InputError.self) { try read(text) }
    }

    @Test func `reading ends when it is told to`() throws {
        let reader = try RecordReader(bytes: Array("A1 ,1\nA2 ,1\n".utf8), name: "x")
        var count = 0
        try reader.readAll { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }
}
