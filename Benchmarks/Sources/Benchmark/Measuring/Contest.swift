/// One way to do a piece of work.
struct Contestant {
    /// The jail: `full`, `bubblewrap`.
    var jail: String
    /// What the project wants the ratio to be.
    var goal: String?
    /// How long the first time took, with all that is set up only once.
    var first: Duration?
    /// Does the work once, and throws unless it came to the right result.
    var run: () async throws -> Void

    /// A contestant that has done its work once, to know what the first time takes.
    static func prepared(
        jail: String, goal: String?, _ prepare: () async throws -> () async throws -> Void
    ) async throws -> Contestant {
        let clock = ContinuousClock()
        let start = clock.now
        let run = try await prepare()
        try await run()
        return Contestant(jail: jail, goal: goal, first: clock.now - start, run: run)
    }
}

/// The same work done bare and in jails, in turns, so that whatever else the machine does meets all alike.
struct Contest {
    var bare: () async throws -> Void
    var contestants: [Contestant]
    var rounds: Int
    /// Rounds before the measured ones.
    var warmUps = 3

    /// What was measured of one contestant, in milliseconds.
    struct Result {
        var contestant: Contestant
        var bare: Spread
        var jailed: Spread
        /// Of the ratios within each round.
        var ratio: Spread
    }

    /// Throws a `CancellationError` between two rounds when the task is cancelled.
    func measure() async throws -> [Result] {
        let works = [bare] + contestants.map(\.run)
        var times = [[Double]](repeating: [], count: works.count)
        for round in -warmUps..<rounds {
            try Task.checkCancellation()
            // Nobody always follows the same neighbour: each round begins one further, every other one goes backwards.
            let places = works.indices.map { ($0 + round + warmUps) % works.count }
            for place in round % 2 == 0 ? places : places.reversed() {
                let time = try await Self.milliseconds(works[place])
                if round >= 0 { times[place].append(time) }
            }
        }
        return zip(contestants, times.dropFirst()).compactMap { contestant, jailed in
            guard let bare = Spread(times[0]), let ratio = Spread(zip(jailed, times[0]).map { $0 / $1 }),
                let jailed = Spread(jailed)
            else { return nil }
            return Result(contestant: contestant, bare: bare, jailed: jailed, ratio: ratio)
        }
    }

    private static func milliseconds(_ work: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await work()
        return (clock.now - start) / .milliseconds(1)
    }
}
