/// What sort of rule makes a sequence: the sort of the generator at the root of its expression.
public enum Kind: String, CaseIterable, Sendable, Hashable {
    /// Polynomials, in powers or in binomial coefficients, and floors of them.
    case polynomial
    /// Linear recurrences with constant coefficients.
    case cFinite = "c-finite"
    /// Linear recurrences whose coefficients are polynomials in n.
    case pRecursive = "p-recursive"
    /// Functions of the divisors and of the prime factors of n.
    case divisor
    /// Functions of the digits of n in a base.
    case digit
    /// The primes, counted and looked for.
    case prime
    /// Sums over products of binomial coefficients.
    case binomialSum = "binomial-sum"
    /// Partitions into parts from a set.
    case partition
    /// Recurrences that use their own terms as indices.
    case nested
    /// What comes of repeating a step.
    case orbit
    /// Two sequences joined term by term, and one changed term by term.
    case arithmetic
    /// A sequence at the indices that another one gives.
    case composition
    /// Two sequences in turns.
    case interleaving
    /// Partial sums, first differences, running maxima, counts of equal terms so far.
    case running
    /// Transforms: binomial, Möbius, Euler, INVERT, convolutions.
    case transform
    /// Lengths of runs of equal terms.
    case runLengths = "run-lengths"
    /// The indices at which another sequence has a remainder.
    case selection
    /// The first terms of another sequence, one more each time.
    case rows
}
