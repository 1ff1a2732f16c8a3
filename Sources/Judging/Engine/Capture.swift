import Sandboxing

/// What a run printed up to its end, and its report.
struct Capture {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var report: RunReport

    /// How often a wait looks whether the check was cancelled.
    static let patience = Duration.milliseconds(50)

    /// Lets a run come to its end.
    static func whole(_ run: Run, _ session: CheckSession) throws -> Capture {
        var capture = Capture(report: RunReport(ending: .stopped))
        while true {
            try stopIfCancelled(run, session)
            switch try run.next(timeout: patience) {
            case .output(let bytes): capture.output += bytes
            case .errorOutput(let bytes): capture.errors += bytes
            case .timedOut: break
            case .ended(let report):
                capture.report = report
                return capture
            }
        }
    }

    /// Ends the run, whatever it may still print.
    static func end(_ run: Run) throws {
        run.stop()
        while true { if case .ended = try run.next() { return } }
    }

    /// Ends the run and throws when the check was cancelled.
    static func stopIfCancelled(_ run: Run, _ session: CheckSession) throws {
        guard session.cancellation.isCancelled else { return }
        try end(run)
        try session.throwIfCancelled()
    }
}

/// Text of the candidate's that is fit for a report.
enum Diagnostics {
    /// The longest part of standard error that is kept, its end.
    static let most = 16_384

    /// The end of it, as UTF-8, with control characters but tab and newline escaped.
    static func text(_ bytes: [UInt8]) -> String {
        let text = escaped(String(decoding: bytes.suffix(most), as: UTF8.self), keeping: ["\n", "\t"])
        guard bytes.count > most || text.utf8.count > most else { return text }
        let mark = "[…]\n"
        // What is cut inside a character becomes up to three others of three bytes.
        let end = Array(text.utf8.suffix(most - mark.utf8.count - 9))
        return mark + String(decoding: end, as: UTF8.self)
    }

    /// A sentence with a candidate's words in it: one line, at most 400 code points of it.
    static func line(_ text: String) -> String {
        // A character can be of any length, by combining marks.
        let head = text.unicodeScalars.prefix(400)
        let isWhole = head.endIndex == text.unicodeScalars.endIndex
        return escaped(String(head), keeping: []) + (isWhole ? "" : "…")
    }

    private static func escaped(_ text: String, keeping: Set<Unicode.Scalar>) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if keeping.contains(scalar) || !isControl(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return result
    }

    /// The last line that is not blank, at most 200 characters.
    static func lastLine(_ bytes: [UInt8]) -> String? {
        let lines = text(Array(bytes.suffix(4_096))).split(separator: "\n")
        guard let line = lines.last(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
        return String(line.prefix(200))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            true
        default: false
        }
    }
}
