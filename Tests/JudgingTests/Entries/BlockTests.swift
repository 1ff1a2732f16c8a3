import Judging
import Sandboxing
import Terms
import Testing

@Suite("Programs as they stand in sequences' records")
struct BlockTests {
    private static let judges = Result { () throws -> (plain: Judge, packages: Judge) in
        var configuration = JudgeConfiguration()
        configuration.jobs = 2
        let plain = try Judge(configuration: configuration)
        configuration.profile = try ProfileStore.named(PythonLanguage.packagesProfileName)
        return (plain, try Judge(configuration: configuration))
    }

    /// The report of the first program that is accepted, else of the last one.
    private static func judge(_ sample: BlockSample) async throws -> CheckReport {
        let truth = try #require(SampleTruths.truth(of: sample.sequence))
        let judge = sample.options.contains("math") ? try judges.get().packages : try judges.get().plain
        var options = CheckOptions()
        options.limits.run.memory = .mib(1024)
        options.forgiveImports = sample.options.contains("forgive")
        let programs = ProgramBlock(reading: sample.text.utf8).programs
        var last: CheckReport?
        for program in programs {
            let report = try await judge.check(
                Candidate(name: "block.txt", source: program.source, language: program.language),
                against: truth, options: options)
            if report.verdict == .accepted { return report }
            last = report
        }
        return try #require(last, "the block has no program")
    }

    private static let modules = ["sympy", "numpy", "mpmath"].filter { name in
        guard let python = try? PythonToolchain.find().executable else { return false }
        return (try? Child.run(python, [python, "-I", "-c", "import \(name)"]).status) == 0
    }

    private static func isPossible(_ sample: BlockSample) -> Bool {
        let needed = sample.options.map { $0 == "math" ? "sympy" : $0 }.filter { $0 != "forgive" }
        return needed.allSatisfy(modules.contains)
    }

    @Test("There are enough of them, of each kind")
    func samples() {
        let samples = BlockSample.all
        #expect(samples.count { $0.verdict == .accepted } >= 100)
        #expect(samples.count { $0.verdict != .accepted } >= 30)
        #expect(Set(samples.map(\.testDescription)).count == samples.count)
        let entries = Set(samples.compactMap { $0.entry.split(separator: " ").first.map(String.init) })
        let all = [
            "stdin", "argv", "terms", "function", "generator", "list", "upto", "rows", "triangle",
            "triangle0",
            "antidiagonals-down", "antidiagonals-up", "predicate", "predicate1",
        ]
        #expect(entries == Set(all))
    }

    @Test("Each has its verdict, by the way that fits", arguments: BlockSample.all.filter(isPossible))
    func verdict(_ sample: BlockSample) async throws {
        let report = try await Self.judge(sample)
        let found = report.entry.map { "\($0.entry)" } ?? "nothing"
        #expect(
            report.verdict == sample.verdict,
            "as \(found): \(report.explanation)\n\(report.notes)\n\(report.diagnostics)")
        if !sample.entry.isEmpty { #expect(found == sample.entry) }
        #expect(report.entry?.considered.isEmpty != true)
        // What is found by itself is right by name, too; so no way was taken that another would deny.
        if report.verdict == .accepted, let entry = report.entry {
            #expect(
                entry.considered.contains(
                    ConsideredEntry(
                        entry: entry.entry, reason: entry.reason,
                        outcome: .tried(.accepted, passed: report.tally.required))))
        }
    }
}
