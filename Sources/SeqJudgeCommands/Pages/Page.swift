import Judging

/// A page that needs nothing but itself: no network, no script. Filters are radio buttons that a style sheet goes by.
/// The markup is HTML that is XML as well, so that it can be checked.
struct Page: Sendable {
    var title: String
    var body: HTML

    /// The whole document.
    var document: String {
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="generator" content="seqjudge"/>
            <title>\(DisplayText.line(title))</title>
            <style>
            \(Page.style)
            </style>
            </head>
            <body>
            <main>
            \(body)
            </main>
            </body>
            </html>

            """
        return page.markup
    }

    /// A section with a heading; nothing where there is no content.
    static func section(_ heading: String, _ content: HTML?) -> HTML {
        guard let content else { return "" }
        return "<section>\n<h2>\(heading)</h2>\n\(content)\n</section>\n"
    }

    /// Labels with their texts.
    static func facts(_ facts: [(label: String, text: String)]) -> HTML {
        let rows: [HTML] = facts.filter { !$0.text.isEmpty }.map {
            "<dt>\($0.label)</dt><dd>\(HTML.text($0.text))</dd>\n"
        }
        return "<dl>\n\(rows)</dl>\n"
    }

    /// The verdict's code and name, in its colour.
    static func badge(_ verdict: Verdict) -> HTML {
        "<span class=\"badge \(Page.colour(verdict))\" title=\"\(verdict.name)\">\(verdict.rawValue)</span>"
    }

    /// The class of a verdict's colour: right, fault (ours), or wrong.
    static func colour(_ verdict: Verdict) -> String {
        switch verdict {
        case .accepted: "right"
        case .internalError: "fault"
        default: "wrong"
        }
    }

    /// Time to people: `12.5 ms`.
    static func time(_ duration: Duration?) -> String { duration.map(DisplayText.time) ?? "" }

    private static let style: HTML = """
        :root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --paper: #fff;
          --right: #18794e; --wrong: #c62a2f; --fault: #946800; --mark: #ffd6d8; --shade: #f4f5f7; --plot: #3356c4; }
        @media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #a4a8b0; --line: #3a3f46; --paper: #16181b;
          --right: #4cc38a; --wrong: #ff6369; --fault: #f1a10d; --mark: #6b1f26; --shade: #22262b; --plot: #8da4ef; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.35rem; line-height: 1.3; margin: .5rem 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
        p { margin: .4rem 0; overflow-wrap: anywhere; }
        .soft { color: var(--soft); }
        .badge { display: inline-block; padding: 0 .5em; border-radius: .3em; color: var(--paper); font-weight: 600;
          font-size: .9em; }
        .badge.right { background: var(--right); } .badge.wrong { background: var(--wrong); }
        .badge.fault { background: var(--fault); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th { text-align: left; color: var(--soft); font-weight: 500; }
        th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.term, .digits { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        td.term { overflow-wrap: anywhere; min-width: 8rem; }
        tr.wrong td:first-child { box-shadow: inset 3px 0 var(--wrong); padding-left: .6rem; }
        tr.right td:first-child { box-shadow: inset 3px 0 var(--right); padding-left: .6rem; }
        tr.fault td:first-child { box-shadow: inset 3px 0 var(--fault); padding-left: .6rem; }
        .digits { font-size: .9rem; overflow-wrap: anywhere; }
        .digits mark { background: var(--mark); color: inherit; font-weight: 700; }
        .digits i { font-style: normal; padding-right: .45em; }
        pre { background: var(--shade); padding: .7rem; overflow-x: auto; font-size: .85rem; margin: 0; }
        .filter { margin: 0 0 .6rem; display: flex; flex-wrap: wrap; gap: .3rem .4rem; }
        .filter label { border: 1px solid var(--line); border-radius: 1em; padding: .1rem .8em; cursor: pointer;
          font-size: .9rem; }
        .filter input { position: absolute; opacity: 0; }
        .filter label:has(:checked) { background: var(--ink); color: var(--paper); }
        .filter label:has(:focus-visible) { outline: 2px solid var(--plot); outline-offset: 2px; }
        .bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: .25rem .7rem; align-items: center;
          font-size: .9rem; }
        .bars .bar { height: .8rem; border-radius: 2px; min-width: 2px; background: var(--soft); }
        .bars .bar.right { background: var(--right); } .bars .bar.wrong { background: var(--wrong); }
        .bars .bar.fault { background: var(--fault); }
        .bars .count { text-align: right; font-variant-numeric: tabular-nums; }
        figure { margin: 0 0 1rem; max-width: 42rem; } figcaption { color: var(--soft); font-size: .9rem; }
        svg { width: 100%; height: auto; display: block; font: 13px system-ui, "DejaVu Sans", sans-serif; }
        svg text { fill: var(--soft); } svg .grid { stroke: var(--line); } svg .right { fill: var(--plot); }
        svg .wrong { fill: var(--wrong); } svg .curve { fill: none; stroke: var(--fault); stroke-width: 1.5;
          stroke-dasharray: 5 4; }
        svg .series { fill: none; stroke: var(--plot); stroke-width: 2; } svg .series.wrong { stroke: var(--wrong); }
        svg .series.agreement { stroke: var(--fault); stroke-dasharray: 5 4; }
        ol.findings { padding-left: 1.2rem; margin: 0; } ol.findings li { margin: .5rem 0; }
        @media print { .filter { display: none; } }
        """
}
