import ModelClient
import Problems
import Terms

extension ProblemsCommand.Pack {
    func pack() async throws(CommandFailure) -> CommandStatus {
        var options = PackOptions()
        (options.seed, options.hidden, options.tail) = (seed, hidden.range, tail)
        (options.source, options.licence) = (source, licence)
        let packer = Packer(options)
        let output = try LineOutput(path: output)
        var tally = PackTally()
        if let client = try model.client() {
            try await pack(ModelPacking(packer), client, output, &tally)
        } else {
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
        try output.finish()
        if !quiet { StandardStream.error.write(tally.text) }
        return .success
    }

    /// Packs by a model, several at a time, and writes in the order of the input.
    private func pack(
        _ packing: ModelPacking, _ client: ModelClient, _ output: LineOutput, _ tally: inout PackTally
    ) async throws(CommandFailure) {
        var records: [ProblemSource] = []
        for path in inputs {
            try JSONLines.forEach(path) { (line) throws(CommandFailure) in
                records.append(try PipelineRecord.read(line, path))
            }
        }
        let (arguments, name) = (model, model.model ?? "")
        let results = try await ModelWork.inOrder(records, jobs: model.modelJobs) { record in
            await ProblemsCommand.Pack.words(record, packing, client, arguments, name)
        }
        for result in results {
            switch result {
            case .success(let problem):
                tally.packed += 1
                try output.put(problem)
            case .failure(.dropped(let reason)): tally.drops[reason, default: 0] += 1
            case .failure(.gaveUp(let reason)):
                tally.drops["the model gave no usable words", default: 0] += 1
                if !quiet { StandardStream.error.write("seqjudge: \(DisplayText.line(reason))\n") }
            }
        }
        if !quiet { StandardStream.error.write("  \(ModelArguments.account(client.usage))\n") }
    }

    /// Why a model's words make no problem.
    enum WordsFault: Error, Sendable {
        case dropped(String)
        case gaveUp(String)
    }

    /// A problem in a model's words; what it answers wrong it is asked for once more.
    private static func words(
        _ record: ProblemSource, _ packing: ModelPacking, _ client: ModelClient, _ arguments: ModelArguments,
        _ name: String
    ) async -> Result<Problem, WordsFault> {
        let question: String
        do throws(PackDrop) {
            question = try packing.question(record)
        } catch {
            return .failure(.dropped(error.rawValue))
        }
        var messages = [
            ChatMessage(role: "system", content: ModelPacking.system),
            ChatMessage(role: "user", content: question),
        ]
        var last = ""
        for _ in 0..<2 {
            let answer: String
            do throws(ModelError) {
                answer = try await client.reply(to: arguments.request(messages)).text
            } catch {
                return .failure(.gaveUp("\(record.id): \(error)"))
            }
            do throws(ModelPacking.Fault) {
                return .success(try packing.problem(of: record, answer: answer, model: name))
            } catch {
                last = error.message
                messages.append(ChatMessage(role: "assistant", content: answer))
                messages.append(
                    ChatMessage(
                        role: "user",
                        content: "That cannot be used: \(last). Answer again, with the JSON object alone."))
            }
        }
        return .failure(.gaveUp("\(record.id): \(last)"))
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
