import Judging
import Sandboxing
import Terms

/// Judges by rung, shared by the tests so that their jails are set up once.
enum Judges {
    /// The rungs on which a jail can be set up here.
    static let rungs = Rung.allCases.filter { (try? Jail(exactly: $0)) != nil }

    private static let shared = Dictionary(
        uniqueKeysWithValues: rungs.map { rung in (rung, Result { try make(rung) }) })

    /// The judge of a rung.
    static func on(_ rung: Rung) throws -> Judge {
        guard let judge = shared[rung] else { return try make(rung) }
        return try judge.get()
    }

    /// A judge of one's own: two checks at a time.
    static func make(_ rung: Rung) throws -> Judge {
        var configuration = JudgeConfiguration()
        configuration.exactRung = rung
        configuration.jobs = 2
        return try Judge(configuration: configuration)
    }

    /// The squares from a(0) to a(9), of which the author has seen four.
    static let squares = Truth(
        table: TermTable(offset: 0, terms: (0..<10).map { Term($0 * $0) }, source: "squares"), visible: 4)
}

extension Judge {
    /// Judges a source against the squares.
    func judge(
        _ source: String, _ language: String = "python", _ entry: Entry? = .function("a"),
        against truth: Truth = Judges.squares, options: CheckOptions = CheckOptions()
    ) async throws -> CheckReport {
        try await check(
            Candidate(
                name: "candidate", source: Array(source.utf8), language: language, entry: entry),
            against: truth, options: options)
    }
}
