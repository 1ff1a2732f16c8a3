/// A plot of characters for a terminal.
struct TerminalPlot: Sendable {
    /// The size of the drawing, in characters, without the labels.
    static let (columns, rows) = (60, 14)

    private let plot: Plot
    private let across: PlotScale
    private let up: PlotScale

    /// Nil where there are fewer than two points.
    init?(_ plot: Plot) {
        guard plot.points.count > 1 else { return nil }
        self.plot = plot
        across = PlotScale(plot.points.map { Double($0.index) }, .index, allowsLogarithm: false)
        up = PlotScale(plot.points.map(\.value), plot.quantity, allowsLogarithm: true)
    }

    /// The drawing, with a line feed at its end: `*` a case that is right, `x` one that is not, `.` what was fitted.
    var text: String {
        let (columns, rows) = (Self.columns, Self.rows)
        var grid = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        if let curve = plot.curve {
            for column in 0..<columns {
                let index =
                    across.lowest + (across.highest - across.lowest) * Double(column) / Double(columns - 1)
                let value = curve.value(index)
                guard value.isFinite, value >= up.lowest, value <= up.highest else { continue }
                grid[row(value)][column] = "."
            }
        }
        for isRight in [true, false] {
            for point in plot.points where point.isRight == isRight {
                let column = Int((across.place(Double(point.index)) * Double(columns - 1)).rounded())
                grid[row(point.value)][min(max(column, 0), columns - 1)] = isRight ? "*" : "x"
            }
        }
        return framed(grid)
    }

    private func row(_ value: Double) -> Int {
        let height = Int((up.place(value) * Double(Self.rows - 1)).rounded())
        return Self.rows - 1 - min(max(height, 0), Self.rows - 1)
    }

    private func framed(_ grid: [[String]]) -> String {
        var labels: [Int: String] = [:]
        for tick in up.ticks { labels[row(tick.value)] = tick.label }
        let width = max(8, labels.values.map(\.count).max() ?? 0)
        var lines = ["", "  \(plot.caption) against n\(up.isLogarithmic ? " (logarithmic)" : "")"]
        for (number, cells) in grid.enumerated() {
            let label = labels[number] ?? ""
            let gap = String(repeating: " ", count: width - label.count)
            var drawn = cells.joined()
            while drawn.last == " " { drawn.removeLast() }
            lines.append("  \(gap)\(label) |\(drawn)")
        }
        let axis = String(repeating: "-", count: Self.columns)
        lines.append("  " + String(repeating: " ", count: width) + " +" + axis)
        let (first, last) = (PlotScale.short(across.lowest), PlotScale.short(across.highest))
        let gap = String(repeating: " ", count: max(1, Self.columns - first.count - last.count))
        lines.append("  " + String(repeating: " ", count: width + 2) + first + gap + last)
        if let curve = plot.curve { lines.append("  . \(curve.label)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
