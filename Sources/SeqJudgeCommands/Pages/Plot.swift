/// Points over the index n, as an SVG picture.
struct Plot: Sendable {
    /// One point.
    struct Point: Sendable {
        var index: Int
        var value: Double
        /// Whether the answer there was right.
        var isRight: Bool
    }

    /// What was fitted to the points.
    struct Curve: Sendable {
        /// In words: `grows like n^2.0`.
        var label: String
        /// The value at an index; not finite where there is none.
        var value: @Sendable (Double) -> Double
    }

    /// The most points that are drawn: of more, so many are chosen evenly, and all that are wrong.
    static let mostPoints = 2_000

    var caption: String
    var quantity: PlotScale.Quantity
    var points: [Point]
    var curve: Curve?

    private static let (width, height) = (520.0, 240.0)
    private static let (left, right, top, bottom) = (64.0, 12.0, 10.0, 36.0)

    /// The picture with its caption; nil where there are fewer than two points.
    var html: HTML? {
        guard points.count > 1 else { return nil }
        let shown = thinned
        let across = PlotScale(shown.map { Double($0.index) }, .index, allowsLogarithm: false)
        let up = PlotScale(shown.map(\.value), quantity, allowsLogarithm: true)
        let note: HTML? = up.isLogarithmic ? " (logarithmic)" : nil
        let fitted: HTML? = curve.map { "; dashed: \($0.label)" }
        return """
            <figure>
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(caption)">
            \(axes(across, up))\(line(across, up))\(shown.map { dot($0, across, up) })</svg>
            <figcaption>\(caption) against n\(note)\(fitted)</figcaption>
            </figure>

            """
    }

    private var thinned: [Point] {
        guard points.count > Self.mostPoints else { return points }
        let step = (points.count + Self.mostPoints - 1) / Self.mostPoints
        return points.enumerated().filter { $0.offset % step == 0 || !$0.element.isRight }
            .prefix(2 * Self.mostPoints).map(\.element)
    }

    private func axes(_ across: PlotScale, _ up: PlotScale) -> HTML {
        let (low, high) = (Self.left, Self.width - Self.right)
        let rows: [HTML] = up.ticks.map { tick in
            let y = Self.y(tick.value, up)
            return """
                <line class="grid" x1="\(Self.coordinate(low))" x2="\(Self.coordinate(high))" y1="\(Self.coordinate(y))" \
                y2="\(Self.coordinate(y))"/>\
                <text x="\(Self.coordinate(low - 6))" y="\(Self.coordinate(y + 4))" text-anchor="end">\(tick.label)</text>

                """
        }
        let columns: [HTML] = across.ticks.map { tick in
            let x = Self.coordinate(Self.x(tick.value, across))
            let y = Self.coordinate(Self.height - Self.bottom + 18)
            return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\">\(tick.label)</text>\n"
        }
        let name: HTML =
            "<text x=\"\(Self.coordinate(high))\" y=\"\(Self.coordinate(Self.height - 4))\" text-anchor=\"end\">n</text>\n"
        return "\(rows)\(columns)\(name)"
    }

    private func dot(_ point: Point, _ across: PlotScale, _ up: PlotScale) -> HTML {
        let (x, y) = (Self.x(Double(point.index), across), Self.y(point.value, up))
        let kind: HTML = point.isRight ? "right" : "wrong"
        return """
            <circle class="\(kind)" cx="\(Self.coordinate(x))" cy="\(Self.coordinate(y))" r="3">\
            <title>n = \(point.index): \(PlotScale.label(point.value, quantity))</title></circle>

            """
    }

    /// The fitted curve, as far as it is within the picture.
    private func line(_ across: PlotScale, _ up: PlotScale) -> HTML {
        guard let curve else { return "" }
        let steps = 100
        let places: [HTML] = (0...steps).compactMap { step in
            let index = across.lowest + (across.highest - across.lowest) * Double(step) / Double(steps)
            let value = curve.value(index)
            guard value.isFinite, value >= up.lowest, value <= up.highest else { return nil }
            return "\(Self.coordinate(Self.x(index, across))),\(Self.coordinate(Self.y(value, up))) "
        }
        return places.count < 2 ? "" : "<polyline class=\"curve\" points=\"\(places)\"/>\n"
    }

    private static func x(_ value: Double, _ scale: PlotScale) -> Double {
        left + scale.place(value) * (width - left - right)
    }

    private static func y(_ value: Double, _ scale: PlotScale) -> Double {
        height - bottom - scale.place(value) * (height - top - bottom)
    }

    /// A number with one decimal place.
    private static func coordinate(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
