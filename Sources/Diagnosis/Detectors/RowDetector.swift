import Terms

/// Rows of a triangle, or all terms, in reverse.
struct RowDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard let first = facts.observation.truth.first?.index,
            let last = facts.observation.truth.last?.index,
            !facts.wrong.isEmpty, !facts.isConstant
        else { return [] }
        let rows = facts.agreement { sample in
            let place = sample.index - first
            var row = 0
            while (row + 1) * (row + 2) / 2 <= place { row += 1 }
            let start = row * (row + 1) / 2
            return facts.truth(first + start + (row - (place - start)))
        }
        let reversed = rows.found(
            facts, .reversedRows, "each row of the triangle comes in reverse",
            hint: "within row n, count k in the other direction")
        // The last term that came is the first one, whatever was asked for.
        let end = facts.integers.last?.index ?? last
        let order = facts.agreement { facts.truth(first + end - $0.index) }
        let backwards = order.found(
            facts, .reversedOrder, "the true terms come in reverse order", hint: "print them ascending by n")
        return [reversed, backwards].compactMap { $0 }
    }
}
