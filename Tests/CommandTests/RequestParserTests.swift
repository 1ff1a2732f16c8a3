import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct RequestParserTests {
    private static let rest = #""source": "x", "language": "c", "terms": [1]"#

    private func parse(_ text: String) throws -> BatchRequest {
        try RequestParser.parse(Array(text.utf8)).request.get()
    }

    private func failure(_ text: String) -> RequestError? {
        if case .failure(let error) = RequestParser.parse(Array(text.utf8)).request { return error }
        return nil
    }

    @Test func `every member of a request is read`() throws {
        let request = try parse(
            #"{"id": 1, "source": "é\n", "language": "python", "entry": "function a", "profile": "python-math","#
                + #""terms": [1, "-2", 123456789012345678901234567890], "offset": -3, "count": 2, "#
                + #""indices": "-3..9", "visible": 1, "all_cases": true, "forgive_prompts": false, "#
                + #""limits": {"cpu_s": 0.5, "check_cpu_s": 2, "wall_s": 3, "memory_mib": 64, "output_mib": 2, "#
                + #""processes": 3, "threads": 4}, "meta": {"a": [1, {}]}}"#)
        #expect(request.code == .text(Array("é\n".utf8)))
        #expect(
            request.target == .terms([1, -2, try #require(Term("123456789012345678901234567890"))]))
        #expect(request.entry == .function("a") && request.profile == "python-math")
        #expect(request.offset == -3 && request.count == 2 && request.indices == "-3..9")
        #expect(request.visible == 1 && request.allCases == true && request.forgivePrompts == false)
        #expect(
            request.limits
                == LimitSettings(
                    cpu: .milliseconds(500), checkCPU: .seconds(2), wall: .seconds(3), memory: .mib(64),
                    output: .mib(2), processes: 3, threads: 4))
    }

    @Test func `id and meta come back as they were, also when a later member is wrong`() {
        let parsed = RequestParser.parse(Array(#"{"id": "a\"é", "meta": [1.50, "\u00e9"],"nope": 1}"#.utf8))
        #expect(parsed.label.id == Array(#""a\"\u00e9""#.utf8))
        #expect(parsed.label.meta == Array(#"[1.50, "\u00e9"]"#.utf8))
        #expect(throws: RequestError.self) { try parsed.request.get() }
        let big = RequestParser.parse(Array(#"{"id": 123456789012345678901234567890}"#.utf8))
        #expect(big.label.id == Array("123456789012345678901234567890".utf8))
    }

    @Test func `null is the same as no member, and a file's ending tells its language`() throws {
        let request = try parse(
            #"{"id": null, "file": "x/y.py", "language": null, "terms": [0], "limits": null}"#)
        #expect(request.code == .file("x/y.py") && request.language == "python")
        #expect(try parse(#"{"file": "y.c", "sequence": "A45", "meta": null}"#).language == "c")
    }

    @Test(
        arguments: [
            ("", "the end of the file", 1), ("[1]", "an object", 1), ("nul", "an object", 1),
            ("{", "'\"'", 2), ("{\"id\": 1", "',' or '}'", 9),
            ("{\(rest)} x", "the end of the line", 48), ("{\(rest)}{}", "the end of the line", 47),
            ("{\(rest), \"id\": 1.5}", "a string or an integer", 54),
            ("{\(rest), \"id\": true}", "a string or an integer", 54),
            ("{\(rest), \"sorce\": 1}", "perhaps 'source'", 48),
            ("{\(rest), \"zzzzzzzz\": 1}", "meta takes", 48),
            ("{\(rest), \"terms\": [1]}", "a second member 'terms'", 48),
            ("{\(rest), \"offset\": 1.5}", "an integer", 58),
            ("{\(rest), \"offset\": \"1\"}", "an integer", nil),
            ("{\(rest), \"offset\": 9000000000000000000}", "an integer", 58),
            ("{\(rest), \"count\": 0}", "at least 1", 57), ("{\(rest), \"visible\": -1}", "at least 0", 59),
            ("{\(rest), \"all_cases\": 1}", "true or false", 61),
            ("{\(rest), \"entry\": \"main\"}", "'function NAME'", 57),
            ("{\(rest), \"limits\": {\"cpu\": 1}}", "'cpu_s'", nil),
            ("{\(rest), \"limits\": {\"cpu_s\": -1}}", "a positive decimal number", nil),
            ("{\(rest), \"limits\": {\"cpu_s\": 1e3}}", "a positive decimal number", nil),
            ("{\(rest), \"limits\": {\"threads\": 0}}", "at least 1", nil),
            ("{\(rest), \"meta\": 01}", "no JSON value", nil),
            ("{\(rest), \"meta\": +1}", "no JSON value", nil),
            ("{\(rest), \"meta\": NaN}", "no JSON value", nil), ("{\(rest), \"meta\": [1,]}", "a value", nil),
            (#"{"source": "x", "language": "c", "terms": []}"#, "at least one", 43),
            (#"{"source": "x", "language": "c", "terms": [1, 1.0]}"#, "term 2 has a decimal point", 47),
            (#"{"source": "x", "language": "c", "terms": 5}"#, "'['", 43),
            (#"{"source": "x", "language": "rust", "terms": [1]}"#, "python or c", nil),
            (#"{"source": "x", "terms": [1]}"#, "the language is missing", nil),
            (#"{"file": "x.rs", "terms": [1]}"#, "the language is missing", nil),
            (#"{"source": "x", "file": "x.c", "terms": [1]}"#, "exactly one of source and file", nil),
            (#"{"language": "c", "terms": [1]}"#, "exactly one of source and file", nil),
            (#"{"source": "x", "language": "c"}"#, "exactly one of terms and sequence", nil),
            (#"{\#(rest), "sequence": "A1"}"#, "exactly one of terms and sequence", nil),
            ("{\"source\": \"a\u{1}\"}", "a control character", 14),
            ("{\"source\": \"\\x\"}", "unknown escape", nil),
            ("{\"source\": \"\\ud800\"}", "half a surrogate pair", nil), ("\0{}", "an unexpected", 1),
        ] as [(String, String, Int?)])
    func `a malformed request is told with its column and what was expected`(
        text: String, part: String, column: Int?
    ) throws {
        let error = try #require(failure(text))
        #expect(error.message.contains(part), "\(error)")
        if let column { #expect(error.column == column, "\(error)") }
    }

    @Test func `text that is not UTF-8 is malformed, in every member`() {
        for member in ["source", "id", "meta", "entry"] {
            var bytes = Array("{\"\(member)\": \"a".utf8)
            bytes += [0xFF, 0xFE]
            bytes += Array("\"}".utf8)
            guard case .failure(let error) = RequestParser.parse(bytes).request else {
                Issue.record("\(member) was accepted")
                continue
            }
            #expect(error.message.contains("not UTF-8"))
        }
    }

    @Test func `meta nested without end is refused instead of ending the process`() {
        let text = "{\"meta\": " + String(repeating: "[", count: 100_000)
        #expect(failure(text)?.message.contains("nested too deeply") == true)
    }

    @Test func `the nearest name is near`() {
        #expect(RequestField.nearest(to: "langauge") == "language")
        #expect(RequestField.nearest(to: "all-cases") == "all_cases")
        #expect(RequestField.nearest(to: "quux") == nil)
        #expect(Nearness.distance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
    }
}
