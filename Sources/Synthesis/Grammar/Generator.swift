/// The generators of the grammar; the raw value is the word in the text form of an ``Expression``.
///
/// `Documentation/synthesis.md` has for each what its parameters and operands mean.
public enum Generator: String, CaseIterable, Sendable, Hashable {
    case poly, figurate, floor
    case linear, polyrec
    case sigma, totient, radical, gpf, omega, bigomega, moebius
    case digitsum, digitproduct, digitcount, reversal, reread
    case prime, primecount, nextprime
    case binsum, diagsum
    case partitions
    case nested
    case orbit, collatz
    case affine, alternate, mod, quotient
    case add, subtract, multiply, max, min, gcd, lcm, xor
    case compose
    case interleave
    case psum, diff, runmax, ordinal
    case binomial, invbinomial, divsum, moebiustransform, euler, invert, convolve, dirichlet
    case runs
    case positions
    case rows

    /// The sort of sequence that it makes.
    public var kind: Kind { rule.kind }

    /// All that is known of it.
    var rule: any GeneratorRule {
        switch self {
        case .poly: PolynomialRule()
        case .figurate: FigurateRule()
        case .floor: FloorRule()
        case .linear: LinearRule()
        case .polyrec: PolynomialRecurrenceRule()
        case .sigma: SigmaRule()
        case .totient, .radical, .gpf, .omega, .bigomega, .moebius: FactorRule(function: self)
        case .digitsum, .digitproduct, .digitcount, .reversal, .reread: DigitRule(function: self)
        case .prime, .primecount, .nextprime: PrimeRule(function: self)
        case .binsum: BinomialSumRule()
        case .diagsum: DiagonalSumRule()
        case .partitions: PartitionRule()
        case .nested: NestedRule()
        case .orbit: OrbitRule()
        case .collatz: CollatzRule()
        case .affine, .alternate, .mod, .quotient: TermwiseRule(function: self)
        case .add, .subtract, .multiply, .max, .min, .gcd, .lcm, .xor: PairRule(function: self)
        case .compose: CompositionRule()
        case .interleave: InterleavingRule()
        case .psum, .diff, .runmax, .ordinal: RunningRule(function: self)
        case .binomial, .invbinomial: BinomialTransformRule(isInverse: self == .invbinomial)
        case .divsum, .moebiustransform, .dirichlet: DivisorTransformRule(function: self)
        case .euler: EulerRule()
        case .invert: InvertRule()
        case .convolve: ConvolutionRule()
        case .runs: RunLengthRule()
        case .positions: SelectionRule()
        case .rows: RowsRule()
        }
    }
}
