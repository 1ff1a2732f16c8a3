public import ArgumentParser
public import Exporting
import Foundation
import Problems
import Reflection

extension ExportFormat: ExpressibleByArgument {}

/// `seqjudge export`: training data in the forms that trainers read.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write training data in the form that a trainer reads.",
        discussion: """
            verl and trl-prompt take problems, for reinforcement learning; the other forms take conversations, as reflect writes \
            them, for supervised training, and of these only the ones that end with a right program. Into the folder go train.jsonl \
            and test.jsonl, a card (README.md) with counts, licences, seeds and how the folder is loaded, and for LLaMA-Factory a \
            dataset_info.json. A file without rows is told and is no split of the card, since none can load it; where there is no \
            row at all, nothing is written.

            Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
            """)

    @Option(help: ArgumentHelp("The form of the rows.", valueName: "form")) var to: ExportFormat

    @Option(help: ArgumentHelp("Problems or conversations to train on; may be repeated.", valueName: "file"))
    var train: [String] = []

    @Option(help: ArgumentHelp("Those to test on; may be repeated.", valueName: "file")) var test: [String] =
        []

    @Option(
        help: ArgumentHelp(
            "Where conversations find their problems, for licences and sources; may be repeated.",
            valueName: "file"))
    var problems: [String] = []

    @Option(
        help: ArgumentHelp("The folder for the files; it is made where there is none.", valueName: "folder"))
    var output: String

    @Option(help: ArgumentHelp("What the card calls the data.", valueName: "text"))
    var title = "Integer sequences as programming problems"

    @Option(
        help: ArgumentHelp(
            "The system message of verl and trl-prompt rows. (default: none)", valueName: "text"))
    var system: String?

    @Option(
        help: ArgumentHelp(
            "Rates of problems, as `solvability` writes them, for the card; may be repeated.",
            valueName: "file"))
    var solvability: [String] = []

    @Flag(help: "Also take conversations that do not end with a right program.") var allVerdicts = false

    @Flag(help: "Tell nothing on standard error but errors.") var quiet = false

    mutating func validate() throws {
        if train.isEmpty && test.isEmpty { throw ValidationError("Give --train, --test, or both.") }
        if system != nil && !to.isForReinforcement {
            throw ValidationError("--system goes with verl and trl-prompt: conversations have their own.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.export() }
    }

    private func export() throws(CommandFailure) -> CommandStatus {
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(.badInput, "\(output): no folder can be made there")
        }
        var account = ExportAccount()
        var files: [LineOutput] = []
        for path in problems {
            try JSONLines.forEach(Problem.self, in: path, "problem") { (problem) throws(CommandFailure) in
                account.known[problem.id] = problem.provenance
            }
        }
        for path in solvability {
            try JSONLines.forEach(SolvabilityLine.self, in: path, "rate") { line in
                account.rates[line.problem] = line.rate
            }
        }
        for (split, inputs) in [("train", train), ("test", test)] where !inputs.isEmpty {
            let file = try write(split, inputs, &account)
            account.parts.append(DatasetCard.Part(split: split, file: "\(split).jsonl", rows: file.count))
            files.append(file)
        }
        // Only now is anything put in its place.
        try account.checkSplits()
        try account.checkRows()
        for file in files { try file.finish() }
        try FileBytes.write(account.card(title, to).markdown, path: "\(output)/README.md")
        if let json = DatasetInfo(format: to, parts: account.parts).json {
            try FileBytes.write(String(decoding: json, as: UTF8.self), path: "\(output)/dataset_info.json")
        }
        for part in account.parts where part.rows == 0 {
            StandardStream.error.write("seqjudge: \(part.file) has no rows, and the card does not name it\n")
        }
        if !quiet { StandardStream.error.write(account.text) }
        return .success
    }

    /// Writes the rows of a split into a draft.
    private func write(
        _ split: String, _ inputs: [String], _ account: inout ExportAccount
    ) throws(CommandFailure) -> LineOutput {
        let exporter = Exporter(to, split: split, system: system)
        let file = try LineOutput(path: "\(output)/\(split).jsonl")
        for path in inputs {
            if to.isForReinforcement {
                try JSONLines.forEach(Problem.self, in: path, "problem") { (problem) throws(CommandFailure) in
                    try ExportCommand.put(file) { try exporter.row(problem, index: file.count) }
                    account.count(problem.id, problem.provenance, in: split)
                    account.figures.add(problem)
                }
            } else {
                try JSONLines.forEach(ExportedConversation.self, in: path, "conversation") {
                    (conversation) throws(CommandFailure) in
                    let dialogue = conversation.dialogue
                    guard allVerdicts || dialogue.verdict == "AC" else {
                        account.leftOut += 1
                        return
                    }
                    let before = file.count
                    try ExportCommand.put(file) { try exporter.row(dialogue) }
                    guard file.count > before else {
                        account.leftOut += 1
                        return
                    }
                    account.count(dialogue.problemID, account.known[dialogue.problemID], in: split)
                    account.figures.add(conversation)
                }
            }
        }
        return file
    }

    private static func put(_ file: LineOutput, _ row: () throws -> Data?) throws(CommandFailure) {
        let data: Data?
        do { data = try row() } catch {
            throw CommandFailure(.internalFault, "cannot be written as JSON: \(error)")
        }
        if let data { try file.write(Array(data)) }
    }
}
