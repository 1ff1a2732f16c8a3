import Terms

/// A program that does not go by n.
struct OrderDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        guard facts.observation.dependsOnOrder else { return [] }
        return [
            Found(
                finding: Finding(
                    .dependsOnOrder, .certain, "the answer for an n changes with what was asked before",
                    hint: "compute a(n) from n alone: no state from call to call, no chance"),
                share: 1)
        ]
    }
}
