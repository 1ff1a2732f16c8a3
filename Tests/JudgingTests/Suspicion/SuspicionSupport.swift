import Terms

@testable import Judging

/// A sequence for tests of suspicion, and reports about it as a check would make them.
struct Sequence30 {
    var terms: [Term]
    var offset = 0
    var visible: Int? = 10
    var keywords: [String] = []

    /// The Pell numbers.
    static let pell = recurrence(0, 1) { 2 * $1 + $0 }

    /// The first 30 primes.
    static let primes = Sequence30(
        terms: (2...113).filter { n in !(2..<n).contains { n % $0 == 0 } }.map { Term($0) }, offset: 1)

    private static func recurrence(_ first: Int, _ second: Int, _ next: (Int, Int) -> Int) -> Sequence30 {
        var terms = [first, second]
        while terms.count < 30 { terms.append(next(terms[terms.count - 2], terms[terms.count - 1])) }
        return Sequence30(terms: terms.map { Term($0) })
    }

    /// The first terms as they stand in a list.
    func list(_ count: Int? = nil) -> String {
        terms.prefix(count ?? terms.count).map(\.description).joined(separator: ", ")
    }

    /// How a check came out.
    enum Outcome {
        case accepted
        /// Terms are right up to a position, which is the last that is asked for.
        case fails(at: Int, as: Verdict = .wrongAnswer)
        /// Just these positions were asked for, as where the order is not that of the terms: right or not.
        case sample([Int: Bool])
        /// Nothing was asked for.
        case notRun(Verdict)
    }

    func suspicion(of source: String, _ outcome: Outcome, python: Bool = true) -> Suspicion {
        let table = TermTable(
            id: nil, offset: offset, terms: terms, keywords: keywords, source: "test")
        var judged: [Int: Bool] = [:]
        var verdict = Verdict.accepted
        switch outcome {
        case .accepted: for position in terms.indices { judged[position] = true }
        case .fails(let place, let kind):
            for position in 0...place { judged[position] = position < place }
            verdict = kind
        case .sample(let cases): (judged, verdict) = (cases, .wrongAnswer)
        case .notRun(let kind): verdict = kind
        }
        var evidence = Evidence(
            report: CheckReport(
                verdict: verdict, explanation: "", candidateName: "x", sequenceID: nil, truthSource: "test",
                tally: CaseTally(
                    required: terms.count, passed: 0, visibleRequired: visible,
                    visiblePassed: visible.map { _ in 0 }),
                limits: CheckLimits()))
        for (position, isRight) in judged.sorted(by: { $0.key < $1.key }) {
            let failure: CaseReport.Outcome = verdict == .wrongAnswer ? .wrong(actual: -1) : .stopped(verdict)
            evidence.add(
                CaseReport(
                    index: offset + position, outcome: isRight ? .passed : failure, expected: terms[position],
                    isVisible: position < visible ?? 0))
        }
        return Detective(table: table, report: evidence.finished()).suspicion(
            of: Array(source.utf8), isPython: python)
    }
}
