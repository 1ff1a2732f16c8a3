import Terms

/// How the time grows with n, and what n the limit would have to allow.
struct TimeDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .timeLimit, let needed = observation.truth.last?.index else { return [] }
        let points = points(facts)
        let reached = facts.integers.filter(\.isRight).last?.index
        guard let fit = GrowthFit(points), let last = points.last else {
            return stuck(facts, points, reached)
        }
        let seconds = fit.seconds(at: Double(needed))
        let shape: (name: String, parameter: Finding.Evidence) =
            switch fit.model {
            case .exponential(let base): ("exponential", .init("base", .number(rounded(base))))
            case .power(let exponent): ("power", .init("exponent", .number(rounded(exponent))))
            }
        var evidence: [Finding.Evidence] = [
            .init("model", .text(shape.name)), shape.parameter,
            .init("quality", .number(rounded(fit.quality))), .init("required_n", .integer(needed)),
            .init("limit_seconds", .number(observation.caseSeconds)),
        ]
        if let reached { evidence.append(.init("reached_n", .integer(reached))) }
        let isFar = seconds > observation.caseSeconds
        if isFar, seconds.isFinite { evidence.append(.init("needed_seconds", .number(rounded(seconds)))) }
        let span = last.seconds / max(points[0].seconds, GrowthFit.leastOfFunction)
        let isSure = fit.quality > 0.97 && points.count >= 8 && span >= 16 && !observation.convention.isStream
        let finding = Finding(
            .timeGrowth, isSure ? .certain : .likely,
            "the time grows like \(fit)"
                + (reached.map { ": the limit is reached after n = \($0), and n = \(needed) is asked for" }
                    ?? ""),
            hint: shape.name == "exponential"
                ? "keep the results of smaller n (a table, functools.cache) instead of computing them again"
                : "find a method of lower order: do not start anew for each n", evidence: evidence)
        return [Found(finding: finding, share: 1)]
    }

    /// n and seconds, ascending, from where the time can be told on; what every case takes is taken off.
    private func points(_ facts: Facts) -> [GrowthFit.Point] {
        let observation = facts.observation
        if observation.convention.isStream {
            return observation.arrivals.filter { $0.count > 0 && $0.seconds >= 0.02 }.map {
                GrowthFit.Point(n: Double($0.count), seconds: $0.seconds)
            }
        }
        return GrowthFit.points(
            observation.answers.filter { $0.answer != .stopped }.compactMap { item in
                item.seconds.map { (item.index, $0) }
            }, hasProcesses: observation.convention == .process)
    }

    /// Time ran out, and no growth was seen before.
    private func stuck(_ facts: Facts, _ points: [GrowthFit.Point], _ reached: Int?) -> [Found] {
        let observation = facts.observation
        let stopped = observation.answers.first { $0.answer == .stopped }?.index
        var evidence: [Finding.Evidence] = []
        if let reached { evidence.append(.init("reached_n", .integer(reached))) }
        if let stopped { evidence.append(.init("stopped_n", .integer(stopped))) }
        let slowest = points.map(\.seconds).max() ?? 0
        let isSudden =
            slowest < observation.caseSeconds / 50 && (reached == nil || !observation.convention.isStream)
        if isSudden && facts.rightCount <= 8 || facts.rightCount == 0 {
            let finding = Finding(
                .endlessLoop, facts.rightCount == 0 ? .likely : .possible,
                "no end is seen" + (stopped.map { " at n = \($0)" } ?? "")
                    + ", and no slowing down before: a loop that does not end",
                hint: "check the condition that ends the loop, for small n too", evidence: evidence)
            return [Found(finding: finding, share: 1)]
        }
        let finding = Finding(
            .tooSlow, .likely, "the time is up" + (reached.map { " after n = \($0)" } ?? ""),
            hint: "find a faster method: do not start anew for each n", evidence: evidence)
        return [Found(finding: finding, share: 1)]
    }

    private func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}

extension Observation.Convention? {
    var isStream: Bool { self?.isStream == true }
}
