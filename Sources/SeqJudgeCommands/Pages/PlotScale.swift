import Glibc

/// What a length on an axis stands for.
struct PlotScale: Sendable {
    /// A place on the axis that is labelled.
    struct Tick: Sendable {
        var value: Double
        var label: String
    }

    /// What the numbers of an axis are.
    enum Quantity: Sendable {
        case index, seconds, bytes
    }

    let lowest: Double
    let highest: Double
    let isLogarithmic: Bool
    let ticks: [Tick]

    /// A scale on which all values have their place.
    /// - Parameter allowsLogarithm: whether it may be logarithmic: it is, where none is negative and the largest is 50
    ///   times the smallest above zero or more. Zero then stands at the bottom.
    init(_ values: [Double], _ quantity: Quantity, allowsLogarithm: Bool) {
        let least = values.min() ?? 0
        let most = values.max() ?? 1
        let smallest = values.filter { $0 > 0 }.min() ?? 0
        isLogarithmic = allowsLogarithm && least >= 0 && smallest > 0 && most / smallest >= 50
        if isLogarithmic {
            (lowest, highest) = (pow(10, floor(log10(smallest))), pow(10, ceil(log10(most))))
            let decades = Int(log10(highest / lowest).rounded())
            let step = max(1, decades / 6)
            let (low, high) = (lowest, highest)
            ticks = stride(from: 0, through: decades, by: step).map { decade in
                let value = min(high, low * pow(10, Double(decade)))
                return Tick(value: value, label: Self.label(value, quantity))
            }
        } else {
            // A single value gets a scale, too, and one so large that one more changes nothing.
            if quantity == .index {
                (lowest, highest) = (least, max(most, least + max(1, abs(least) * 1e-9)))
            } else {
                let (base, margin) = (min(0, least), max(most, 1e-9))
                let step = Self.step(for: max(most - base, margin / 2), quantity)
                (lowest, highest) = (floor(base / step) * step, max(step, ceil(most / step) * step))
            }
            let step = Self.step(for: highest - lowest, quantity)
            let first = ceil(lowest / step) * step
            let (count, last) = (Int(((highest - first) / step + 1e-9).rounded(.down)), most)
            ticks = (0...max(0, count)).map { number in
                let value = first + Double(number) * step
                return Tick(value: value, label: Self.label(value, quantity, upTo: last))
            }
        }
    }

    /// Where a value is, from 0 at the lowest to 1 at the highest.
    func place(_ value: Double) -> Double {
        if isLogarithmic { return log10(max(value, lowest) / lowest) / log10(highest / lowest) }
        return (value - lowest) / (highest - lowest)
    }

    /// 1, 2 or 5 times a power of ten (of two for bytes), so that there are about five steps.
    private static func step(for span: Double, _ quantity: Quantity) -> Double {
        let wanted = max(span, 1e-9) / 5
        if quantity == .bytes { return pow(2, ceil(log2(wanted))) }
        let power = pow(10, floor(log10(wanted)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * 0.999 } ?? 10 * power
        return quantity == .index ? max(1, step) : step
    }

    /// A number in its unit: `25 ms`, `3 MiB`.
    static func label(_ value: Double, _ quantity: Quantity, upTo most: Double? = nil) -> String {
        let size = most ?? value
        switch quantity {
        case .index: return short(value)
        case .seconds:
            if size >= 1 { return short(value) + " s" }
            if size >= 1e-3 { return short(value * 1e3) + " ms" }
            return short(value * 1e6) + " µs"
        case .bytes:
            if size >= 1_073_741_824 { return short(value / 1_073_741_824) + " GiB" }
            if size >= 1_048_576 { return short(value / 1_048_576) + " MiB" }
            return short(value / 1024) + " KiB"
        }
    }

    /// Three significant digits, without zeros at the end.
    static func short(_ value: Double) -> String {
        if value == 0 { return "0" }
        if abs(value) >= 1000 {
            return abs(value) < 1e15 ? DisplayText.grouped(Int(value.rounded())) : "\(value)"
        }
        let places = max(0, 2 - Int(floor(log10(abs(value)))))
        let scaled = Int((abs(value) * pow(10, Double(places))).rounded())
        var digits = String(scaled)
        if places > 0 {
            digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
            while digits.last == "0" { digits.removeLast() }
            if digits.last == "." { digits.removeLast() }
        }
        return (value < 0 ? "-" : "") + digits
    }
}
