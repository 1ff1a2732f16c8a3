import Diagnosis
import Foundation
import FoundationXML
import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

/// What of a page is looked at: its elements, attributes and text, where it is well formed.
final class PageReader: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private(set) var text = ""
    private(set) var isWellFormed = false

    init(_ document: String) {
        super.init()
        let parser = XMLParser(data: Data(document.replacing("<!DOCTYPE html>", with: "").utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func count(_ name: String, kind: String? = nil) -> Int {
        elements.count { element in
            guard element.name == name else { return false }
            guard let kind else { return true }
            return (element.attributes["class"] ?? "").split(separator: " ").contains(Substring(kind))
        }
    }
}

@Suite struct PageTests {
    private static func page(_ report: CheckReport, hidesExpected: Bool = false) -> String {
        let context = ReportContext(path: "fib.c", hidesExpected: hidesExpected)
        return CheckPage(report: report, context: context).page.document
    }

    @Test func `a page of a check tells what the text report tells`() {
        let page = PageReader(Self.page(Samples.wrongAnswer))
        #expect(page.isWellFormed)
        for part in [
            "WA", "a(7) is wrong", "A000045", "b000045.txt", "gcc 12.2.0", "lockdown",
            "no namespace of its own",
            "7 terms stand in the source", "a prompt was forgiven", "warning: unused", "a hidden term",
        ] {
            #expect(page.text.contains(part), "\(part)")
        }
        #expect(page.count("tr", kind: "wrong") == 1 && page.count("tr", kind: "right") == 1)
    }

    @Test func `text of a candidate's is never markup`() {
        var report = Samples.wrongAnswer
        let attack = "</style><script>alert(1)</script><img src=x onerror='y'>&amp;\u{202e}\u{1b}[31m"
        report.explanation = attack
        report.diagnostics = attack
        report.notes = [attack]
        report.candidateName = attack
        report.firstFailure?.outcome = .malformed(reason: attack, excerpt: attack)
        report.cases = [report.firstFailure].compactMap { $0 }
        let document = CheckPage(report: report, context: ReportContext(path: attack)).page.document
        let page = PageReader(document)
        #expect(page.isWellFormed)
        #expect(page.count("script") == 0 && page.count("img") == 0)
        #expect(page.text.contains("<script>alert(1)</script><img src=x onerror='y'>&amp;"))
        #expect(!document.unicodeScalars.contains("\u{202e}") && !document.unicodeScalars.contains("\u{1b}"))
    }

    @Test func `a page refers to nothing outside itself`() {
        let pages = [
            Self.page(Samples.wrongAnswer), Self.page(Samples.accepted),
            SuitePage(report: SuiteReport(results: []), folders: ["fixtures"]).page.document,
        ]
        for document in pages {
            let page = PageReader(document)
            #expect(page.isWellFormed)
            #expect(!document.contains("http:") && !document.contains("https:") && !document.contains("url("))
            for (name, attributes) in page.elements {
                #expect(attributes["src"] == nil && attributes["href"] == nil, "\(name)")
            }
            let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
            #expect(policy?.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'")
        }
    }

    @Test func `true terms that are to be hidden are not in the page`() {
        var report = Samples.wrongAnswer
        report.firstFailure?.expected = 98_765_432
        report.cases = report.cases.map { item in
            var item = item
            item.expected = item.isPassed ? 12_345_678 : 98_765_432
            return item
        }
        let open = Self.page(report)
        #expect(open.contains("12345678") && open.contains("98765432".suffix(4)))
        let hidden = Self.page(report, hidesExpected: true)
        #expect(!hidden.contains("12345678") && !hidden.contains("5432"))
        #expect(PageReader(hidden).isWellFormed)
    }

    @Test func `rows can be chosen by what came of them`() {
        let page = PageReader(Self.page(Samples.wrongAnswer))
        let ids = Set(page.elements.compactMap { $0.attributes["id"] })
        #expect(ids.isSuperset(of: ["cases", "cases-all", "cases-wrong", "cases-right"]))
        #expect(
            page.text.contains("#cases:has(#cases-wrong:checked) tbody tr:not(.wrong) { display: none; }"))
        // With one kind of row there is nothing to choose.
        var report = Samples.wrongAnswer
        report.cases.removeFirst()
        #expect(PageReader(Self.page(report)).count("input") == 0)
    }

    @Test func `of very many cases all that failed are listed, and the page says that some are not`() {
        var report = Samples.wrongAnswer
        report.cases = (0..<20_000).map { index in
            CaseReport(
                index: index, outcome: index == 19_990 ? .missing : .passed, expected: 1, isVisible: false,
                cpu: .microseconds(index))
        }
        report.firstFailure = report.cases[19_990]
        let page = PageReader(Self.page(report))
        #expect(page.count("tr", kind: "wrong") == 1)
        #expect(page.count("tr", kind: "right") == CheckPage.mostCases - 1)
        #expect(page.text.contains("5,000 of 20,000 cases are listed"))
        #expect(page.count("circle") <= 2 * Plot.mostPoints && page.count("circle", kind: "wrong") == 1)
    }

    @Test func `a page of a suite has a row for each submission and tells of mismatches`() throws {
        try Samples.withFolder([
            "A000290-squares/sequence.yaml": "id: A000290\noffset: 0\nterms: \"0, 1, 4\"\n",
            "A000290-squares/submissions/accepted/a.py": "def a(n): return n * n\n",
            "A000290-squares/submissions/wrong_answer/b.py": "def a(n): return n\n",
        ]) { folder in
            let submissions = try Suite.read(folder: folder)
            var diagnosed = Samples.accepted
            diagnosed.findings = [Finding(.indexShift, .likely, "shifted")]
            let results = zip(submissions, [Samples.accepted, diagnosed]).map { submission, report in
                let differences = submission.expectation.differences(from: report)
                return SuiteResult(
                    submission: submission,
                    outcome: differences.isEmpty ? .asExpected : .mismatch(differences),
                    report: report, wall: .milliseconds(2))
            }
            let page = PageReader(
                SuitePage(report: SuiteReport(results: results), folders: [folder]).page.document)
            #expect(page.isWellFormed)
            #expect(page.text.contains("1 of 2 submissions as expected"))
            #expect(page.text.contains("expected WA, got AC"))
            #expect(page.text.contains("What is wrong") && page.text.contains("index-shift"))
            #expect(page.count("tr", kind: "right") == 1 && page.count("tr", kind: "wrong") == 1)
        }
    }
}

@Suite struct DigitsDifferenceTests {
    private static func marked(_ expected: Term, _ actual: Term) -> [String] {
        DigitsDifference(expected: expected, actual: actual).html(("expected", "got")).markup
            .split(separator: "\n").filter { $0.contains("<dd>") }
            .map { String($0).replacing(/.*<dd>|<\/dd>/, with: "") }
    }

    @Test func `digits at places that differ are marked`() {
        #expect(
            Self.marked(308_061_521_170_129, 308_061_521_170_130) == [
                "<i>30806</i><wbr/>15211701<mark>29</mark>", "<i>30806</i><wbr/>15211701<mark>30</mark>",
            ])
        #expect(Self.marked(123, 133) == ["1<mark>2</mark>3", "1<mark>3</mark>3"])
    }

    @Test func `of numbers that differ in length all after the common beginning is marked`() {
        #expect(Self.marked(1_234, 12) == ["12<mark>34</mark>", "12"])
        #expect(
            DigitsDifference(expected: 1_234, actual: 12).words == "2 digits instead of 4: 2 digits too few.")
    }

    @Test func `a sign that alone is wrong is marked`() {
        #expect(Self.marked(-5, 5) == ["<mark>-</mark>5", "5"])
        #expect(DigitsDifference(expected: -5, actual: 5).words == "The sign alone is wrong.")
    }

    @Test func `of long numbers the ends and what is near the first difference are shown`() throws {
        let one = try #require(Term(String(repeating: "7", count: 5_000)))
        let other = try #require(
            Term(String(repeating: "7", count: 2_500) + "8" + String(repeating: "7", count: 2_499)))
        let lines = Self.marked(one, other)
        #expect(lines.allSatisfy { $0.contains("more digits") && $0.utf8.count < 1_000 })
        #expect(lines[1].contains("<mark>8</mark>") && lines[0].contains("<mark>7</mark>"))
        #expect(
            DigitsDifference(expected: one, actual: other).words
                == "1 digit of 5,000 differ; the first 2,500 agree.")
    }
}

