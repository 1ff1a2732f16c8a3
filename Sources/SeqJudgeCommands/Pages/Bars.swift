/// Counts as bars, as wide as their share of the largest.
struct Bars: Sendable {
    /// One count.
    struct Bar: Sendable {
        var label: HTML
        var count: Int
        /// The class of its colour; empty: none of its own.
        var colour = ""
    }

    var bars: [Bar]

    /// The bars that stand for something; nil where none does.
    var html: HTML? {
        let shown = bars.filter { $0.count > 0 }
        guard let most = shown.map(\.count).max() else { return nil }
        let total = max(1, bars.reduce(0) { $0 + $1.count })
        let rows: [HTML] = shown.map { bar in
            // Thousandths of the width, without a number whose form depends on a locale.
            let width = max(1, bar.count * 1000 / most)
            let share = bar.count * 1000 / total
            return """
                <span>\(bar.label)</span><span class="bar \(bar.colour)" style="width: \(width / 10).\(width % 10)%"></span>\
                <span class="count">\(DisplayText.grouped(bar.count)) \
                <span class="soft">\(share / 10).\(share % 10)%</span></span>

                """
        }
        return "<div class=\"bars\">\n\(rows)</div>\n"
    }
}
