import Foundation
import ModelServer
import Problems
import Testing

@testable import SeqJudgeCommands

/// What the commands of the pipeline write, and the schemas of it.
@Suite struct PipelineSchemaTests {
    /// What one run of all stages wrote: documents by the name of their schema.
    private static let written = Result { try PipelineRun.documents() }

    private static func schema(_ name: String) throws -> SchemaValue {
        let file = Samples.package.appending(path: "Documentation/schemas/\(name).schema.json")
        return try SchemaValue(json: String(contentsOf: file, encoding: .utf8))
    }

    @Test(arguments: PipelineRun.schemas)
    func `records have just the members and types that the schema names`(name: String) throws {
        let schema = try Self.schema(name)
        #expect(schema["$id"]?.text == "seqjudge:\(name):1")
        var validator = SchemaValidator(schema)
        let documents = try #require(try Self.written.get()[name])
        #expect(!documents.isEmpty)
        for document in documents { validator.check(try SchemaValue(json: document)) }
        #expect(validator.faults == [])
        #expect(validator.strays == [])
    }

    @Test func `every schema of the pipeline is in the text about it`() throws {
        let text = try String(
            contentsOf: Samples.package.appending(path: "Documentation/pipeline.md"), encoding: .utf8)
        for name in PipelineRun.schemas { #expect(text.contains("(schemas/\(name).schema.json)"), "\(name)") }
        let folder = Samples.package.appending(path: "Documentation/schemas").path()
        let others = Set(["check-report", "test-report", "doctor-report"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).map {
            String($0.prefix { $0 != "." })
        }
        #expect(
            Set(names).subtracting(others)
                == Set(PipelineRun.schemas).union(["batch-request", "batch-verdict", "batch-summary"]))
    }

    @Test func `requests of candidates are requests of a batch`() throws {
        for request in try Self.written.get()["requests"] ?? [] {
            guard case .success = RequestParser.parse(Array(request.utf8)).request else {
                Issue.record("\(request)")
                continue
            }
        }
    }

    private static let independent = """
        import json, sys
        from jsonschema import Draft202012Validator as V
        folder, path = sys.argv[1:]
        count = 0
        for line in open(path):
            name, document = line.rstrip("\\n").split(" ", 1)
            schema = json.load(open(f"{folder}/{name}.schema.json"))
            V.check_schema(schema)
            for error in V(schema).iter_errors(json.loads(document)): print(name, list(error.path), error.message)
            count += 1
        print(count)
        """

    @Test(.enabled(if: BatchSchemaTests.hasValidator, "the Python module jsonschema is not installed"))
    func `an independent validator agrees`() throws {
        let documents = try Self.written.get().filter { PipelineRun.schemas.contains($0.key) }
        let lines = documents.flatMap { name, documents in
            documents.map { "\(name) \($0.replacing("\n", with: " "))" }
        }
        let folder = Samples.package.appending(path: "Documentation/schemas").path()
        try Samples.withFolder(["lines": lines.joined(separator: "\n")]) { temporary in
            let result = try ChildProcess.run(
                "python3", ["-W", "ignore", "-c", Self.independent, folder, "\(temporary)/lines"])
            #expect(result.output == "\(lines.count)\n", "\(result)")
        }
    }

    private static let example = """
        {"type": "object", "additionalProperties": false, "required": ["a", "b"], "properties": {
        "a": {"type": "integer", "minimum": 1}, "b": {"anyOf": [{"type": "null"}, {"type": "string"}]},
        "c": {"type": "array", "items": {"$ref": "#/$defs/part"}}},
        "$defs": {"part": {"type": "object", "properties": {"d": {"type": "boolean"}}, "required": ["d"]}}}
        """

    @Test(arguments: [
        (#"{"a": 1, "b": "x"}"#, nil), (#"{"a": 1.0, "b": null, "c": [{"d": true}]}"#, nil),
        (#"{"a": true, "b": "x"}"#, ".a: is no integer"), (#"{"a": 1.5, "b": "x"}"#, ".a: is no integer"),
        (#"{"a": 0, "b": "x"}"#, ".a: is too small"), (#"{"b": "x"}"#, ".: has no a"),
        (#"{"a": 1, "b": "x", "e": 1}"#, ".: has e besides"),
        (#"{"a": 1, "b": "x", "c": [{"d": 2}]}"#, ".c[0].d: is no boolean"),
        (#"{"a": 1, "b": 2}"#, ".b: fits no choice (.b: is no null; .b: is no string)"),
    ])
    func `the validator finds what is wrong`(json: String, fault: String?) throws {
        var validator = SchemaValidator(try SchemaValue(json: Self.example))
        validator.check(try SchemaValue(json: json))
        #expect(validator.faults == (fault.map { [$0] } ?? []))
    }

    @Test func `the validator finds what never comes, and what always does`() throws {
        var validator = SchemaValidator(try SchemaValue(json: Self.example))
        validator.check(try SchemaValue(json: #"{"a": 1, "b": "x"}"#))
        #expect(
            validator.strays.sorted() == [
                "#.c is never there", "#/$defs/part.d is never there", "#/$defs/part.d is required",
            ])
        validator.check(try SchemaValue(json: #"{"a": 1, "b": "x", "c": [{"d": true}]}"#))
        #expect(validator.strays == [])
        var always = SchemaValidator(try SchemaValue(json: Self.example))
        always.check(try SchemaValue(json: #"{"a": 1, "b": "x", "c": [{"d": true}]}"#))
        #expect(always.strays == ["#.c is not required"])
        var unknown = SchemaValidator(try SchemaValue(json: #"{"typ": "object"}"#))
        unknown.check(.null)
        #expect(unknown.faults == [".: the schema's keyword typ is not known"])
    }
}
