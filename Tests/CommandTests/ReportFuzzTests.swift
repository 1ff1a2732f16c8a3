import Foundation
import FoundationXML
import Fuzzing
import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

/// Reports whose every text is hostile. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct ReportFuzzTests {
    private static let pieces = [
        "a", " ", "\u{1b}[31m", "\n", "\r", "\r\n", "\t", "\0", "<", ">", "&", "\"", "'", "%", "::", ",",
        "]]>", "\\", "é",
        "\u{202e}", "\u{85}", "\u{2028}", "\u{feff}", "\u{fffe}", "\u{7f}", "\u{9b}", "\u{1f600}", "\u{300}",
        "\u{e000}",
        "--entry", "/", "::error file=x::y",
    ]

    /// A report with texts and numbers of the choices' own.
    private static func report(_ choices: inout Choices) -> CheckReport {
        func text(_ choices: inout Choices) -> String { choices.text(of: pieces, atMost: 12) }
        var report = CheckReport(
            verdict: choices.pick(Verdict.allCases), explanation: text(&choices),
            candidateName: text(&choices),
            sequenceID: choices.flip() ? text(&choices) : nil, truthSource: text(&choices),
            tally: CaseTally(required: choices.number(0...Int.max), passed: choices.number(0...Int.max)),
            limits: CheckLimits(run: Limits(memory: ByteCount(bytes: choices.number(0...Int.max)))))
        report.diagnostics = text(&choices)
        report.notes = choices.list(atMost: 3, text)
        report.violation = choices.flip() ? text(&choices) : nil
        if choices.flip() { report.refusals = [text(&choices): choices.number(0...Int.max)] }
        if choices.flip() {
            report.entry = .init(entry: .function(text(&choices)), isNamed: false, reason: text(&choices))
        }
        if choices.flip() {
            report.toolchain = .init(
                language: "c", path: text(&choices), version: text(&choices), flags: [text(&choices)])
        }
        report.enforcement = .init(rung: .full, lacking: choices.list(atMost: 2, text))
        report.usage.peakMemory = ByteCount(bytes: choices.number(0...Int.max))
        report.usage.runs = choices.number(0...2)
        report.cases = choices.list(atMost: 3) { choices in
            let outcomes: [CaseReport.Outcome] = [
                .passed, .missing, .wrong(actual: Term(choices.integer()) ?? 0), .stopped(.timeLimitExceeded),
                .malformed(reason: text(&choices), excerpt: text(&choices)),
            ]
            return CaseReport(
                index: choices.number(Int.min...Int.max), outcome: choices.pick(outcomes),
                expected: Term(choices.integer()) ?? 0, isVisible: choices.flip())
        }
        report.firstFailure = report.cases.first { !$0.isPassed }
        return report
    }

    private static func isSane(_ text: String, _ what: String) throws {
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
            let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            let isHidden = ["\u{202e}", "\u{2028}", "\u{feff}"].contains(scalar)
            try require(!isControl && !isHidden, "\(what) holds the character \(scalar.value)")
        }
    }

    @Test func `every form of a report stays well formed, and sane on a terminal`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let report = Self.report(&choices)
                let context = ReportContext(
                    path: choices.text(of: Self.pieces, atMost: 8), hidesExpected: choices.flip())
                let text = ReportFormat.text.render(report, context)
                try Self.isSane(text, "the text")
                let json = ReportFormat.json.render(report, context)
                try require(
                    json.utf8.allSatisfy { $0 == 10 || (0x20...0x7e).contains($0) }, "JSON of more than ASCII"
                )
                let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
                try require(
                    object?["explanation"] as? String == report.explanation, "JSON gives another explanation")
                let junit = ReportFormat.junit.render(report, context)
                try Self.isSane(junit, "JUnit")
                try require(XMLParser(data: Data(junit.utf8)).parse(), "JUnit is no XML: \(junit)")
                let github = ReportFormat.github.render(report, context)
                try Self.isSane(github, "the annotation")
                try require(
                    github.hasSuffix("\n") && !github.dropLast().contains(where: \.isNewline),
                    "two annotations")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a record of a batch is one line of JSON, with its details and without`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let report = Self.report(&choices)
                let line = RequestLine(number: 1, bytes: [], digest: 0)
                let style = VerdictRecord.Style(hidesExpected: choices.flip(), hasDetails: choices.flip())
                let record = VerdictRecord(line: line, label: .init(), style: style).judged(
                    report, language: "c"
                ).record
                try require(
                    record.dropLast().allSatisfy { (0x20...0x7e).contains($0) }, "a record of more than ASCII"
                )
                let object = try? JSONSerialization.jsonObject(with: Data(record)) as? [String: Any]
                try require(
                    object?["explanation"] as? String == report.explanation, "JSON gives another explanation")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `quantities on the command line are read, or refused`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = ["2s", "500ms", "1.5min", "256MiB", "64 kib", "1.25GB", "3/8", "0.000000001s"]
            Fuzz(.mutations(of: samples, words: ["s", "ms", "MiB", ".", "/", "999999999"])) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                if let time = TimeArgument(argument: text) {
                    try require(time.duration > .zero && !time.defaultValueDescription.isEmpty, "\(time)")
                }
                if let size = SizeArgument(argument: text) {
                    try require(size.byteCount.bytes > 0 && !size.defaultValueDescription.isEmpty, "\(size)")
                }
                guard let shard = Shard(argument: text) else { return }
                try require(Shard(argument: shard.defaultValueDescription) == shard, "\(shard)")
                for number in [1, 2, Int.max] {
                    if let rank = shard.rank(ofLine: number) {
                        try require(rank >= 0 && rank < number, "rank \(rank)")
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
