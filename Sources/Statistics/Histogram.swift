/// Counts of rates in bins of equal width between 0 and 1; the last bin holds 1 as well.
public struct Histogram: Sendable, Hashable {
    /// Counts, the bin from 0 on first.
    public private(set) var counts: [Int]

    /// Counts the rates.
    /// - Parameter bins: how many bins there are, at least 1. Default 10.
    public init(_ rates: some Sequence<Double>, bins: Int = 10) {
        counts = Array(repeating: 0, count: max(1, bins))
        for rate in rates where rate.isFinite {
            counts[min(max(0, Int(rate * Double(counts.count))), counts.count - 1)] += 1
        }
    }

    /// The bounds of a bin.
    public func bounds(of bin: Int) -> ClosedRange<Double> {
        Double(bin) / Double(counts.count)...Double(bin + 1) / Double(counts.count)
    }
}
