/// How a set of figures is spread: the median and the middle half.
struct Spread: Sendable, Hashable, Codable {
    /// The middle one.
    var median: Double
    /// A quarter of the figures is below it.
    var lower: Double
    /// A quarter of the figures is above it.
    var upper: Double
    /// The smallest.
    var least: Double
    /// How many there are.
    var count: Int

    /// The spread of some figures; nil where there are none.
    init?(_ figures: [Double]) {
        guard !figures.isEmpty else { return nil }
        let sorted = figures.sorted()
        let at = { (share: Double) in sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
        (median, lower, upper, least) = (at(0.5), at(0.25), at(0.75), sorted[0])
        count = sorted.count
    }
}
