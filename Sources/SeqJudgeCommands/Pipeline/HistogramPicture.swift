import Statistics

/// A histogram for a terminal and as a picture.
enum HistogramPicture {
    /// A row for each bin.
    static func text(_ histogram: Histogram) -> String {
        let most = max(1, histogram.counts.max() ?? 1)
        return histogram.counts.enumerated().map { bin, count in
            let bounds = histogram.bounds(of: bin)
            let bar = String(repeating: "#", count: count == 0 ? 0 : max(1, count * 40 / most))
            let label = "\(two(bounds.lowerBound)) - \(two(bounds.upperBound))"
            return "  \(label)  \(bar)\(bar.isEmpty ? "" : " ")\(DisplayText.grouped(count))\n"
        }.joined()
    }

    /// A file by itself.
    static func svg(_ histogram: Histogram) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + picture(histogram, isAlone: true).markup
    }

    /// The picture within a page.
    static func picture(_ histogram: Histogram, isAlone: Bool = false) -> HTML {
        let most = max(1, histogram.counts.max() ?? 1)
        let (width, height, base) = (520, 200, 170)
        let step = (width - 20) / histogram.counts.count
        let bars: [HTML] = histogram.counts.enumerated().map { bin, count in
            let size = count * 140 / most
            let x = 10 + bin * step
            return """
                <rect class="right" x="\(x + 1)" y="\(base - size)" width="\(step - 2)" height="\(size)"/>\
                <text x="\(x + step / 2)" y="\(base - size - 4)" text-anchor="middle">\(count == 0 ? "" : DisplayText.grouped(count))</text>\
                <text x="\(x)" y="\(base + 16)" text-anchor="middle">\(two(histogram.bounds(of: bin).lowerBound))</text>

                """
        }
        // Alone, a picture has no style sheet around it.
        let head: HTML = isAlone ? " xmlns=\"http://www.w3.org/2000/svg\"" : ""
        let style: HTML =
            isAlone
            ? "<style>text { font: 12px sans-serif; fill: #60646c; } .right { fill: #3356c4; }</style>\n" : ""
        return """
            <svg\(head) viewBox="0 0 \(width) \(height)" role="img" aria-label="histogram">
            \(style)\(bars)<text x="\(width - 10)" y="\(base + 16)" text-anchor="middle">1</text>
            </svg>

            """
    }

    /// A rate with two places.
    static func two(_ rate: Double) -> String {
        let hundredths = Int((rate * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
