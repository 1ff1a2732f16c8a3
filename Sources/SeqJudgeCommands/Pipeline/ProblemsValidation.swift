import ModelClient
import Problems

extension ProblemsCommand.Validate {
    func check() async throws(CommandFailure) -> CommandStatus {
        var problems: [Problem] = []
        for path in inputs { problems += try JSONLines.read(Problem.self, in: path, "problem") }
        let work = ModelWork(try model.client(), model, isQuiet: quiet)
        // Before anything is paid for: it may be that the file cannot be written.
        let file = output == nil ? nil : try LineOutput(path: output)
        var findings = ValidationFindings(problems)
        if let client = work.client {
            // What is wrong anyway is not worth a question.
            let open = findings.faultless
            let answers = try await work.inOrder(open) { [problems] place in
                await ProblemsCommand.Validate.solve(problems[place], client, work.arguments)
            }
            for (place, answer) in zip(open, answers) { findings.add(answer, at: place) }
        }
        if let file {
            for place in findings.faultless { try file.put(problems[place]) }
            try file.finish()
        }
        try StandardStream.output.deliver(findings.text)
        work.tellAccount()
        return findings.status
    }

    /// The indices of the examples that a model gets wrong by the words alone.
    private static func solve(
        _ problem: Problem, _ client: ModelClient, _ arguments: ModelArguments
    ) async -> Result<[Int], AskingFault> {
        do throws(AskingFault) {
            return .success(
                try await client.ask(
                    arguments, system: ExampleSolving.system, question: ExampleSolving.question(problem)
                ) { (answer) throws(AnswerFault) in
                    try ExampleSolving.judge(problem, answer: answer).wrong
                })
        } catch {
            return .failure(error)
        }
    }
}

/// What was found about problems, one by one.
struct ValidationFindings: Sendable {
    private enum Finding: Sendable {
        case faultless
        case faults([String])
        /// The model could not be asked, or said nothing of use: the problem may be right or not.
        case unknown(String)

        var lines: [String] {
            switch self {
            case .faultless: []
            case .faults(let faults): faults
            case .unknown(let reason): ["unknown: \(reason)"]
            }
        }
    }

    private let ids: [String]
    private var findings: [Finding]

    /// What is found without a model.
    init(_ problems: [Problem]) {
        ids = problems.map(\.id)
        var seen: Set<String> = []
        findings = problems.map { problem in
            var faults = ProblemCheck.faults(of: problem).map { "\($0.kind.rawValue): \($0.message)" }
            if !seen.insert(problem.id).inserted {
                faults.append("duplicate: the id \(problem.id) came before")
            }
            return faults.isEmpty ? .faultless : .faults(faults)
        }
    }

    /// The places of the problems that nothing was found against.
    var faultless: [Int] {
        findings.indices.filter { if case .faultless = findings[$0] { true } else { false } }
    }

    /// Adds what came of a model's solving the examples: those that it got wrong, or why that is not known.
    mutating func add(_ wrong: Result<[Int], AskingFault>, at place: Int) {
        switch wrong {
        case .success([]): break
        case .success(let wrong):
            let indices = wrong.map(String.init).joined(separator: ", ")
            findings[place] = .faults(["unclear: the model gets the example n = \(indices) wrong"])
        case .failure(let fault): findings[place] = .unknown(fault.reason)
        }
    }

    private var faulty: Int { findings.count { if case .faults = $0 { true } else { false } } }
    private var unknown: Int { findings.count { if case .unknown = $0 { true } else { false } } }

    /// That something is not known counts for more than a fault: the work is not done.
    var status: CommandStatus { unknown > 0 ? .internalFault : faulty > 0 ? .notAccepted : .success }

    /// For people.
    var text: String {
        var lines = zip(ids, findings).flatMap { id, finding in
            finding.lines.map { "\(DisplayText.line(id))  \(DisplayText.line($0))" }
        }
        let sum = "\(DisplayText.count(ids.count, "problem")), \(DisplayText.grouped(faulty)) with faults"
        lines.append(unknown == 0 ? sum : sum + ", \(DisplayText.grouped(unknown)) unknown")
        return lines.joined(separator: "\n") + "\n"
    }
}
