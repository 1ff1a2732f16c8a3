import Diagnosis
import Sandboxing
import Terms
import Testing

@testable import Judging

/// The further run for a diagnosis, and what it leaves alone.
@Suite(.serialized) struct DiagnosisRunTests {
    private static let squares = TermTable(offset: 0, terms: (0..<40).map { Term($0 * $0) }, source: "test")

    private static func check(
        _ source: String, _ diagnosis: Diagnosing, name: String = "x.py", entry: Entry? = nil,
        table: TermTable = squares, limits: CheckLimits = CheckLimits()
    ) async throws -> CheckReport {
        let judge = try Judge()
        let report = try await judge.check(
            Candidate(name: name, source: Array(source.utf8), entry: entry),
            against: Truth(table: table, visible: 10),
            options: CheckOptions(limits: limits, diagnosis: diagnosis))
        await judge.close()
        return report
    }

    /// A wrong program of each framing, and what is to be found.
    static let wrong: [(source: String, name: String, entry: Entry?, code: Finding.Code)] = [
        ("def a(n):\n    return (n + 1) ** 2\n", "x.py", nil, .indexShift),
        ("n = int(input())\nprint(n * n + 5)\n", "x.py", .stdin, .constantSummand),
        ("for n in range(60): print(n * n * 2)\n", "x.py", .terms, .constantFactor),
        ("int a(int n) { return -n * n; }\n", "x.c", nil, .wrongSign),
        ("def a(n):\n    return n * n if n < 20 else 1 // 0\n", "x.py", nil, .divisionByZero),
        ("def f(n): return n\n", "x.py", .function("g"), .noEntry),
    ]

    @Test(arguments: wrong.indices) func `a diagnosis changes neither verdict nor first failure nor usage`(
        which: Int
    )
        async throws
    {
        let item = Self.wrong[which]
        let plain = try await Self.check(item.source, .none, name: item.name, entry: item.entry)
        let full = try await Self.check(item.source, .failures, name: item.name, entry: item.entry)
        #expect(plain.findings.isEmpty && plain.diagnosisUsage == nil)
        #expect(full.findings.first?.code == item.code)
        #expect(plain.verdict == full.verdict && plain.explanation == full.explanation)
        #expect(plain.firstFailure?.index == full.firstFailure?.index)
        #expect(plain.firstFailure?.outcome == full.firstFailure?.outcome)
        #expect(plain.cases.map(\.index) == full.cases.map(\.index) && plain.tally == full.tally)
        #expect(plain.usage.runs == full.usage.runs && plain.notes == full.notes)
        if item.code != .noEntry { #expect((full.diagnosisUsage?.runs ?? 0) >= 1) }
    }

    @Test func `few processes are started, and a right program is not run again`() async throws {
        let source = "n = int(input())\nprint(n * n if n % 7 else 3)\n"
        let report = try await Self.check(source, .failures, entry: .stdin)
        #expect((1...20).contains(report.diagnosisUsage?.runs ?? 0))
        let right = try await Self.check("def a(n): return n * n\n", .always)
        #expect(right.verdict == .accepted && right.findings.isEmpty && right.diagnosisUsage == nil)
    }

    @Test func `the further run keeps the limits of the check`() async throws {
        var limits = CheckLimits()
        limits.run.cpu = .milliseconds(200)
        limits.checkCPU = .milliseconds(400)
        let source = "def a(n):\n    while n > 3: pass\n    return n * n + 1\n"
        let report = try await Self.check(source, .failures, limits: limits)
        #expect(report.verdict == .wrongAnswer)
        let usage = try #require(report.diagnosisUsage)
        #expect(usage.cpu < .milliseconds(900) && usage.runs == 1)
    }

    @Test func `a selection holds the start, the failure and the end, ascending and bounded`() throws {
        let entries = (0..<5_000).map { IndexedTerm(index: $0, term: Term($0)) }
        for failure in [nil, 0, 2_500, 4_999] as [Int?] {
            let chosen = Exploration.selection(entries, around: failure, most: 192).map(\.index)
            #expect(chosen.count <= 192 && chosen.count > 150)
            #expect(chosen == chosen.sorted() && Set(chosen).count == chosen.count)
            #expect(chosen.starts(with: 0..<60) && chosen.last == 4_999)
            if let failure { #expect(chosen.contains(failure)) }
        }
        #expect(Exploration.selection(Array(entries.prefix(50)), around: 3, most: 192).count == 50)
    }

    @Test func `where processes begin to be wrong is found to the index`() async throws {
        let table = TermTable(offset: 0, terms: (0..<200).map { Term($0 * $0) }, source: "test")
        let source = "n = int(input())\nprint(n * n if n < 137 else n * n % 1000 + 3)\n"
        let report = try await Self.check(source, .failures, entry: .stdin, table: table)
        let first = report.findings.first { $0.code == .failsFrom }
        #expect(first?.evidence.first { $0.name == "first_n" }?.value == .integer(137))
    }

    @Test func `what goes by the order of questions is found out`() async throws {
        let source = "k = -1\ndef a(n):\n    global k\n    k += 1\n    return k * k\n"
        let report = try await Self.check(source, .failures)
        #expect(report.verdict == .wrongAnswer && report.findings.first?.code == .dependsOnOrder)
    }
}
