import ArgumentParser
import Synthesis
import Terms

/// `seqjudge sequences split`: parts sequences for learning and for testing, by family.
struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Part sequences for learning and testing, whole families at a time.",
        discussion: """
            Two sequences are of one family where they are the same up to some first terms, sign, factor or summand, \
            or one is a simple transform of the other, or a chain of such pairs connects them. No family is in both \
            parts. Documentation/synthesis.md has what counts.

            Exit status: 0; 64 usage; 65 a file cannot be read or is malformed; 70 an output cannot be written.
            """)

    @Argument(
        help: ArgumentHelp(
            "Files of sequences: JSON Lines, the stripped form, the OEIS internal format or b-files, gzipped or not.",
            valueName: "file"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "How much is for testing: a share such as 0.1, or a number of sequences.", valueName: "amount"))
    var test: TestAmount

    @Option(help: ArgumentHelp("What the choice follows from.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The file for the sequences to learn from.", valueName: "file"))
    var outputTrain: String

    @Option(help: ArgumentHelp("The file for the sequences to test with.", valueName: "file"))
    var outputTest: String

    @Option(
        help: ArgumentHelp(
            "Also write each sequence's family and part to this file, as JSON Lines.", valueName: "file"))
    var families: String?

    @Flag(help: "Leave out what is dead, trivial, too short, or only refers to another sequence.")
    var curate = false

    @Option(help: ArgumentHelp("With --curate, the fewest terms that do.", valueName: "number"))
    var minTerms = 12

    @Option(
        help: ArgumentHelp(
            "The index of each sequence's first term, for files in the 'stripped' form: lines 'A000045 0'.",
            valueName: "file"))
    var offsets: String?

    @Option(help: ArgumentHelp("Also write the summary to this file, as JSON.", valueName: "file"))
    var summary: String?

    @Flag(help: "Tell nothing on standard error but errors.")
    var quiet = false

    mutating func validate() throws {
        if inputs.isEmpty { throw ValidationError("No file of sequences is given.") }
        if minTerms < 1 { throw ValidationError("--min-terms must be at least 1.") }
        let outputs = [outputTrain, outputTest] + [families, summary].compactMap { $0 }
        if Set(outputs).count < outputs.count { throw ValidationError("Two outputs have the same name.") }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.split() }
    }

    private func split() throws(CommandFailure) -> CommandStatus {
        let start = ContinuousClock.now
        let files = try SequenceFiles(paths: inputs, offsets: offsets)
        let (train, test) = (try LineOutput(path: outputTrain), try LineOutput(path: outputTest))
        // All are read once to find the families and once to be written.
        let progress = WorkProgress(total: 2 * files.count, .standard(isQuiet: quiet))
        defer { progress.end() }
        var pile = try SequencePile(files, curation: curation, counter: progress.counter)
        guard !pile.ids.isEmpty else {
            throw CommandFailure(.badInput, "\(inputs.joined(separator: ", ")): no sequence is left to part")
        }
        let (ids, families) = (pile.ids, pile.takeFamilies())
        let plan = SplitPlan(seed: seed, testCount: self.test.count(of: ids.count))
        let parts = plan.byFamily(families, ids: ids, difficulties: pile.difficulties)
        var number = 0
        try files.readAll { (item) throws(CommandFailure) in
            progress.counter.advance()
            guard curation?.reason(against: item.table) == nil else { return }
            try (parts.isTest[number] ? test : train).write(item.line)
            number += 1
        }
        progress.end()
        try write(families, parts, ids)
        var report = SplitSummary(families: families, parts: parts, plain: plan.bySequence(ids: ids))
        report.dropped = pile.dropped
        report.wanted = plan.testCount
        report.wall = start.duration(to: .now)
        try train.finish()
        try test.finish()
        if !quiet { StandardStream.error.write(report.text) }
        if let summary { try FileBytes.write(report.json.document, path: summary) }
        return .success
    }

    private var curation: Curation? {
        guard curate else { return nil }
        var curation = Curation()
        curation.minimumTerms = minTerms
        return curation
    }

    private func write(_ families: Families, _ parts: Split, _ ids: [String]) throws(CommandFailure) {
        guard let path = self.families else { return }
        let lines = try LineOutput(path: path)
        for (sequence, id) in ids.enumerated() {
            var json = JSONBytes(capacity: 96)
            json.begin()
            json.add("id", id)
            json.add("family", ids[families.first[sequence]])
            json.add("part", parts.isTest[sequence] ? "test" : "train")
            json.end()
            try lines.write(json.line())
        }
        try lines.finish()
    }
}

/// What is kept of all sequences while they are parted.
struct SequencePile {
    private(set) var ids: [String] = []
    private(set) var difficulties: [Difficulty?] = []
    private(set) var index = FamilyIndex()
    /// How many were left out, by rule.
    private(set) var dropped: [CurationRule: Int] = [:]

    init(
        _ files: SequenceFiles, curation: Curation?, counter: WorkProgress.Counter
    ) throws(CommandFailure) {
        ids.reserveCapacity(files.count)
        var pile = (ids: ids, difficulties: difficulties, index: index, dropped: dropped)
        try files.readAll { item in
            counter.advance()
            if let rule = curation?.reason(against: item.table) {
                pile.dropped[rule, default: 0] += 1
                return
            }
            pile.ids.append(item.table.id ?? "")
            pile.difficulties.append(item.difficulty)
            pile.index.add(SequencePile.consecutive(item.table), offset: item.offset)
        }
        (ids, difficulties, index, dropped) = pile
    }

    /// Finds the families. What that takes is given back: it is by far the most of the pile.
    mutating func takeFamilies() -> Families {
        let taken = index
        index = FamilyIndex()
        return taken.families()
    }

    /// The terms up to the first gap.
    private static func consecutive(_ table: TermTable) -> [Term] {
        guard let first = table.entries.first, !table.contiguous else { return table.entries.map(\.term) }
        return table.entries.enumerated().prefix { $1.index == first.index + $0 }.map(\.element.term)
    }
}

/// How many sequences are for testing: a share of all, or a number.
struct TestAmount: ExpressibleByArgument, Sendable, Equatable {
    private enum Form: Equatable {
        case millionths(Int)
        case number(Int)
    }

    private let form: Form

    init?(argument: String) {
        if argument.contains(".") {
            guard let share = DecimalText.scaled(argument, by: 1_000_000), (1..<1_000_000).contains(share)
            else {
                return nil
            }
            form = .millionths(share)
        } else {
            guard let number = Int(argument), number >= 1 else { return nil }
            form = .number(number)
        }
    }

    /// The number for so many sequences in all.
    func count(of total: Int) -> Int {
        switch form {
        case .millionths(let share): (total * share + 500_000) / 1_000_000
        case .number(let number): min(number, total)
        }
    }
}
