import Glibc
import Terms

/// How the time grows with n, and what n the limit would have to allow.
struct TimeDetector: Detector {
    /// Less time than this is noise.
    private static let leastSeconds = 0.002

    private struct Fit {
        /// True: seconds = e^constant · base^n; otherwise e^constant · n^exponent.
        var isExponential: Bool
        var slope: Double
        var constant: Double
        var quality: Double

        func seconds(_ n: Double) -> Double { exp(constant + slope * (isExponential ? n : log(max(n, 1)))) }
    }

    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .timeLimit, let needed = observation.truth.last?.index else { return [] }
        let points = points(facts)
        let reached = facts.integers.filter(\.isRight).last?.index
        guard let fit = best(points), let last = points.last else { return stuck(facts, points, reached) }
        let seconds = fit.seconds(Double(needed))
        let model =
            fit.isExponential
            ? "\(decimal(exp(fit.slope)))^n" : "n^\(decimal(fit.slope))"
        var evidence: [Finding.Evidence] = [
            .init("model", .text(fit.isExponential ? "exponential" : "power")),
            .init(
                fit.isExponential ? "base" : "exponent",
                .number(rounded(fit.isExponential ? exp(fit.slope) : fit.slope))),
            .init("quality", .number(rounded(fit.quality))), .init("required_n", .integer(needed)),
            .init("limit_seconds", .number(observation.caseSeconds)),
        ]
        if let reached { evidence.append(.init("reached_n", .integer(reached))) }
        let isFar = seconds > observation.caseSeconds
        if isFar, seconds.isFinite { evidence.append(.init("needed_seconds", .number(rounded(seconds)))) }
        let span = last.seconds / max(points[0].seconds, Self.leastSeconds)
        let isSure = fit.quality > 0.97 && points.count >= 8 && span >= 16 && !observation.convention.isStream
        let finding = Finding(
            .timeGrowth, isSure ? .certain : .likely,
            "the time grows like \(model)"
                + (reached.map { ": the limit is reached after n = \($0), and n = \(needed) is asked for" }
                    ?? ""),
            hint: fit.isExponential
                ? "keep the results of smaller n (a table, functools.cache) instead of computing them again"
                : "find a method of lower order: do not start anew for each n", evidence: evidence)
        return [Found(finding: finding, share: 1)]
    }

    /// n and seconds, ascending, from where the time can be told on; what every case takes is taken off.
    private func points(_ facts: Facts) -> [(n: Double, seconds: Double)] {
        let observation = facts.observation
        if observation.convention.isStream {
            return observation.arrivals.filter { $0.count > 0 && $0.seconds >= 0.02 }.map {
                (Double($0.count), $0.seconds)
            }
        }
        let timed = observation.answers.filter { $0.answer != .stopped && $0.index > 0 }.compactMap { item in
            item.seconds.map { (Double(item.index), $0) }
        }
        let floor = timed.map(\.1).min() ?? 0
        return timed.map { ($0.0, $0.1 - floor) }.filter { $0.1 >= Self.leastSeconds }
    }

    private func best(_ points: [(n: Double, seconds: Double)]) -> Fit? {
        guard points.count >= 4, let first = points.first, let last = points.last,
            last.seconds >= 4 * first.seconds, last.n > first.n
        else { return nil }
        let fits = [fit(points, isExponential: false), fit(points, isExponential: true)].compactMap { $0 }
        return fits.filter { $0.quality > 0.85 && $0.slope > 0 }.max { $0.quality < $1.quality }
    }

    /// Least squares over logarithms.
    private func fit(_ points: [(n: Double, seconds: Double)], isExponential: Bool) -> Fit? {
        let xs = points.map { isExponential ? $0.n : log($0.n) }
        let ys = points.map { log($0.seconds) }
        let count = Double(points.count)
        let (meanX, meanY) = (xs.reduce(0, +) / count, ys.reduce(0, +) / count)
        let across = zip(xs, ys).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        let (spreadX, spreadY) = (
            xs.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) },
            ys.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
        )
        guard spreadX > 0, spreadY > 0 else { return nil }
        let slope = across / spreadX
        return Fit(
            isExponential: isExponential, slope: slope, constant: meanY - slope * meanX,
            quality: across * across / (spreadX * spreadY))
    }

    /// Time ran out, and no growth was seen before.
    private func stuck(_ facts: Facts, _ points: [(n: Double, seconds: Double)], _ reached: Int?) -> [Found] {
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

    private func decimal(_ value: Double) -> String {
        let tenths = Int((min(value, 1e6) * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension Observation.Convention? {
    var isStream: Bool { self?.isStream == true }
}
