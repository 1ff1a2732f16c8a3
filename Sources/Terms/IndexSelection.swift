/// What is wrong with a selection of indices.
public struct SelectionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, in one line.
    public let problem: String
    /// What would have been right, nil when the problem says it all.
    public let expected: String?

    /// The problem, and what was expected.
    public var description: String { expected.map { "\(problem); expected: \($0)" } ?? problem }
}

/// A choice of indices, as written after `--indices`.
///
/// Parts are separated by commas; each part is one of
/// - `n`: one index (`20`, `-5`),
/// - `a-b` or `a..b`: from a to b, both included (`0-9`, `-5..3`, `-5-3`, `-9--5`),
/// - `a-` or `a..`: from a onwards (`100-`, `-5..`),
/// - `..b`: up to b.
///
/// So `-5` is the index minus five, never "up to five". Blanks around parts are free.
public struct IndexSelection: Sendable, Hashable {
    /// The ranges as written, in their order; an open end is `Int.min` or `Int.max`.
    public let ranges: [ClosedRange<Int>]

    /// A selection of these ranges.
    public init(ranges: [ClosedRange<Int>]) {
        self.ranges = ranges
    }

    /// Reads a selection.
    /// - Throws: ``SelectionError`` on an empty part, a range that runs backwards, an index beyond 64 bits,
    ///   or anything that is none of the forms.
    public init(parsing text: String) throws(SelectionError) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            ranges.append(try IndexSelection.parse(part.trimmingBlanks()))
        }
        self.ranges = ranges
    }

    /// Whether an index is selected.
    public func contains(_ index: Int) -> Bool {
        ranges.contains { $0.contains(index) }
    }

    static func describe(_ range: ClosedRange<Int>) -> String {
        if range.lowerBound == range.upperBound { return "index \(range.lowerBound)" }
        let low = range.lowerBound == .min ? "" : "\(range.lowerBound)"
        let high = range.upperBound == .max ? "" : "\(range.upperBound)"
        return "indices \(low)..\(high)"
    }

    private static func parse(_ part: Substring) throws(SelectionError) -> ClosedRange<Int> {
        var rest = part
        if rest.hasPrefix("..") {
            rest.removeFirst(2)
            return try closed(.min, try wholeIndex(rest, of: part), part)
        }
        let low = try index(from: &rest, of: part)
        if rest.isEmpty { return low...low }
        if rest.hasPrefix("..") {
            rest.removeFirst(2)
        } else if rest.hasPrefix("-") {
            rest.removeFirst()
        } else {
            throw malformed(part)
        }
        if rest.isEmpty { return low...Int.max }
        return try closed(low, try wholeIndex(rest, of: part), part)
    }

    private static func closed(
        _ low: Int, _ high: Int, _ part: Substring
    ) throws(SelectionError) -> ClosedRange<Int> {
        guard low <= high else {
            throw SelectionError(
                problem: "the range \(String(part).excerpt) runs backwards", expected: "\(high)..\(low)")
        }
        return low...high
    }

    private static func wholeIndex(
        _ text: Substring, of part: Substring
    ) throws(SelectionError) -> Int {
        var rest = text
        let value = try index(from: &rest, of: part)
        guard rest.isEmpty else { throw malformed(part) }
        return value
    }

    /// Takes an index from the front of the text: an optional minus and ASCII digits.
    private static func index(
        from rest: inout Substring, of part: Substring
    ) throws(SelectionError) -> Int {
        let sign = rest.hasPrefix("-") ? "-" : ""
        let digits = rest.dropFirst(sign.count).prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty else { throw malformed(part) }
        guard let value = Int(sign + digits) else {
            throw SelectionError(
                problem: "the index in \(String(part).excerpt) is beyond 64 bits",
                expected: "an index that fits")
        }
        rest = rest[digits.endIndex...]
        return value
    }

    private static func malformed(_ part: Substring) -> SelectionError {
        SelectionError(
            problem: part.isEmpty ? "an empty part" : "\(String(part).excerpt) is no index or range",
            expected: "n, a-b, a..b, a- or a.., separated by commas")
    }
}

extension Substring {
    /// The text without blanks and tabs at its ends.
    func trimmingBlanks() -> Substring {
        var rest = drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
