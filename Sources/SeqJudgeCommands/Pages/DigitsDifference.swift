import Terms

/// Two integers so that the digits in which they differ can be seen.
struct DigitsDifference: Sendable {
    /// Digits of a number in a row, equal or different from the other number's at the same places.
    struct Piece: Sendable, Equatable {
        var text: String
        var isDifferent: Bool
    }

    /// Of each number's digits those are shown that are within so many of a difference, and the outermost ones.
    static let margin = 24
    /// Digits stand in groups of so many.
    static let group = 10

    var expected: Term
    var actual: Term

    /// Both numbers as marked text, one below the other.
    func html(_ labels: (expected: String, actual: String)) -> HTML {
        let (first, second) = (Digits(expected, against: actual), Digits(actual, against: expected))
        return """
            <dl class="digits">
            <dt>\(labels.expected)</dt><dd>\(first.html)</dd>
            <dt>\(labels.actual)</dt><dd>\(second.html)</dd>
            </dl>
            <p class="soft">\(words)</p>
            """
    }

    /// What differs, in words.
    var words: String {
        let (one, other) = (expected.digitCount, actual.digitCount)
        if expected.isNegative != actual.isNegative, expected.magnitude == actual.magnitude {
            return "The sign alone is wrong."
        }
        if one != other {
            let more = DisplayText.count(abs(one - other), "digit")
            return
                "\(DisplayText.count(other, "digit")) instead of \(DisplayText.grouped(one)): \(more) too \(other > one ? "many" : "few")."
        }
        let (left, right) = (expected.magnitude, actual.magnitude)
        let same = zip(left, right).prefix { $0 == $1 }.count
        let wrong = zip(left, right).count { $0 != $1 }
        return
            "\(DisplayText.count(wrong, "digit")) of \(DisplayText.grouped(one)) differ; the first \(DisplayText.grouped(same)) agree."
    }
}

/// The digits of a number, cut in the middle of long stretches.
private struct Digits {
    private var sign: HTML = ""
    /// For each digit whether it differs.
    private let digits: [(byte: UInt8, isDifferent: Bool)]
    private let firstDifference: Int?

    /// Numbers of one length are compared from the left, place by place. Of others every digit after the common beginning
    /// differs.
    init(_ term: Term, against other: Term) {
        let (mine, its) = (term.magnitude, other.magnitude)
        let common = zip(mine, its).prefix { $0 == $1 }.count
        let isAligned = mine.count == its.count
        digits = mine.enumerated().map { place, byte in
            (byte, isAligned ? its[place] != byte : place >= common)
        }
        firstDifference = digits.firstIndex { $0.isDifferent }
        if term.isNegative {
            sign = other.isNegative ? "-" : "<mark>-</mark>"
        }
    }

    var html: HTML {
        var result = sign
        var place = 0
        while place < digits.count {
            let end = endOfPiece(from: place)
            if isShown(place) {
                result += piece(place..<end)
            } else {
                let left = DisplayText.grouped(end - place)
                result += "<span class=\"soft\">… \(left) more digits … </span>"
            }
            place = end
        }
        return result
    }

    /// Whether a digit is near a difference or an end.
    private func isShown(_ place: Int) -> Bool {
        let margin = DigitsDifference.margin
        if place < margin || place >= digits.count - margin { return true }
        guard let first = firstDifference else { return false }
        return abs(place - first) <= margin
    }

    private func endOfPiece(from start: Int) -> Int {
        let shown = isShown(start)
        let isDifferent = digits[start].isDifferent
        var end = start + 1
        while end < digits.count, isShown(end) == shown {
            if shown
                && (digits[end].isDifferent != isDifferent || fromRight(end) % DigitsDifference.group == 0)
            {
                break
            }
            end += 1
        }
        return end
    }

    /// Places from the right, so that groups of both numbers mean the same.
    private func fromRight(_ place: Int) -> Int { digits.count - place }

    private func piece(_ places: Range<Int>) -> HTML {
        let text = String(decoding: digits[places].map(\.byte), as: UTF8.self)
        let marked: HTML = digits[places.lowerBound].isDifferent ? "<mark>\(text)</mark>" : "\(text)"
        let isEndOfGroup =
            places.upperBound < digits.count && fromRight(places.upperBound) % DigitsDifference.group == 0
        return isEndOfGroup ? "<i>\(marked)</i><wbr/>" : marked
    }
}

extension Term {
    /// The digits without the sign.
    fileprivate var magnitude: [UInt8] { Array(description.utf8.drop { $0 == UInt8(ascii: "-") }) }
}
