/// Writes in plain English what the terms of an expression are.
final class ProseWriter {
    private var names: [Expression: String] = [:]
    /// Those whose sentences are still to be written, in the order in which they were named.
    private var waiting: [(Expression, String)] = []

    /// The term of an operand at an index: a formula, or a letter that gets a sentence of its own.
    func value(_ expression: Expression, at n: String) -> String {
        if let notation = expression.generator.rule.notation(expression, Text.atom(n), self) {
            return notation
        }
        return "\(name(of: expression))(\(n))"
    }

    /// As ``value(_:at:)``, fit to be a factor of a product.
    func factor(_ expression: Expression, at n: String) -> String { Text.atom(value(expression, at: n)) }

    /// All sentences.
    func description(_ expression: Expression) -> String {
        var sentences = [clause(expression, "a") + "."]
        var done = 0
        while done < waiting.count {
            let (operand, name) = waiting[done]
            done += 1
            let isInside = sentences.count == 1 ? "Here " : "And "
            sentences.append(isInside + clause(operand, name) + ".")
        }
        sentences.append("The first term is a(\(expression.start)).")
        return sentences.joined(separator: " ")
    }

    private func clause(_ expression: Expression, _ name: String) -> String {
        let rule = expression.generator.rule
        if let notation = rule.notation(expression, "n", self) {
            return Text.tidied("\(name)(n) = \(notation)")
        }
        return Text.tidied(rule.words(expression, name, self))
    }

    private func name(of expression: Expression) -> String {
        if let name = names[expression] { return name }
        let letters = ["b", "c", "g", "h", "p", "q", "s", "t", "u", "v", "w"]
        let number = names.count
        let name = number < letters.count ? letters[number] : "b\(number)"
        names[expression] = name
        waiting.append((expression, name))
        return name
    }
}

extension Expression {
    /// What the terms are, in plain English: a sentence for a(n), one for each sequence that it is made of, and one for the
    /// first index.
    public var words: String { ProseWriter().description(self) }
}
