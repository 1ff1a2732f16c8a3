import Foundation
import Testing

@testable import Sandboxing

/// How long to fuzz and where; `Scripts/fuzz-jail.sh` sets it.
private struct FuzzPlan {
    var seconds = 6
    var rounds = Int.max
    /// Of the first round; each of the next has one more. Another in each run of the tests unless it is given.
    var seed = UInt64(Date().timeIntervalSince1970 * 1000) % 1_000_000_000
    var rungs = offeredRungs
    var ways = FuzzWay.allCases

    init() throws {
        func value(_ name: String) -> String? {
            ProcessInfo.processInfo.environment["SEQJUDGE_FUZZ_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let text = value("SECONDS") { seconds = try #require(Int(text)) }
        if let text = value("ROUNDS") { rounds = try #require(Int(text)) }
        if let text = value("SEED") { seed = try #require(UInt64(text)) }
        if let text = value("RUNG") { rungs = [try #require(Rung(rawValue: text))] }
        if let text = value("WAY") { ways = [try #require(FuzzWay(rawValue: text))] }
    }
}

/// The figures of all rounds in one cell.
private struct FuzzTally: CustomStringConvertible {
    var rounds = 0
    var calls = 0
    var pairs: Set<[Int]> = []
    var endings: [String: Int] = [:]

    mutating func add(_ round: FuzzGround.Round) {
        rounds += 1
        calls += round.calls
        pairs.formUnion(round.pairs)
        endings[round.ending, default: 0] += 1
    }

    var description: String {
        let kinds = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        let ended = endings.filter { $0.key != "exited(0)" }.values.reduce(0, +)
        return
            "\(rounds) rounds, \(calls) calls, \(pairs.count) pairs of call and errno, \(ended) runs ended early ("
            + kinds.joined(separator: ", ") + ")"
    }
}

extension JailTests {
    /// Programs that do nothing but make system calls at random, most of them calls that the profile allows.
    @Suite struct FuzzTests {
        @Test("calls at random change nothing for the host, nor for the next run")
        func fuzz() throws {
            let plan = try FuzzPlan()
            let patience = Duration.seconds(plan.seconds)
            let places = plan.rungs.flatMap { rung in plan.ways.map { (rung, $0) } }
            if places.isEmpty { return }
            var grounds = try places.map { try FuzzGround($0.0, $0.1, patience: patience) }
            for ground in grounds { try ground.remember() }
            var tallies = [FuzzTally](repeating: FuzzTally(), count: grounds.count)
            let end = ContinuousClock.now + patience
            var number = 0
            var faults = 0
            while number < plan.rounds, number < grounds.count || ContinuousClock.now < end, faults < 5 {
                let place = number % grounds.count
                let seed = plan.seed + UInt64(number)
                let round = grounds[place].round(seed: seed)
                tallies[place].add(round)
                number += 1
                if round.problems.isEmpty { continue }
                faults += 1
                let (rung, way) = places[place]
                let replay = "--seed \(seed) --rung \(rung.rawValue) --way \(way.rawValue) --rounds 1"
                Issue.record("Scripts/fuzz-jail.sh \(replay): \(round.problems.joined(separator: "; "))")
                grounds[place] = try FuzzGround(rung, way, patience: patience)
                for ground in grounds { try ground.remember() }
            }
            let all = report(plan, zip(places, tallies).map { ("\($0.0.rawValue), \($0.1.rawValue)", $1) })
            // That there was something to withstand.
            if plan.rounds == .max {
                #expect(all.calls > 500 * all.rounds && all.pairs.count > 500, "\(all)")
            }
        }

        private func report(_ plan: FuzzPlan, _ tallies: [(String, FuzzTally)]) -> FuzzTally {
            var all = FuzzTally()
            for (place, tally) in tallies {
                print("fuzz: \(place): \(tally)")
                all.rounds += tally.rounds
                all.calls += tally.calls
                all.pairs.formUnion(tally.pairs)
                all.endings.merge(tally.endings, uniquingKeysWith: +)
            }
            print("fuzz: from seed \(plan.seed): \(all)")
            return all
        }
    }
}
