/// A piece of HTML. What is put into its literals is escaped, unless it is HTML itself, so that no text of a candidate's
/// becomes markup.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The markup.
    private(set) var markup: String

    init(stringLiteral literal: String) { markup = literal }
    init(stringInterpolation parts: Interpolation) { markup = parts.markup }

    static func + (first: HTML, second: HTML) -> HTML { "\(first)\(second)" }
    static func += (first: inout HTML, second: HTML) { first.markup += second.markup }

    /// A text as one line, or as several; what could move a cursor or reorder text is made visible.
    static func text(_ text: String, isBlock: Bool = false) -> HTML {
        "\(isBlock ? DisplayText.block(text) : DisplayText.line(text))"
    }

    /// A path, which may be broken after a slash or an underscore.
    static func path(_ path: String) -> HTML {
        var result: HTML = ""
        var rest = DisplayText.line(path)[...]
        while let end = rest.firstIndex(where: { $0 == "/" || $0 == "_" }) {
            result += "\(String(rest[...end]))<wbr/>"
            rest = rest[rest.index(after: end)...]
        }
        return result + "\(String(rest))"
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ part: HTML) { markup += part.markup }
        mutating func appendInterpolation(_ part: HTML?) { markup += part?.markup ?? "" }
        mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.markup } }
        mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        mutating func appendInterpolation(_ text: String) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": markup += "&amp;"
                case "<": markup += "&lt;"
                case ">": markup += "&gt;"
                case "\"": markup += "&quot;"
                case "'": markup += "&#39;"
                default: markup.unicodeScalars.append(scalar)
                }
            }
        }
    }
}
