import ArgumentParser
import Sandboxing

/// Exact decimal fractions, so that `0.1s` is a hundred million nanoseconds and not nearly so.
enum DecimalText {
    /// The value × `scale`, rounded down; nil for text that is no plain decimal number or for a value out of range.
    static func scaled(_ text: some StringProtocol, by scale: Int) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, isDigits(whole), parts.count == 1 || isDigits(fraction),
            let units = Int(whole)
        else { return nil }
        let (value, overflow) = units.multipliedReportingOverflow(by: scale)
        if overflow { return nil }
        var rest = 0
        // Nine places are nanoseconds; more than that is nothing anybody can mean.
        guard fraction.count <= 9 else { return nil }
        var unit = 1
        for digit in fraction.utf8 {
            unit *= 10
            rest = rest * 10 + Int(digit - UInt8(ascii: "0"))
        }
        let (product, tooMuch) = rest.multipliedReportingOverflow(by: scale)
        if tooMuch { return nil }
        let (sum, carried) = value.addingReportingOverflow(product / unit)
        return carried ? nil : sum
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Splits `1.5MiB` into the number and the unit.
    static func split(_ text: String) -> (number: Substring, unit: String) {
        let number = text.prefix { $0 == "." || ("0"..."9").contains($0) }
        return (number, text.dropFirst(number.count).drop { $0 == " " }.lowercased())
    }
}

/// A time on the command line: `2s`, `500ms`, `1.5min`. A number without a unit is refused.
struct TimeArgument: ExpressibleByArgument, Sendable, Equatable {
    /// The time.
    var duration: Duration

    /// The longest time that is accepted: one day.
    static let longest = Duration.seconds(86_400)

    init(_ duration: Duration) { self.duration = duration }

    init?(argument: String) {
        let (number, unit) = DecimalText.split(argument)
        let scales = ["us": 1_000, "ms": 1_000_000, "s": 1_000_000_000, "min": 60_000_000_000]
        guard let scale = scales[unit], let nanoseconds = DecimalText.scaled(number, by: scale) else {
            return nil
        }
        duration = .nanoseconds(nanoseconds)
        guard duration > .zero, duration <= TimeArgument.longest else { return nil }
    }

    var defaultValueDescription: String { DisplayText.time(duration) }
}

/// A number of bytes on the command line: `256MiB`, `64KiB`, `1GiB`, `512B`. A number without a unit is refused.
struct SizeArgument: ExpressibleByArgument, Sendable, Equatable {
    /// The size.
    var byteCount: ByteCount

    init(_ byteCount: ByteCount) { self.byteCount = byteCount }

    init?(argument: String) {
        let (number, unit) = DecimalText.split(argument)
        let scales = [
            "b": 1, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "kb": 1_000, "mb": 1_000_000,
            "gb": 1_000_000_000,
        ]
        guard let scale = scales[unit], let bytes = DecimalText.scaled(number, by: scale), bytes > 0 else {
            return nil
        }
        byteCount = ByteCount(bytes: bytes)
    }

    var defaultValueDescription: String { byteCount.description }
}
