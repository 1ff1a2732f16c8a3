import Judging
import Terms

/// Text made fit for a terminal or a log.
enum DisplayText {
    /// One line: control characters, line breaks, and characters that reorder or hide text are escaped, so that
    /// nothing a candidate prints can move the cursor, change a colour or forge a line.
    static func line(_ text: String) -> String { escaped(text, keepingLineBreaks: false) }

    /// Several lines: as ``line(_:)``, but line feeds and tabs stay.
    static func block(_ text: String) -> String { escaped(text, keepingLineBreaks: true) }

    /// The beginning of a text that somebody else wrote, for a message.
    static func excerpt(_ text: String) -> String {
        var head = ""
        head.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(40))
        return line(head)
    }

    private static func escaped(_ text: String, keepingLineBreaks: Bool) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if keepingLineBreaks && (scalar == "\n" || scalar == "\t") {
                result.unicodeScalars.append(scalar)
            } else if isUnsafe(scalar) {
                result += escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default:
            let digits = String(scalar.value, radix: 16)
            if scalar.value < 0x100 { return "\\x" + (digits.count < 2 ? "0" : "") + digits }
            return "\\u{\(digits)}"
        }
    }

    /// Controls (C0, DEL, C1), format characters (bidirectional overrides, zero-width ones), line and paragraph
    /// separators, and whatever has no meaning in Unicode.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x20 && scalar.value < 0x7f { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            return true
        default:
            return false
        }
    }

    /// The level and its reasons: `some: 9 of the 12 terms that are right stand in the source`.
    static func suspicion(_ suspicion: Suspicion) -> String {
        ([suspicion.level.rawValue + ":"] + [suspicion.reasons.joined(separator: "; ")]).joined(
            separator: " ")
    }

    /// A term, shortened in the middle when it has more than `limit` digits:
    /// `12345678901234…56789012345678 (1,042 digits)`.
    static func term(_ term: Term, limit: Int = 40) -> String {
        let digits = term.digitCount
        guard digits > limit else { return term.description }
        let text = term.description
        let kept = (limit - 1) / 2
        let head = text.prefix(kept + (term.isNegative ? 1 : 0))
        return "\(head)…\(text.suffix(kept)) (\(grouped(digits)) digits)"
    }

    /// A whole number with commas between the thousands.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0 && (digits.count - position) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }

    /// A time, rounded down: tenths of a millisecond below one second, else hundredths of a second.
    static func time(_ duration: Duration) -> String {
        let microseconds = Self.microseconds(duration)
        if microseconds.magnitude < 1_000_000 { return decimal(microseconds / 100, places: 1) + " ms" }
        return decimal(microseconds / 10_000, places: 2) + " s"
    }

    /// A time in seconds as a decimal number, to the microsecond: `1.25`.
    static func seconds(_ duration: Duration) -> String {
        decimal(microseconds(duration), places: 6)
    }

    private static func microseconds(_ duration: Duration) -> Int {
        let parts = duration.components
        return Int(clamping: parts.seconds) * 1_000_000 + Int(parts.attoseconds / 1_000_000_000_000)
    }

    /// `value / 10^places`, without trailing zeros.
    private static func decimal(_ value: Int, places: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = padded.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = (value < 0 ? "-" : "") + padded.dropLast(places)
        return fraction.isEmpty ? whole : "\(whole).\(fraction)"
    }

    /// `1 term`, `2 terms`.
    static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }
}
