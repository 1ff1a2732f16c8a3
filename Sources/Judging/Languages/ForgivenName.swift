/// A name of a well-known module that a source uses without importing it, and where it is to be had.
public struct ForgivenName: Sendable, Hashable {
    /// The name that the source uses: `gcd`, or a module's own: `math`.
    public var name: String
    /// The module that has it: `math`.
    public var module: String
    /// Whether the name is the module.
    public var isModule: Bool { name == module }

    /// The import that is missing: `from math import gcd`.
    public var statement: String { isModule ? "import \(module)" : "from \(module) import \(name)" }

    /// Of names that a source lacks, those that are in the table, in the order given.
    public static func among(_ missing: [String]) -> [ForgivenName] {
        missing.compactMap { name in
            module(of: name).map { ForgivenName(name: name, module: $0) }
        }
    }

    /// The module that a name is taken from; nil when it is not in the table.
    ///
    /// The table is fixed, so that one source is always completed alike. Where several modules have a name, it is the
    /// standard library's, and its meaning for integers.
    public static func module(of name: String) -> String? { table[name] }

    /// The table: modules with the names taken from them.
    public static let modules: [(module: String, names: [String])] = [
        (
            "math",
            [
                "sqrt", "isqrt", "gcd", "lcm", "comb", "perm", "factorial", "floor", "ceil", "log", "log2",
                "log10", "exp", "pi", "sin", "cos", "tan", "prod",
            ]
        ),
        (
            "itertools",
            [
                "count", "islice", "accumulate", "chain", "combinations", "combinations_with_replacement",
                "cycle", "groupby", "permutations", "product", "repeat", "takewhile", "dropwhile",
                "zip_longest",
            ]
        ),
        ("functools", ["lru_cache", "cache", "reduce", "partial"]),
        ("collections", ["Counter", "defaultdict", "deque", "OrderedDict"]),
        ("fractions", ["Fraction"]),
        ("decimal", ["Decimal", "getcontext"]),
        ("heapq", ["heappush", "heappop", "heapify"]),
        ("bisect", ["bisect", "bisect_left", "bisect_right", "insort"]),
        ("operator", ["mul", "xor"]),
        (
            "sympy",
            [
                "isprime", "prime", "primepi", "primerange", "primefactors", "nextprime", "prevprime",
                "factorint", "divisors", "divisor_count", "divisor_sigma", "totient", "mobius", "binomial",
                "fibonacci", "lucas", "catalan", "bell", "bernoulli", "npartitions", "integer_nthroot",
                "multiplicity", "primorial", "n_order", "composite",
            ]
        ),
        ("gmpy2", ["is_prime", "next_prime", "mpz", "iroot", "is_square"]),
        ("math", ["math"]), ("itertools", ["itertools"]), ("functools", ["functools"]),
        ("collections", ["collections"]), ("sympy", ["sympy"]), ("numpy", ["numpy"]),
        ("gmpy2", ["gmpy2"]), ("mpmath", ["mpmath"]), ("sys", ["sys"]),
    ]

    private static let table = Dictionary(
        modules.flatMap { entry in entry.names.map { ($0, entry.module) } },
        uniquingKeysWith: { first, _ in first })
}
