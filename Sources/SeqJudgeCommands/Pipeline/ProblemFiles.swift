import Problems
import Terms

/// Problems from files, for what runs programs on them or asks a model about them.
enum ProblemFiles {
    /// The longest CPU time that a problem may allow, in seconds, and the most memory, in MiB.
    private static let longest = 86_400.0
    private static let largest = 1 << 20

    /// All problems of some files, in order.
    /// - Throws: for what is no problem, an id that came before, and a problem that nothing can be judged by.
    static func read(_ paths: [String]) throws(CommandFailure) -> [Problem] {
        var problems: [Problem] = []
        var seen: Set<String> = []
        for path in paths {
            try JSONLines.forEach(path) { (line) throws(CommandFailure) in
                let problem = try JSONLines.decode(Problem.self, line, path, "problem")
                let isNew = seen.insert(problem.id).inserted
                if let fault = isNew ? fault(problem) : "came before" {
                    throw CommandFailure(
                        .badInput, "\(path):\(line.number): the problem \(problem.id) \(fault)")
                }
                problems.append(problem)
            }
        }
        return problems
    }

    /// Why nothing can be judged by a problem; nil where it can. Problems may come from other tools, and their indices and
    /// limits are worked with.
    private static func fault(_ problem: Problem) -> String? {
        let indices = problem.examples.map(\.index) + (problem.hidden + problem.tail).map(\.index)
        guard !problem.examples.isEmpty || !problem.hidden.isEmpty else { return "has no tests" }
        let reach = TermTable.largestIndex / 2
        guard ([problem.offset] + indices).allSatisfy((-reach...reach).contains),
            zip(indices, indices.dropFirst()).allSatisfy({ $0 < $1 })
        else { return "has indices that are out of order or out of range" }
        let limits = problem.limits
        guard [limits.cpuSeconds, limits.checkCPUSeconds].allSatisfy({ $0 >= 1e-3 && $0 <= longest }),
            (1...largest).contains(limits.memoryMiB)
        else { return "has limits that are out of range" }
        return nil
    }
}
