/// Radio buttons that show some rows of the tables of a section, without a script.
struct RowFilter: Sendable {
    /// A choice: the class of the rows that it shows.
    struct Choice: Sendable {
        /// A class: letters, digits and `-`.
        var kind: String
        /// What is shown to people.
        var label: String
        /// How many rows there are.
        var count: Int
    }

    /// A name that no other filter of the page has: letters and digits.
    var name: String
    /// Choices besides "all", in order.
    var choices: [Choice]
    /// How many rows there are in all.
    var total: Int

    /// The buttons before a table, within one element with it. The table alone where there is nothing to choose.
    func around(_ table: HTML) -> HTML {
        let choices = choices.filter { $0.count > 0 }
        guard choices.count > 1 else { return table }
        let all = Choice(kind: "all", label: "all", count: total)
        let buttons: [HTML] = ([all] + choices).map { choice in
            let checked: HTML = choice.kind == "all" ? " checked=\"checked\"" : ""
            let id = "\(name)-\(choice.kind)"
            let number = DisplayText.grouped(choice.count)
            return
                "<label><input type=\"radio\" name=\"\(name)\" id=\"\(id)\"\(checked)/>\(choice.label) \(number)</label>\n"
        }
        let rules: [HTML] = choices.map { choice in
            "#\(name):has(#\(name)-\(choice.kind):checked) tbody tr:not(.\(choice.kind)) { display: none; }\n"
        }
        return """
            <div id="\(name)">
            <style>
            \(rules)</style>
            <div class="filter">
            \(buttons)</div>
            \(table)
            </div>
            """
    }
}
