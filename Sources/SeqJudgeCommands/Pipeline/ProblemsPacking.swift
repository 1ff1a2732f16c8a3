import ModelClient
import Problems
import Sandboxing
import Terms

extension ProblemsCommand.Pack {
    func pack() async throws(CommandFailure) -> CommandStatus {
        var options = PackOptions()
        (options.seed, options.hidden, options.tail) = (seed, hidden.range, tail)
        (options.source, options.licence) = (source, licence)
        options.limits = Problem.Limits(
            cpuSeconds: cpuTime.duration / .seconds(1), checkCPUSeconds: checkCpuTime.duration / .seconds(1),
            memoryMiB: memory.byteCount.bytes >> 20)
        let packer = Packer(options)
        let work = ModelWork(try model.client(), model, isQuiet: quiet)
        let output = try LineOutput(path: output)
        var tally = PackTally()
        if let client = work.client {
            try await pack(ModelPacking(packer), client, work, output, &tally)
        } else {
            try pack(packer, output, &tally)
        }
        try output.finish()
        if !quiet { StandardStream.error.write(tally.text) }
        work.tellAccount()
        return tally.unanswered == 0 ? .success : .internalFault
    }

    /// Packs by templates, one sequence at a time.
    private func pack(
        _ packer: Packer, _ output: LineOutput, _ tally: inout PackTally
    ) throws(CommandFailure) {
        for path in inputs {
            try JSONLines.forEach(path) { (line) throws(CommandFailure) in
                let record = try PipelineRecord.read(line, path)
                let problem: Problem
                do throws(PackDrop) {
                    problem = try packer.problem(of: record)
                } catch {
                    tally.drops[error.rawValue, default: 0] += 1
                    return
                }
                tally.packed += 1
                try output.put(problem)
            }
        }
    }

    /// Packs by a model, several at a time, and writes in the order of the input.
    private func pack(
        _ packing: ModelPacking, _ client: ModelClient, _ work: ModelWork, _ output: LineOutput,
        _ tally: inout PackTally
    ) async throws(CommandFailure) {
        var records: [ProblemSource] = []
        for path in inputs {
            try JSONLines.forEach(path) { (line) throws(CommandFailure) in
                records.append(try PipelineRecord.read(line, path))
            }
        }
        let results = try await work.inOrder(records) { record in
            await ProblemsCommand.Pack.words(record, packing, client, work.arguments)
        }
        for (record, result) in zip(records, results) {
            switch result {
            case .success(let problem):
                tally.packed += 1
                try output.put(problem)
            case .failure(let fault):
                tally.add(fault)
                guard case .model(let fault) = fault else { continue }
                StandardStream.error.write("seqjudge: \(DisplayText.line("\(record.id): \(fault.reason)"))\n")
            }
        }
    }

    /// Why a sequence makes no problem in a model's words.
    enum WordsFault: Error, Sendable {
        case dropped(PackDrop)
        case model(AskingFault)
    }

    /// A problem in a model's words.
    private static func words(
        _ record: ProblemSource, _ packing: ModelPacking, _ client: ModelClient, _ arguments: ModelArguments
    ) async -> Result<Problem, WordsFault> {
        let question: String
        do throws(PackDrop) {
            question = try packing.question(record)
        } catch {
            return .failure(.dropped(error))
        }
        let name = arguments.model ?? ""
        do throws(AskingFault) {
            return .success(
                try await client.ask(arguments, system: ModelPacking.system, question: question) {
                    (answer) throws(AnswerFault) in
                    try packing.problem(of: record, answer: answer, model: name)
                })
        } catch {
            return .failure(.model(error))
        }
    }
}

extension LineOutput {
    /// Writes a value as a line of JSON.
    func put(_ value: some Encodable) throws(CommandFailure) { try write(try JSONLines.line(value)) }
}

/// Sequences in JSON Lines.
enum PipelineRecord {
    static func read(_ line: RequestLine, _ path: String) throws(CommandFailure) -> ProblemSource {
        do throws(InputError) {
            return try ProblemSource(json: line.bytes, file: path)
        } catch {
            throw CommandFailure(
                InputError(
                    error.kind, file: path, line: line.number, column: error.column, problem: error.problem,
                    expected: error.expected))
        }
    }
}

/// What came of packing.
struct PackTally: Sendable {
    var packed = 0
    var drops: [String: Int] = [:]
    /// How many of those that were dropped were so for want of a model's answer.
    private(set) var unanswered = 0

    /// Counts a sequence that is dropped.
    mutating func add(_ fault: ProblemsCommand.Pack.WordsFault) {
        switch fault {
        case .dropped(let reason): drops[reason.rawValue, default: 0] += 1
        case .model(.unusable): drops["the model gave no usable words", default: 0] += 1
        case .model(.unanswered):
            drops["the model gave no answer", default: 0] += 1
            unanswered += 1
        }
    }

    var text: String {
        let dropped = drops.values.reduce(0, +)
        var lines = [
            "  \(DisplayText.count(packed, "problem")), \(DisplayText.count(dropped, "sequence")) dropped"
        ]
        lines += drops.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "    \(DisplayText.grouped($0.value))  \($0.key)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
