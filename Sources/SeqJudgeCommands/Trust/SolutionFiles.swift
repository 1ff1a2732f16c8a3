import Judging
import Sandboxing
import Terms

/// Candidates that are named on the command line: files, folders of them, and requests in JSON Lines.
enum SolutionFiles {
    /// The candidates, in the order of the command line; those of a folder by name.
    /// - Throws: where there is nothing to read, or a line is no request.
    static func read(_ paths: [String], longest: Int) throws(CommandFailure) -> [Candidate] {
        var candidates: [Candidate] = []
        for path in paths {
            if FileBytes.isFolder(path) {
                for name in try FileBytes.names(in: path) where isSolution(name) {
                    candidates.append(try file("\(path)/\(name)", longest))
                }
            } else if path.hasSuffix(".jsonl") || path == "-" {
                candidates += try requests(path, longest)
            } else {
                guard isSolution(path) else {
                    throw CommandFailure(
                        .usage,
                        "\(path): neither a .py or .c file, nor a folder of them, nor requests in .jsonl")
                }
                candidates.append(try file(path, longest))
            }
        }
        return candidates
    }

    private static func isSolution(_ name: String) -> Bool { name.hasSuffix(".py") || name.hasSuffix(".c") }

    /// One file. One byte past the limit is enough for the judge to see that a source is too large.
    static func file(_ path: String, _ longest: Int) throws(CommandFailure) -> Candidate {
        Candidate(name: path, source: try FileBytes.read(path: path, limit: longest + 1))
    }

    /// The sources of a batch's requests; what they say of the truth is passed over.
    private static func requests(_ path: String, _ longest: Int) throws(CommandFailure) -> [Candidate] {
        var candidates: [Candidate] = []
        try JSONLines.forEach(path, longest: .mib(16)) { (line) throws(CommandFailure) in
            let request: BatchRequest
            do throws(RequestError) {
                request = try RequestParser.parse(line.bytes).request.get()
            } catch {
                throw CommandFailure(.badInput, "\(path):\(line.number): \(error.message)")
            }
            let ending = request.language == "c" ? "c" : "py"
            guard case .text(let source) = request.code else {
                throw CommandFailure(.badInput, "\(path):\(line.number): a request without \"source\"")
            }
            candidates.append(
                Candidate(
                    name: "line-\(line.number).\(ending)", source: source, language: request.language,
                    entry: request.entry))
        }
        return candidates
    }
}
