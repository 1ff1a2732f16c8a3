import Testing

@testable import Statistics

@Suite struct ProportionTests {
    /// The interval's ends are where the score test's statistic is exactly z: an independent definition.
    @Test(arguments: [(0, 10), (1, 10), (5, 10), (10, 10), (3, 200), (199, 200), (1, 1)])
    func `ends of the Wilson interval solve the equation that defines them`(successes: Int, trials: Int) {
        let interval = Proportion(successes: successes, trials: trials).wilsonInterval()
        let (rate, n) = (Double(successes) / Double(trials), Double(trials))
        for end in [interval.lowerBound, interval.upperBound] where end > 0 && end < 1 {
            let z = abs(rate - end) / (end * (1 - end) / n).squareRoot()
            #expect(abs(z - 1.959_963_984_540_054) < 1e-9, "\(end)")
        }
        #expect(interval.contains(rate))
        #expect(successes > 0 || interval.lowerBound == 0)
        #expect(successes < trials || interval.upperBound == 1)
    }

    @Test func `without a trial nothing is known`() {
        let nothing = Proportion(successes: 0, trials: 0)
        #expect(nothing.rate == nil && nothing.wilsonInterval() == 0...1 && nothing.pass(at: 1) == nil)
    }

    /// By counting all subsets.
    @Test func `pass at k is the share of subsets with a success`() throws {
        for trials in 1...8 {
            for successes in 0...trials {
                for k in 1...trials {
                    let subsets = (0..<1 << trials).filter { $0.nonzeroBitCount == k }
                    let good = subsets.count { $0 & ((1 << successes) - 1) != 0 }
                    let estimate = try #require(
                        Proportion(successes: successes, trials: trials).pass(at: k))
                    #expect(abs(estimate - Double(good) / Double(subsets.count)) < 1e-12)
                }
                #expect(Proportion(successes: successes, trials: trials).pass(at: trials + 1) == nil)
            }
        }
    }

    @Test func `the quantile is the inverse of the distribution`() {
        for share in [0.001, 0.025, 0.5, 0.8, 0.975, 0.999_99] {
            #expect(abs(Normal.below(Normal.quantile(share)) - share) < 1e-12)
        }
        #expect(abs(Normal.quantile(0.975) - 1.959_963_984_540_054) < 1e-9)
    }
}

@Suite struct ResamplingTests {
    @Test func `an interval holds the true mean about as often as it says`() throws {
        var random = SeededRandom(seed: 7)
        var hits = 0
        let trials = 300
        for trial in 0..<trials {
            let values = (0..<60).map { _ in random.index(below: 100) < 40 ? 1.0 : 0 }
            let interval = try #require(
                Resampling.bootstrapInterval(ofMean: values, rounds: 400, seed: UInt64(trial)))
            if interval.contains(0.4) { hits += 1 }
        }
        #expect((260...297).contains(hits), "\(hits) of \(trials)")
    }

    @Test func `an interval depends on the seed alone, and of equal values it is a point`() {
        let values = [0.0, 1, 1, 0, 1]
        let first = Resampling.bootstrapInterval(ofMean: values, seed: 3)
        #expect(first == Resampling.bootstrapInterval(ofMean: values, seed: 3))
        #expect(Resampling.bootstrapInterval(ofMean: [0.5, 0.5], seed: 1) == 0.5...0.5)
        #expect(Resampling.bootstrapInterval(ofMean: []) == nil)
    }

    @Test func `systems that are alike are not told apart, and those that are not are`() throws {
        var random = SeededRandom(seed: 11)
        var small = 0
        for trial in 0..<200 {
            let first = (0..<50).map { _ in Double(random.index(below: 2)) }
            let second = (0..<50).map { _ in Double(random.index(below: 2)) }
            let result = try #require(
                Resampling.pairedTest(first, second, rounds: 300, seed: UInt64(trial)))
            if result.pValue < 0.05 { small += 1 }
        }
        #expect(small < 22, "\(small) of 200 alike pairs were told apart")
        let better = Array(repeating: 1.0, count: 20)
        let worse = (0..<20).map { $0 < 8 ? 0.0 : 1 }
        let result = try #require(Resampling.pairedTest(better, worse))
        #expect(result.pValue < 0.02 && result.better == 8 && result.worse == 0)
        #expect(abs(result.difference - 0.4) < 1e-12 && result.interval.lowerBound > 0)
        #expect(try #require(Resampling.pairedTest(better, better)).pValue == 1)
        #expect(Resampling.pairedTest([1], []) == nil)
    }

    /// For few units all flips can be counted.
    @Test func `the chance is near the exact one`() throws {
        let (first, second) = ([1.0, 1, 1, 0, 1, 1], [0.0, 0, 1, 1, 0, 0])
        let differences = zip(first, second).map { $0 - $1 }
        let sum = abs(differences.reduce(0, +))
        let all = 1 << differences.count
        let extreme = (0..<all).count { flips in
            abs(differences.indices.reduce(0.0) { $0 + (flips >> $1 & 1 == 0 ? 1 : -1) * differences[$1] })
                >= sum
        }
        let result = try #require(Resampling.pairedTest(first, second, rounds: 20_000))
        #expect(abs(result.pValue - Double(extreme) / Double(all)) < 0.02)
    }
}

@Suite struct HistogramTests {
    @Test func `every rate is in its bin, and one in the last`() {
        let histogram = Histogram([0, 0.05, 0.1, 0.46, 0.999, 1, .nan], bins: 10)
        #expect(histogram.counts == [2, 1, 0, 0, 1, 0, 0, 0, 0, 2])
        #expect(histogram.bounds(of: 4) == 0.4...0.5)
    }
}

@Suite struct RankCorrelationTests {
    /// By hand: of the six pairs of 1 2 3 4 and 1 3 2 4, five agree and one does not.
    @Test func `orders agree as far as their pairs do`() throws {
        #expect(RankCorrelation.kendall([1, 2, 3, 4], [1, 3, 2, 4]) == 4.0 / 6)
        #expect(RankCorrelation.kendall([1, 2, 3], [10, 20, 30]) == 1)
        #expect(RankCorrelation.kendall([1, 2, 3], [3, 2, 1]) == -1)
        // With a tie in one of them: 2 agreeing pairs of 2 and of 3.
        let tied = try #require(RankCorrelation.kendall([1, 1, 2], [1, 2, 3]))
        #expect(abs(tied - 2 / 6.0.squareRoot()) < 1e-12)
        #expect(
            RankCorrelation.kendall([1, 1], [1, 2]) == nil && RankCorrelation.kendall([1], [1, 2]) == nil)
    }
}
