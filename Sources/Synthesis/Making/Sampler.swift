/// Drafts expressions by chance, each operand such as its generator can use.
struct Sampler {
    var dice: Dice

    init(_ dice: Dice) { self.dice = dice }

    /// An expression of one of these sorts.
    mutating func expression(of kinds: [Kind]) -> Expression {
        let kind = dice.pick(kinds)
        return dice.pick(Sampler.generators[kind] ?? [.poly]).rule.draft(&self, depth: 0)
    }

    /// An operand for a generator at a depth that has what is wanted of it.
    /// - Parameter start: the largest index that its first term may have.
    mutating func operand(
        _ depth: Int, startingBy start: Int = 1, where isWanted: (Traits) -> Bool = { _ in true }
    ) -> Expression {
        for attempt in 0..<24 {
            // The deeper, the plainer; and after many vain attempts something plain, too.
            let isLeaf = depth >= 2 || attempt > 12 || dice.chance(depth == 0 ? 55 : 75)
            let generators = isLeaf ? Sampler.leaves : Sampler.inner
            let drafted = dice.pick(generators).rule.draft(&self, depth: depth + 1)
            if drafted.start <= start, isWanted(drafted.traits) { return drafted }
        }
        return Expression(.poly, [0, 1])
    }

    private static let generators = Dictionary(grouping: Generator.allCases, by: \.kind)
    private static let leaves = Generator.allCases.filter { $0.rule.arity == 0 }
    private static let inner = Generator.allCases.filter { $0.rule.arity > 0 }
}
