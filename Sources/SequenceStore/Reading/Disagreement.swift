public import Terms

/// A sequence whose data and b-file have different terms at some indices.
public struct Disagreement: Sendable, Hashable {
    /// The first index at which they differ.
    public var index: Int
    /// At how many indices they differ.
    public var count: Int
    /// At how many indices both have a term.
    public var common: Int
    /// Where the b-file has all terms of the data, but each at an index this much higher; 0 where it has not.
    public var shift: Int
    /// Whether the magnitudes are equal and only signs differ.
    public var isOfSigns: Bool

    /// Whether so many terms differ that the two are hardly one sequence: more than a tenth, and more than one.
    public var isWide: Bool { count > 1 && count * 10 > common }

    /// The differences of two lists of terms; nil where there are none.
    /// - Parameters:
    ///   - data: consecutive terms.
    ///   - first: the index of the first of them.
    ///   - bFile: terms with ascending indices.
    public init?(data: [Term], first: Int, bFile: [IndexedTerm]) {
        let last = first + data.count - 1
        let common = bFile.filter { $0.index >= first && $0.index <= last }
        let different = common.filter { $0.term != data[$0.index - first] }
        guard let start = different.first else { return nil }
        index = start.index
        count = different.count
        self.common = common.count
        isOfSigns = different.allSatisfy { $0.term.magnitude == data[$0.index - first].magnitude }
        shift = [1, -1, 2, -2, 3, -3].first { Disagreement.agree(data, from: first + $0, bFile) } ?? 0
    }

    init(index: Int, count: Int, common: Int, shift: Int, isOfSigns: Bool) {
        self.index = index
        self.count = count
        self.common = common
        self.shift = shift
        self.isOfSigns = isOfSigns
    }

    private static func agree(_ data: [Term], from first: Int, _ bFile: [IndexedTerm]) -> Bool {
        let common = bFile.filter { $0.index >= first && $0.index < first + data.count }
        return common.count >= 4 && common.allSatisfy { $0.term == data[$0.index - first] }
    }
}

extension Disagreement: CustomStringConvertible {
    /// One line of English.
    public var description: String {
        let place = "data and b-file disagree at \(count) of \(common) indices, first at \(index)"
        if shift != 0 { return place + " (the b-file has the terms of the data at indices \(shift) higher)" }
        return place + (isOfSigns ? " (only in signs)" : "")
    }
}

extension Term {
    /// The digits without a sign.
    var magnitude: Substring {
        let text = description
        return isNegative ? text.dropFirst() : text[...]
    }
}
