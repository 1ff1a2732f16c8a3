import Diagnosis
import Foundation
import Testing

@Suite struct GrowthFitTests {
    private static func fit(_ indices: some Sequence<Int>, _ seconds: (Double) -> Double) -> GrowthFit? {
        GrowthFit(GrowthFit.points(indices.map { ($0, seconds(Double($0))) }, hasProcesses: false))
    }

    private static func isPower(_ fit: GrowthFit?, near exponent: Double) -> Bool {
        guard case .power(let found)? = fit?.model else { return false }
        return abs(found - exponent) < 0.3
    }

    private static func isExponential(_ fit: GrowthFit?, near base: Double) -> Bool {
        guard case .exponential(let found)? = fit?.model else { return false }
        return abs(found - base) < 0.05
    }

    @Test func `powers and exponentials are told apart, with what every case takes on top`() {
        #expect(Self.isPower(Self.fit(1...200) { 1e-4 + $0 * $0 * 1e-5 }, near: 2))
        #expect(Self.isPower(Self.fit(1...200) { 1e-4 + $0 * $0 * $0 * 1e-7 }, near: 3))
        #expect(Self.isExponential(Self.fit(1...36) { 1e-4 + pow(1.618, $0) * 1e-7 }, near: 1.618))
        #expect(Self.isExponential(Self.fit(1...24) { 1e-4 + pow(2, $0) * 1e-7 }, near: 2))
        // Two clusters, which any line goes through.
        #expect(Self.isPower(Self.fit(Array(1...100) + Array(1000...1011)) { $0 * $0 * $0 * 1e-9 }, near: 3))
        #expect(Self.fit(1...200) { _ in 0.01 } == nil)
        #expect(Self.fit(1...3) { $0 } == nil)
    }

    @Test func `a few cases that were disturbed, or measured as nothing, change little`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let odd = Set((0..<6).map { _ in Int.random(in: 2...59, using: &random) * 3 })
            let fit = Self.fit(1...180) { n in
                let real = 1e-4 + n * n * 1e-5
                guard odd.contains(Int(n)) else { return real }
                return Int(n).isMultiple(of: 2) ? 0 : real * 20
            }
            #expect(Self.isPower(fit, near: 2), "\(odd) \(String(describing: fit))")
        }
    }

    @Test func `the words tell a base that is near 1 from 1`() throws {
        let fit = try #require(Self.fit(1...1000) { pow(1.01, $0) * 1e-3 })
        #expect(["1.010^n", "1.011^n"].contains(fit.description), "\(fit)")
        let fibonacci = try #require(Self.fit(1...40) { pow(1.618, $0) * 1e-8 })
        #expect(fibonacci.description == "1.6^n")
        #expect(abs(fibonacci.seconds(at: 45) / (pow(1.618, 45) * 1e-8) - 1) < 0.2)
    }
}
