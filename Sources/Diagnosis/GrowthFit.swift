import Glibc

/// How time grows with n: like a power of n, or like a power to the n.
public struct GrowthFit: Sendable, Hashable, CustomStringConvertible {
    /// What it grows like.
    public enum Model: Sendable, Hashable {
        /// n^exponent.
        case power(exponent: Double)
        /// base^n.
        case exponential(base: Double)
    }

    /// The model.
    public let model: Model
    /// The share of the variation of the logarithms that the model explains, from 0 to 1.
    public let quality: Double
    private let constant: Double
    private let slope: Double

    /// Less time than this is noise, in seconds.
    public static let leastSeconds = 0.002

    /// A moment of a program: at n, so many seconds were needed.
    public struct Point: Sendable, Hashable {
        public var n: Double
        public var seconds: Double

        public init(n: Double, seconds: Double) {
            self.n = n
            self.seconds = seconds
        }
    }

    /// The points of cases from where their time can be told on, ascending; what every case takes is taken off. Indices
    /// below 1 are left out.
    public static func points(_ times: [(index: Int, seconds: Double)]) -> [Point] {
        let positive = times.filter { $0.index > 0 }.sorted { $0.index < $1.index }
        let floor = positive.map(\.seconds).min() ?? 0
        return positive.map { Point(n: Double($0.index), seconds: $0.seconds - floor) }
            .filter { $0.seconds >= leastSeconds }
    }

    /// The model that fits points best.
    /// - Returns: nil where there are fewer than four, the last does not take four times the first, or neither model fits.
    public init?(_ points: [Point]) {
        guard points.count >= 4, let first = points.first, let last = points.last,
            last.seconds >= 4 * first.seconds, last.n > first.n
        else { return nil }
        let fits = [GrowthFit(points, isExponential: false), GrowthFit(points, isExponential: true)]
            .compactMap { $0 }.filter { $0.quality > 0.85 && $0.slope > 0 }
        guard let best = fits.max(by: { $0.quality < $1.quality }) else { return nil }
        self = best
    }

    /// Least squares over logarithms.
    private init?(_ points: [Point], isExponential: Bool) {
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
        slope = across / spreadX
        constant = meanY - slope * meanX
        quality = across * across / (spreadX * spreadY)
        model = isExponential ? .exponential(base: exp(slope)) : .power(exponent: slope)
    }

    /// The seconds that the model gives for an n.
    public func seconds(at n: Double) -> Double {
        switch model {
        case .exponential: exp(constant + slope * n)
        case .power: exp(constant + slope * log(max(n, 1)))
        }
    }

    /// `n^2`, `1.6^n`.
    public var description: String {
        switch model {
        case .exponential(let base): "\(Self.decimal(base))^n"
        case .power(let exponent): "n^\(Self.decimal(exponent))"
        }
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((min(value, 1e6) * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
