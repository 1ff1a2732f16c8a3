import Judging
import Sandboxing
import Terms

/// What the rows are measured with.
struct Bench {
    let tools: Tools
    let scratch: Scratch
    let jails: [JailName]
    /// Rounds of a single run; those of longer work are fewer.
    let rounds: Int

    /// The contestants in each jail that is there; the others, each with its reason.
    func contestants(
        _ row: RowName, _ prepare: (JailName) async throws -> (() async throws -> Void)?
    ) async throws -> (ready: [Contestant], skipped: [Skipped]) {
        var ready: [Contestant] = []
        var skipped: [Skipped] = []
        for jail in jails {
            try Task.checkCancellation()
            do {
                let contestant = try await Contestant.prepared(jail: jail.rawValue, goal: row.goal(jail)) {
                    guard let run = try await prepare(jail) else { throw NotMeant() }
                    return run
                }
                ready.append(contestant)
            } catch is NotMeant {
                continue
            } catch let error as Missing {
                skipped.append(Skipped(row: row, jail: jail, reason: error.description))
            } catch let error as SandboxError where error.kind == .refused {
                skipped.append(Skipped(row: row, jail: jail, reason: "\(error)"))
            } catch let error as JudgeError where error.kind == .refused {
                skipped.append(Skipped(row: row, jail: jail, reason: error.message))
            }
        }
        return (ready, skipped)
    }

    /// The row is not meant for this jail.
    private struct NotMeant: Error {}

    /// Measures a row.
    func row(
        _ row: RowName, rounds: Int, bare: @escaping () async throws -> Void,
        _ prepare: (JailName) async throws -> (() async throws -> Void)?
    ) async throws -> RowOutcome {
        let (ready, skipped) = try await contestants(row, prepare)
        guard !ready.isEmpty else { return RowOutcome(figures: [], skipped: skipped) }
        let results = try await Contest(bare: bare, contestants: ready, rounds: rounds).measure()
        return RowOutcome(figures: results.map { RatioFigure(row: row, $0) }, skipped: skipped)
    }

    /// The rung of a jail's name; nil for bubblewrap.
    static func rung(_ jail: JailName) -> Rung? { Rung(rawValue: jail.rawValue) }
}

/// What came of a row.
struct RowOutcome {
    var figures: [RatioFigure]
    var skipped: [Skipped]
}