@Suite struct PlotTests {
    @Test(arguments: [
        [0.0, 1], [5, 5], [1e-9, 2e-9], [1e-6, 3], [0, 0], [-4e18, 4e18], [1e300, 2e300], [0, 1e-6, 1],
        [4e18, 4e18],
    ])
    func `every value has its place on a scale, and ticks ascend within it`(values: [Double]) {
        for quantity in [PlotScale.Quantity.index, .seconds, .bytes] {
            for allowsLogarithm in [false, true] where quantity != .bytes || values[0] >= 0 {
                let scale = PlotScale(values, quantity, allowsLogarithm: allowsLogarithm)
                for value in values { #expect((-0.001...1.001).contains(scale.place(value)), "\(value)") }
                #expect((1...16).contains(scale.ticks.count), "\(scale.ticks)")
                let places = scale.ticks.map { scale.place($0.value) }
                #expect(places == places.sorted() && places.allSatisfy { (-0.001...1.001).contains($0) })
            }
        }
    }

    @Test func `numbers keep three digits and lose zeros`() {
        #expect(
            [0, 0.5, 12.3456, 1_234_567, -2.5, 0.00123].map(PlotScale.short) == [
                "0", "0.5", "12.3", "1,234,567", "-2.5", "0.00123",
            ])
        #expect(PlotScale.label(0.0125, .seconds) == "12.5 ms")
        #expect(PlotScale.label(3_145_728, .bytes) == "3 MiB")
    }

    @Test func `a plot in a terminal has every case in its place`() throws {
        let points = (0...59).map { Plot.Point(index: $0, value: Double($0 + 60), isRight: $0 != 59) }
        let plot = Plot(caption: "CPU time", quantity: .seconds, points: points)
        let lines = try #require(TerminalPlot(plot)).text.split(separator: "\n")
        #expect(lines.count == TerminalPlot.rows + 3)
        #expect(lines[0] == "  CPU time against n")
        let drawn = lines[1...TerminalPlot.rows].map { $0.drop { $0 != "|" }.dropFirst() }
        #expect(drawn.joined().count { $0 == "*" } == 59 && drawn.joined().count { $0 == "x" } == 1)
        #expect(drawn.last { $0.contains("*") }?.first == "*")
        #expect(lines[1...TerminalPlot.rows].first { $0.contains("x") }?.last == "x")
        #expect(TerminalPlot(Plot(caption: "", quantity: .seconds, points: [points[0]])) == nil)
    }

    @Test func `a curve is drawn as far as it is within the picture`() throws {
        let points = (1...50).map { Plot.Point(index: $0, value: Double($0), isRight: true) }
        let curve = Plot.Curve(label: "grows like n^2") { $0 * $0 }
        let picture = try #require(
            Plot(caption: "time", quantity: .seconds, points: points, curve: curve).html?.markup)
        #expect(picture.contains("<polyline class=\"curve\"") && picture.contains("dashed: grows like n^2"))
        #expect(!picture.contains("nan") && !picture.contains("inf"))
    }
}
