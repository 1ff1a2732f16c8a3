import Foundation
import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct MachineReportTests {
    private func object(_ report: CheckReport, hides: Bool = false) throws -> [String: Any] {
        let text = ReportFormat.json.render(report, ReportContext(path: "fib.c", hidesExpected: hides))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `JSON holds terms as strings, times in seconds and memory in bytes`() throws {
        let root = try object(Samples.wrongAnswer)
        #expect(root["schema_version"] as? Int == 1)
        #expect(root["verdict"] as? String == "WA")
        let failure = try #require(root["first_failure"] as? [String: Any])
        #expect(failure["expected"] as? String == "13")
        #expect(failure["actual"] as? String == "21")
        #expect(failure["cpu_seconds"] as? Double == 0.00125)
        #expect(failure["peak_memory_bytes"] as? Int == 1_572_864)
        let limits = try #require(root["limits"] as? [String: Any])
        #expect(limits["case_wall_seconds"] as? Double == 7)
        let terms = try #require(root["terms"] as? [String: Any])
        #expect(terms["hidden_passed"] as? Int == 2)
    }

    @Test func `every form of a report tells of suspicion`() throws {
        let suspicion = try #require(try object(Samples.wrongAnswer)["suspicion"] as? [String: Any])
        #expect(suspicion["level"] as? String == "strong" && suspicion["source_bits"] as? Int == 500)
        #expect((suspicion["reasons"] as? [String])?.count == 2)
        #expect(suspicion["fails_at_first_hidden"] as? Bool == true)
        let literals = try #require(suspicion["literals"] as? [String: Int])
        #expect(
            literals == [
                "count": 9, "sought": 20, "telling": 12, "found": 3, "longest_run": 7, "listed": 7,
            ])
        let none = try #require(try object(Samples.accepted)["suspicion"] as? [String: Any])
        #expect(none["level"] as? String == "none" && none["fails_at_first_hidden"] is NSNull)

        let context = ReportContext(path: "fib.c")
        let xml = ReportFormat.junit.render(Samples.wrongAnswer, context)
        #expect(XMLCounter().parse(xml))
        #expect(xml.contains("<property name=\"suspicion\" value=\"strong\"/>"))
        #expect(xml.contains("<property name=\"suspicion-reason\" value=\"it fails after them\"/>"))
        #expect(ReportFormat.junit.render(Samples.accepted, context).contains("value=\"none\""))
        let strong = ReportFormat.github.render(Samples.wrongAnswer, context)
        #expect(strong.contains("%0Asuspicion: strong: 7 terms stand in the source; it fails after them\n"))
        #expect(!ReportFormat.github.render(Samples.accepted, context).contains("suspicion"))
    }

    @Test func `every form of a report tells of findings, and nothing that gives hidden terms away`() throws {
        let findings = try #require(try object(Samples.wrongAnswer)["findings"] as? [[String: Any]])
        #expect(findings.map { $0["code"] as? String } == ["constant-summand", "fails-from"])
        let evidence = try #require(findings[0]["evidence"] as? [String: Any])
        #expect(evidence["summand"] as? String == "8" && evidence["share"] as? Double == 0.5)
        #expect(evidence["ns"] as? [Int] == [1, 2] && evidence["agreeing"] as? Int == 12)
        let usage = try #require(try object(Samples.wrongAnswer)["diagnosis_usage"] as? [String: Any])
        #expect(usage["cpu_seconds"] as? Double == 0.003)
        #expect(try object(Samples.accepted)["findings"] as? [String] == [])

        let hidden = ReportContext(path: "fib.c", hidesExpected: true)
        for format in ReportFormat.allCases {
            let open = format.render(Samples.wrongAnswer, ReportContext(path: "fib.c"))
            #expect(open.contains("each answer is 8 more"))
            let guarded = format.render(Samples.wrongAnswer, hidden)
            #expect(guarded.contains("by the same number") && !guarded.contains("8 more"))
            #expect(!guarded.contains("\"summand\""))
        }
        let xml = ReportFormat.junit.render(Samples.wrongAnswer, hidden)
        #expect(xml.contains("message=\"wrong answer: a(7) is wrong; certain: each answer differs"))
        #expect(xml.contains("<property name=\"finding\" value=\"constant-summand\"/>"))
    }

    @Test func `hidden expected terms are in no part of the JSON`() throws {
        var report = Samples.wrongAnswer
        report.cases[0].expected = 987_654_321
        report.firstFailure?.expected = 123_456_789
        let text = ReportFormat.json.render(report, ReportContext(path: "fib.c", hidesExpected: true))
        #expect(!text.contains("987654321") && !text.contains("123456789"))
        let root = try object(report, hides: true)
        #expect(root["expected_hidden"] as? Bool == true)
    }

    @Test func `JSON strings escape all but printable ASCII`() throws {
        let text = "\"\\\u{0}\u{1b}[31m\né😀\u{2028}"
        let document = JSONText.array([.string(text)]).document
        #expect(document.unicodeScalars.allSatisfy { $0 == "\n" || (" "..."~").contains($0) })
        let back = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String]
        #expect(back == [text])
    }

    @Test(arguments: [Verdict.accepted, .wrongAnswer, .internalError])
    func `JUnit tells a failure from a fault of ours`(verdict: Verdict) throws {
        let xml = ReportFormat.junit.render(
            Samples.plain(verdict, "<&\">\u{1b}"), ReportContext(path: "x<y>.py"))
        let parser = XMLCounter()
        #expect(parser.parse(xml))
        #expect(parser.counts["testcase"] == 1)
        #expect(parser.counts["failure"] ?? 0 == (verdict == .wrongAnswer ? 1 : 0))
        #expect(parser.counts["error"] ?? 0 == (verdict == .internalError ? 1 : 0))
        #expect(parser.names == ["x<y>.py"])
    }

    @Test func `a workflow annotation is one line that nothing can break out of`() {
        var report = Samples.wrongAnswer
        report.explanation = "50%\n::error::forged\r"
        let text = ReportFormat.github.render(report, ReportContext(path: "a,b:c.py"))
        #expect(text.split(separator: "\n").count == 1)
        #expect(
            text.hasPrefix("::error file=a%2Cb%3Ac.py,title=WA wrong answer::50%25\\n::error::forged\\r%0A"))
        #expect(text.contains("%0An = 7, expected 13, got 21%0A7 of 20 terms passed%0A"))
        let hidden = ReportFormat.github.render(report, ReportContext(path: "a.py", hidesExpected: true))
        #expect(!hidden.contains("expected 13"))
    }
}

/// Counts the elements of an XML text without a library: fails on what is not nested rightly.
private final class XMLCounter {
    var counts: [String: Int] = [:]
    var names: [String] = []

    func parse(_ text: String) -> Bool {
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else { return false }
                continue
            }
            let element = String(tag.prefix { $0 != " " && $0 != "/" })
            counts[element, default: 0] += 1
            if element == "testcase", let range = tag.range(of: " name=\"") {
                let name = String(tag[range.upperBound...].prefix { $0 != "\"" })
                names.append(
                    name.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
                        "&amp;", with: "&"))
            }
            if !tag.hasSuffix("/") { open.append(element) }
        }
        return open.isEmpty && !rest.contains("\u{1b}")
    }
}
