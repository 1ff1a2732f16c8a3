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

    /// Less time than this is noise, in seconds: where each case has a process, and where one process answers all.
    public static let leastOfProcess = 0.002
    public static let leastOfFunction = 0.000_3

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
    ///
    /// A single measurement that is far off is put right by its neighbours, and one above a later one is taken for that: what
    /// disturbs a case makes it longer.
    /// - Parameter hasProcesses: whether each case had a process of its own.
    public static func points(_ times: [(index: Int, seconds: Double)], hasProcesses: Bool) -> [Point] {
        let positive = times.filter { $0.index > 0 }.sorted { $0.index < $1.index }
        var seconds = positive.map(\.seconds)
        for place in positive.indices.dropFirst().dropLast() {
            seconds[place] = positive[place - 1...place + 1].map(\.seconds).sorted()[1]
        }
        for place in seconds.indices.dropLast().reversed() {
            seconds[place] = min(seconds[place], seconds[place + 1])
        }
        let floor = seconds.first ?? 0
        return zip(positive, seconds).map { Point(n: Double($0.index), seconds: $1 - floor) }
            .filter { $0.seconds >= (hasProcesses ? leastOfProcess : leastOfFunction) }
    }

    /// The model that fits points best.
    /// - Returns: nil where there are fewer than four, the last does not take four times the first, or neither model fits.
    public init?(_ points: [Point]) {
        guard points.count >= 4, let first = points.first, let last = points.last,
            last.seconds >= 4 * first.seconds, last.n > first.n
        else { return nil }
        let power = GrowthFit(points, isExponential: false)
        let exponential = GrowthFit(points, isExponential: true)
        // A power of n does where an exponential leaves no less than half of the rest unexplained: between two clusters of
        // points both fit.
        let isExponential = 1 - (exponential?.quality ?? 0) < (1 - (power?.quality ?? 0)) / 2
        guard let best = isExponential ? exponential : power, best.quality > 0.85, best.slope > 0 else {
            return nil
        }
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

    /// One place, and of bases near 1 as many as tell them from 1.
    private static func decimal(_ value: Double) -> String {
        if value > 1.0005 && value < 1.1 {
            let thousandths = Int((value * 1_000).rounded())
            return "1.0\(thousandths % 1_000 < 10 ? "0" : "")\(thousandths % 100)"
        }
        let tenths = Int((min(value, 1e6) * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
