/// How far two orders of the same things agree.
public enum RankCorrelation {
    /// Kendall's tau-b (M. Kendall, Biometrika 33, 1945), which allows for ties: 1 for the same order, -1 for the reverse.
    /// The effort grows with the square of the count; of more than 2,000 values every n-th is taken.
    /// - Returns: nil where the lists differ in length, or one of them has all values equal.
    public static func kendall(_ first: [Double], _ second: [Double]) -> Double? {
        guard first.count == second.count else { return nil }
        let step = max(1, (first.count + 1_999) / 2_000)
        let places = stride(from: 0, to: first.count, by: step)
        let pairs = places.map { (first[$0], second[$0]) }
        var (agreeing, firstOrders, secondOrders) = (0, 0, 0)
        for (place, one) in pairs.enumerated() {
            for other in pairs[(place + 1)...] {
                let left = one.0 < other.0 ? 1 : one.0 > other.0 ? -1 : 0
                let right = one.1 < other.1 ? 1 : one.1 > other.1 ? -1 : 0
                agreeing += left * right
                firstOrders += left * left
                secondOrders += right * right
            }
        }
        guard firstOrders > 0, secondOrders > 0 else { return nil }
        return Double(agreeing) / (Double(firstOrders) * Double(secondOrders)).squareRoot()
    }
}
