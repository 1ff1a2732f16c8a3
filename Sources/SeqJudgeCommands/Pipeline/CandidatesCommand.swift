import ArgumentParser
import Completions
import Foundation
import Problems
import Terms

/// `seqjudge candidates`: from what models wrote to requests of a batch.
struct CandidatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates", abstract: "Take the programs out of completions, as requests for `batch`.",
        discussion: """
            A completion is a line {"problem": "S000001", "completion": "..."}, with "sample" where a problem has several. For each \
            there is a request with the problem's tests, and one with its held-out terms where it has some. What was found \
            where in the completion, and the cases that the model worked out itself, stand in "meta", which `batch` passes on to \
            the verdicts. A completion without a program becomes an empty one, which is not accepted.

            Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
            """)

    @Argument(help: ArgumentHelp("Completions; - for standard input.", valueName: "file")) var inputs:
        [String]

    @Option(help: ArgumentHelp("Problems; may be repeated.", valueName: "file")) var problems: [String]

    @Option(help: ArgumentHelp("The file for the requests. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Only programs in this language: python or c. (default: either)", valueName: "language"))
    var language: String?

    @Flag(help: "Leave the requests for held-out terms out.") var noTail = false

    @Flag(help: "Tell nothing on standard error but errors.") var quiet = false

    mutating func validate() throws {
        if problems.isEmpty { throw ValidationError("Give --problems.") }
        if let language, language != "python" && language != "c" {
            throw ValidationError("--language is python or c.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.convert() }
    }

    private func convert() throws(CommandFailure) -> CommandStatus {
        let known = Dictionary(try ProblemFiles.read(problems).map { ($0.id, $0) }) { first, _ in first }
        let file = try LineOutput(path: output)
        var forms: [String: Int] = [:]
        for path in inputs {
            try JSONLines.forEach(Completion.self, in: path, "completion") {
                (completion) throws(CommandFailure) in
                guard let problem = known[completion.problem] else {
                    throw .strange(completion, in: path)
                }
                let requests = CandidateRequests(completion, problem, language: language)
                forms[requests.found, default: 0] += 1
                try file.put(requests.tests)
                if !noTail, let tail = requests.tail { try file.put(tail) }
            }
        }
        try file.finish()
        if !quiet {
            let counts = forms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            StandardStream.error.write(
                counts.map { "  \(DisplayText.grouped($0.value))  \(DisplayText.line($0.key))\n" }.joined())
        }
        return .success
    }
}

/// What a model wrote about a problem.
struct Completion: Decodable, Sendable {
    var problem: String
    var completion: String
    var sample: Int?
    /// What it cost; nil: not known.
    var promptTokens: Int?
    var completionTokens: Int?

    enum CodingKeys: String, CodingKey {
        case problem, completion, sample
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
    }

    /// The tokens; nil where they are not told, or nothing was counted.
    var tokens: CandidateMeta.Tokens? {
        guard let promptTokens, let completionTokens, promptTokens >= 0, completionTokens >= 0,
            promptTokens + completionTokens > 0
        else { return nil }
        return .init(prompt: promptTokens, completion: completionTokens)
    }
}

/// A request of a batch, as `Documentation/schemas/batch-request.schema.json` has it, with what later stages go by.
struct CandidateRequest: Encodable, Sendable {
    struct Limits: Encodable, Sendable {
        var cpuSeconds: Double
        var checkCPUSeconds: Double
        var memoryMiB: Int

        enum CodingKeys: String, CodingKey {
            case cpuSeconds = "cpu_s"
            case checkCPUSeconds = "check_cpu_s"
            case memoryMiB = "memory_mib"
        }
    }

    var id: String
    var source: String
    var language: String
    var offset: Int
    var terms: [String]
    var keywords: [String]
    var visible: Int?
    var indices: String?
    var limits: Limits
    var meta: CandidateMeta
}

/// What a verdict tells of its completion.
struct CandidateMeta: Codable, Sendable {
    struct Code: Codable, Sendable {
        /// `fenced block`, `bare`, `JSON member code`, or why there is none.
        var found: String
        /// The lines of the completion that it stands in.
        var firstLine: Int?
        var lastLine: Int?
        var choices: Int?
        var isCutOff: Bool?

        enum CodingKeys: String, CodingKey {
            case found, choices
            case firstLine = "first_line"
            case lastLine = "last_line"
            case isCutOff = "cut_off"
        }
    }

    struct OwnCases: Codable, Sendable {
        var count: Int
        var right: Int
    }

    /// What a completion cost.
    struct Tokens: Codable, Sendable {
        /// Tokens that the model read, and that it wrote.
        var prompt: Int
        var completion: Int
    }

    var problem: String
    var sample: Int
    /// `tests` or `tail`.
    var part: String
    var code: Code?
    var ownCases: OwnCases?
    /// Left out where it is not known.
    var tokens: Tokens?

    enum CodingKeys: String, CodingKey {
        case problem, sample, part, code, tokens
        case ownCases = "own_cases"
    }
}

/// The requests that a completion makes.
struct CandidateRequests: Sendable {
    let tests: CandidateRequest
    /// Nil where nothing is held out.
    let tail: CandidateRequest?
    /// Where the program was found, in words.
    let found: String

    init(_ completion: Completion, _ problem: Problem, language: String?) {
        let result: Result<CompletionCode, CompletionCode.Fault>
        do throws(CompletionCode.Fault) {
            result = .success(try CompletionCode(in: completion.completion, language: language))
        } catch {
            result = .failure(error)
        }
        let given = Set(problem.examples.map(\.index))
        let own = OwnCases.tally(
            OwnCases.read(completion.completion), against: problem.table, given: given)
        let code = Self.code(result)
        found = code.found
        let sample = completion.sample ?? 0
        let source = (try? result.get().source) ?? ""
        let table = problem.table
        let wanted = try? result.get().language
        func request(_ part: String, visible: Int?, indices: String?) -> CandidateRequest {
            CandidateRequest(
                id: "\(problem.id)-\(sample)" + (part == "tests" ? "" : "-\(part)"), source: source,
                language: wanted ?? language ?? "python", offset: problem.offset,
                terms: table.entries.map(\.term.description), keywords: problem.keywords, visible: visible,
                indices: indices,
                limits: .init(
                    cpuSeconds: problem.limits.cpuSeconds, checkCPUSeconds: problem.limits.checkCPUSeconds,
                    memoryMiB: problem.limits.memoryMiB),
                meta: CandidateMeta(
                    problem: problem.id, sample: sample, part: part, code: code,
                    ownCases: .init(count: own.cases, right: own.right), tokens: completion.tokens))
        }
        let last = (problem.hidden.last?.index ?? problem.examples.last?.index) ?? problem.offset
        tests = request(
            "tests", visible: problem.examples.count, indices: "\(problem.offset)..\(last)")
        tail =
            problem.tail.isEmpty
            ? nil
            : request("tail", visible: nil, indices: "\(last + 1)..\(table.entries.last?.index ?? last)")
    }

    private static func code(_ result: Result<CompletionCode, CompletionCode.Fault>) -> CandidateMeta.Code {
        switch result {
        case .failure(let fault): return .init(found: fault.rawValue)
        case .success(let code):
            let form =
                switch code.form {
                case .fencedBlock: "fenced block"
                case .bare: "bare"
                case .jsonMember(let name): "JSON member \(name)"
                }
            return .init(
                found: form, firstLine: code.lines.lowerBound, lastLine: code.lines.upperBound,
                choices: code.choices, isCutOff: code.isCutOff)
        }
    }
}
