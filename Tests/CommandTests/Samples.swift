import Diagnosis
import Foundation
import Judging
import Sandboxing
import Terms

@testable import SeqJudgeCommands

/// Reports that the rendering tests share.
enum Samples {
    /// A wrong answer at a hidden index, with everything that a report can hold.
    static var wrongAnswer: CheckReport {
        var report = CheckReport(
            verdict: .wrongAnswer, explanation: "a(7) is wrong", candidateName: "fib.c",
            sequenceID: "A000045",
            truthSource: "b000045.txt",
            tally: CaseTally(required: 20, passed: 7, visibleRequired: 5, visiblePassed: 5),
            limits: CheckLimits())
        let failure = CaseReport(
            index: 7, outcome: .wrong(actual: 21), expected: 13, isVisible: false, cpu: .microseconds(1_250),
            wall: .milliseconds(2), peakMemory: .kib(1_536))
        report.cases = [
            CaseReport(index: 6, outcome: .passed, expected: 8, isVisible: false), failure,
        ]
        report.firstFailure = failure
        report.toolchain = .init(language: "c", path: "/usr/bin/gcc", version: "gcc 12.2.0", flags: ["-O2"])
        report.entry = .init(
            entry: .function("a"), isNamed: false, reason: "the only function of one argument",
            considered: [
                ConsideredEntry(
                    entry: .function("a"), reason: "it is there", outcome: .tried(.wrongAnswer, passed: 7)),
                ConsideredEntry(
                    entry: .terms, reason: "it prints", outcome: .notTried("function a is final")),
            ])
        report.usage = .init(
            cpu: .milliseconds(12), wall: .milliseconds(1_500), peakMemory: .kib(2_356),
            compileCPU: .milliseconds(41), runs: 1)
        report.enforcement = .init(rung: .lockdown, lacking: ["no namespace of its own"])
        report.refusals = ["process creation": 2]
        report.suspicion = Suspicion(
            level: .strong, reasons: ["7 terms stand in the source", "it fails after them"],
            literals: .init(count: 9, sought: 20, telling: 12, found: 3, longestRun: 7, listed: 7),
            size: .init(source: 500, terms: 80), failsAtFirstHidden: true)
        report.findings = [
            Finding(
                .constantSummand, .certain, "each answer is 8 more than the true term", hint: "count again",
                evidence: [
                    .init("summand", .term(8), tellsTruth: true), .init("agreeing", .integer(12)),
                    .init("share", .number(0.5)), .init("rule", .text("a \"rule\"")),
                    .init("ns", .integers([1, 2])),
                ], guardedSentence: "each answer differs from the true term by the same number"),
            Finding(.failsFrom, .possible, "wrong from n = 7 on"),
        ]
        report.diagnosisUsage = .init(cpu: .milliseconds(3), wall: .milliseconds(4), runs: 1)
        report.notes = ["a prompt was forgiven"]
        report.diagnostics = "warning: unused\n"
        return report
    }

    /// An accepted check of 20 terms.
    static var accepted: CheckReport {
        var report = CheckReport(
            verdict: .accepted, explanation: "all 20 terms are right", candidateName: "fib.py",
            sequenceID: nil,
            truthSource: "--terms", tally: CaseTally(required: 20, passed: 20), limits: CheckLimits())
        report.enforcement = .init(rung: .full)
        return report
    }

    /// A report with nothing but a verdict and an explanation.
    static func plain(_ verdict: Verdict, _ explanation: String = "because") -> CheckReport {
        CheckReport(
            verdict: verdict, explanation: explanation, candidateName: "x.py", sequenceID: nil,
            truthSource: "--terms", tally: CaseTally(required: 3, passed: 1), limits: CheckLimits())
    }

    /// The top of the package.
    static var package: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Runs the body with a new folder holding these files, and removes it afterwards.
    static func withFolder<Result>(
        _ files: [String: String], _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "seqjudge-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return try body(folder.path())
    }
}
