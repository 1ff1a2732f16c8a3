import Judging
import SequenceStore
import Yams

/// One submission of a suite.
struct Submission: Sendable {
    /// The sequence's folder, its last component: `A000045-fibonacci`.
    var sequence: String
    /// `wrong_answer/off_by_one.py`.
    var name: String
    /// The file.
    var path: String
    /// The truth, cut to the terms that decide.
    var truth: Truth
    /// The limits that the sequence sets.
    var limits: LimitSettings
    /// What is expected.
    var expectation: Expectation

    /// `A000045-fibonacci/wrong_answer/off_by_one.py`.
    var title: String { "\(sequence)/\(name)" }
    /// Whether it is a Python program; otherwise it is C.
    var isPython: Bool { path.hasSuffix(".py") }
}

/// Reads suites: folders of sequences with submissions.
enum Suite {
    /// The submissions under a folder, which is a sequence's own or holds such folders.
    /// - Parameter known: where the terms are from of a sequence.yaml that has none.
    static func read(folder: String, known: KnownSequences? = nil) throws(CommandFailure) -> [Submission] {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        if isSequence(folder) { return try readSequence(folder, known) }
        var submissions: [Submission] = []
        for name in try FileBytes.names(in: folder) where isSequence("\(folder)/\(name)") {
            submissions += try readSequence("\(folder)/\(name)", known)
        }
        guard !submissions.isEmpty else {
            throw CommandFailure(
                .badInput, "\(folder): no submissions",
                hint: "a suite is a folder of folders with sequence.yaml and submissions/VERDICT/*.py or *.c")
        }
        return submissions
    }

    private static func isSequence(_ folder: String) -> Bool {
        FileBytes.exists("\(folder)/sequence.yaml") || FileBytes.isFolder("\(folder)/submissions")
    }

    private static func readSequence(
        _ folder: String, _ known: KnownSequences?
    ) throws(CommandFailure) -> [Submission] {
        let description = try SequenceDescription.read(path: "\(folder)/sequence.yaml", known: known)
        let table = try TruthOptions.restrict(description.table, count: description.count, indices: nil)
        let visible = TruthOptions.visible(description.visible, of: description.table, in: table)
        let sequence = folder.split(separator: "/").last.map(String.init) ?? folder
        var submissions: [Submission] = []
        for (name, verdict) in try fileNames(in: "\(folder)/submissions") {
            submissions.append(
                Submission(
                    sequence: sequence, name: name, path: "\(folder)/submissions/\(name)",
                    truth: Truth(table: table, visible: visible), limits: description.limits,
                    expectation: Expectation(verdicts: [verdict])))
        }
        guard !submissions.isEmpty else { throw CommandFailure(.badInput, "\(folder): no submissions") }
        try refine(&submissions, from: "\(folder)/submissions.yaml")
        return submissions
    }

    /// `wrong_answer/off_by_one.py` and so on, with the verdicts of their folders.
    private static func fileNames(in folder: String) throws(CommandFailure) -> [(String, Verdict)] {
        var result: [(String, Verdict)] = []
        for group in try FileBytes.names(in: folder) {
            guard let verdict = Expectation.verdict(folder: group) else {
                throw CommandFailure(.badInput, "\(folder)/\(group): no verdict has this name")
            }
            for file in try FileBytes.names(in: "\(folder)/\(group)") where file != "__pycache__" {
                guard file.hasSuffix(".py") || file.hasSuffix(".c") else {
                    throw CommandFailure(.badInput, "\(folder)/\(group)/\(file): neither .py nor .c")
                }
                result.append(("\(group)/\(file)", verdict))
            }
        }
        return result
    }

    private static func refine(_ submissions: inout [Submission], from path: String) throws(CommandFailure) {
        guard FileBytes.exists(path) else { return }
        let file = YAMLFile(path: path)
        for (keyNode, node) in try file.root() {
            let name = try file.string(keyNode, "a key")
            guard let position = submissions.firstIndex(where: { $0.name == name }) else {
                throw file.failure(at: keyNode, "there is no submission '\(name)'")
            }
            try submissions[position].expectation.take(file.mapping(node), file)
        }
    }
}
