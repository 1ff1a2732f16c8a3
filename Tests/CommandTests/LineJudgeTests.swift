import Foundation
import Judging
import Sandboxing
import Synchronization
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct LineJudgeTests {
    /// What a judge was asked to do.
    private struct Asked: Sendable {
        var candidate: Candidate
        var truth: Truth
        var options: LineJudge.Options
        var profile: String?
    }

    /// Judges a line, and tells what of it came to the check, and the record.
    private func judge(
        _ text: String, truth: [String: String] = [:], _ change: (inout LineJudge) -> Void = { _ in }
    ) async throws -> (asked: Asked?, record: String) {
        let asked = Mutex<Asked?>(nil)
        var result = (nil as Asked?, "")
        try await BatchFixture.inFolder { folder in
            for (name, text) in truth {
                try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
            }
            let paths = truth.keys.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
            var lines = try BatchFixture.lineJudge(library: TruthLibrary(paths: paths, offsets: nil)) {
                (candidate, truth, options, profile) async throws(JudgeError) in
                asked.withLock {
                    $0 = Asked(candidate: candidate, truth: truth, options: options, profile: profile)
                }
                return try await BatchFixture.accepting(candidate, truth, options, profile)
            }
            lines.folder = folder + "/"
            change(&lines)
            let line = RequestLine(number: 4, bytes: Array(text.utf8), digest: 0)
            if case .record(let judged) = await lines.judge(line) {
                result = (asked.withLock { $0 }, String(decoding: judged.record, as: UTF8.self))
            }
        }
        return result
    }

    private static let fixture = [
        "squares.yaml":
            "id: A000290\noffset: 0\nterms: '0,1,4,9,16'\ncount: 4\nvisible: 2\nlimits: {cpu_s: 1, wall_s: 9, threads: 3}\n"
    ]
    private static let squares = #""source": "x", "language": "c", "sequence": "A290""#

    @Test func `a request's limits win over the command line's, and those over the fixture's`() async throws {
        let (asked, _) = try await judge(
            "{\(Self.squares), \"limits\": {\"cpu_s\": 3, \"processes\": 2}}", truth: Self.fixture
        ) { $0.defaults.limits = LimitSettings(cpu: .seconds(2), wall: .seconds(8)) }
        #expect(
            asked?.options.limits
                == LimitSettings(cpu: .seconds(3), wall: .seconds(8), processes: 2, threads: 3))
    }

    @Test func `a fixture's cut holds where the request has none of its own`() async throws {
        let (plain, _) = try await judge("{\(Self.squares)}", truth: Self.fixture)
        #expect(plain?.truth.table.entries.map(\.term) == [0, 1, 4, 9])
        #expect(plain?.truth.visible == 2 && plain?.truth.table.id == "A000290")
        let (own, _) = try await judge(
            "{\(Self.squares), \"count\": 2, \"indices\": \"1-\", \"visible\": 3}", truth: Self.fixture)
        #expect(own?.truth.table.entries.map(\.index) == [1, 2])
        #expect(own?.truth.visible == 2)
    }

    @Test func `what a request says of its check gets to the check, and what it leaves out by default`()
        async throws
    {
        let (own, _) = try await judge(
            #"{"source": "é", "language": "python", "entry": "list f", "profile": "python-math", "terms": [5],"#
                + #""offset": 7, "all_cases": false, "forgive_prompts": true}"#
        ) { $0.defaults.allCases = true }
        #expect(own?.candidate.source == Array("é".utf8) && own?.candidate.entry == .list("f"))
        #expect(own?.candidate.name == "line-4.py" && own?.profile == "python-math")
        #expect(own?.truth.table.entries == [IndexedTerm(index: 7, term: 5)])
        #expect(own?.options.allCases == false && own?.options.forgivePrompts == true)
        let (rest, _) = try await judge(#"{"source": "", "language": "c", "terms": [5]}"#) {
            $0.defaults.allCases = true
        }
        #expect(rest?.options.allCases == true && rest?.options.forgivePrompts == false)
        #expect(rest?.truth.table.offset == 0 && rest?.candidate.language == "c" && rest?.profile == nil)
    }

    @Test func `a path begins at the input's folder, unless it is a whole one`() async throws {
        let files = ["own.py": "text"]
        let (relative, _) = try await judge(#"{"file": "own.py", "terms": [1]}"#, truth: files)
        #expect(relative?.candidate.source == Array("text".utf8) && relative?.candidate.name == "own.py")
        let (whole, record) = try await judge(#"{"file": "/nonexistent.py", "terms": [1]}"#)
        #expect(whole == nil && record.contains("/nonexistent.py: No such file"))
    }

    @Test(
        arguments: [
            (
                #"{"source": "", "language": "c", "terms": [1], "count": 2}"#,
                "2 terms are to decide, but the request has 1"
            ),
            (#"{"source": "", "language": "c", "terms": [1], "indices": "5"}"#, "\"message\":\"indices 5: "),
            (#"{"source": "", "language": "c", "terms": [1], "indices": "x"}"#, "\"message\":\"indices x: "),
            (#"{"source": "", "language": "c", "sequence": "A1"}"#, "no sequence 'A1' among the 0 sequences"),
            (
                #"{"source": "", "language": "c", "terms": [1], "profile": "/etc/x"}"#,
                "no bundled profile's name"
            ),
            (
                #"{"source": "", "language": "c", "terms": [1], "profile": "x.yaml"}"#,
                "no bundled profile's name"
            ),
        ])
    func `a request for what is not there is told, and nothing is run`(text: String, part: String)
        async throws
    {
        let (asked, record) = try await judge(text)
        #expect(asked == nil)
        #expect(record.contains(part) && record.contains(#""kind":"input""#), "\(record)")
    }
}
