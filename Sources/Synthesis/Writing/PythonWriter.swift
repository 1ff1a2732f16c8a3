/// How a program is written: the same rule has many programs.
struct PythonStyle: Sendable, Hashable {
    /// How the program is asked for terms.
    enum Shape: Sendable, Hashable, CaseIterable {
        /// A function `a` of n.
        case function
        /// A function without arguments that yields the terms.
        case generator
        /// Reads n, prints a(n).
        case input
        /// Prints the terms for ever.
        case printing
    }

    /// How a recurrence is worked out.
    enum Form: Sendable, Hashable, CaseIterable {
        /// All terms so far in a list.
        case list
        /// The last few terms in variables.
        case sliding
        /// A cached function that calls itself; only at the root, where indices are small.
        case recursive
    }

    var shape = Shape.function
    var form = Form.list
    /// Expressions within expressions, where there is a choice.
    var usesNesting = false
    /// Divisors by a function of their own.
    var usesHelpers = false
    /// Functions named by what they do, not by letters.
    var usesWords = false
    /// A comment at the top with the description.
    var hasComment = false

    /// A style by chance.
    init(_ dice: inout Dice) {
        let lot = dice.number(1...100)
        shape = lot <= 74 ? .function : lot <= 88 ? .generator : lot <= 94 ? .printing : .input
        form = dice.pick(Form.allCases)
        usesNesting = dice.chance(50)
        usesHelpers = dice.chance(50)
        usesWords = dice.chance(40)
        hasComment = dice.chance(30)
    }

    init() {}
}

/// Writes the Python 3 program of an expression.
final class PythonWriter {
    /// A function that several generators share.
    enum Helper: Int, CaseIterable { case divisors, primeFactors, moebius, isPrime, digits }

    private let style: PythonStyle
    private var imports: [String: Set<String>] = [:]
    private var helpers: Set<Helper> = []
    private var functions: [String] = []
    private var names: [Expression: String] = [:]
    private(set) var form: PythonStyle.Form

    var usesNesting: Bool { style.usesNesting }
    var usesHelpers: Bool { style.usesHelpers }

    init(style: PythonStyle) {
        self.style = style
        form = style.form
    }

    /// Has a name imported.
    func use(_ name: String, from module: String) { imports[module, default: []].insert(name) }

    /// Has a helper in the program.
    func need(_ helper: Helper) {
        helpers.insert(helper)
        if helper == .moebius { helpers.insert(.primeFactors) }
    }

    /// The term of an operand at an index, as a Python expression.
    func value(_ expression: Expression, at n: String) -> String {
        if let name = names[expression] { return "\(name)(\(n))" }
        // What binds variables of its own may take n, which nothing binds, and no other variable.
        if let formula = expression.generator.rule.formula(expression, Text.atom(n), self),
            n == "n" || !(formula.contains(" for ") || formula.contains("lambda "))
        {
            return formula
        }
        return "\(function(for: expression))(\(n))"
    }

    /// As ``value(_:at:)``, fit to be a factor of a product.
    func factor(_ expression: Expression, at n: String) -> String { Text.atom(value(expression, at: n)) }

    /// The whole program.
    func program(_ expression: Expression, comment: String) -> String {
        let root = style.shape == .function ? "a" : style.usesWords ? "nth_value" : "u"
        let isRecursive = style.form == .recursive && style.shape == .function
        write(
            expression, as: root,
            form: isRecursive ? .recursive : style.form == .recursive ? .list : style.form)
        if style.shape != .function, style.shape != .input { use("count", from: "itertools") }
        var parts = style.hasComment ? [Text.wrapped(comment, width: 88, prefix: "# ")] : []
        let lines = imports.sorted { $0.key < $1.key }.map {
            "from \($0.key) import \($0.value.sorted().joined(separator: ", "))"
        }
        if !lines.isEmpty { parts.append(lines.joined(separator: "\n")) }
        parts += Helper.allCases.filter(helpers.contains).map(\.text)
        parts += functions
        switch style.shape {
        case .function: break
        case .generator:
            parts.append(
                "def sequence():\n    for n in count(\(expression.start)):\n        yield \(root)(n)")
        case .printing: parts.append("for n in count(\(expression.start)):\n    print(\(root)(n))")
        case .input: parts.append("n = int(input())\nprint(\(root)(n))")
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The convention by which the program is asked for terms, as the judge has it.
    var entry: String {
        switch style.shape {
        case .function: "function a"
        case .generator: "generator sequence"
        case .printing: "terms"
        case .input: "stdin"
        }
    }

    private func function(for expression: Expression) -> String {
        let number = names.count
        // Letters that no function body uses for a variable, nor a solution for its main function.
        let letters = ["b", "c", "g", "h", "p", "q", "r", "s", "t"]
        let name =
            style.usesWords
            ? "\(expression.generator.rawValue)_term" + (number == 0 ? "" : "_\(number + 1)")
            : number < letters.count ? letters[number] : "b\(number)"
        names[expression] = name
        write(expression, as: name, form: style.form == .recursive ? .list : style.form)
        return name
    }

    private func write(_ expression: Expression, as name: String, form: PythonStyle.Form) {
        let outer = self.form
        self.form = form
        let rule = expression.generator.rule
        let body =
            rule.formula(expression, "n", self).map { ["return \($0)"] } ?? rule.body(expression, self)
        self.form = outer
        let calls = form == .recursive && body.contains { $0.contains("a(n - ") }
        let isCached = name != "a" && name != "u" && name != "nth_value" || calls
        if isCached { use("lru_cache", from: "functools") }
        functions.append(
            (isCached ? "@lru_cache(maxsize=None)\n" : "") + "def \(name)(n):\n"
                + body.map { "    " + Text.tidied($0) }.joined(separator: "\n"))
    }
}

extension PythonWriter.Helper {
    /// The function's text.
    var text: String {
        switch self {
        case .divisors:
            """
            def divisors(n):
                return [d for d in range(1, n + 1) if n % d == 0]
            """
        case .primeFactors:
            """
            def prime_factors(n):
                factors = []
                p = 2
                while p*p <= n:
                    while n % p == 0:
                        factors.append(p)
                        n //= p
                    p += 1
                if n > 1:
                    factors.append(n)
                return factors
            """
        case .moebius:
            """
            def moebius(n):
                factors = prime_factors(n)
                if len(set(factors)) < len(factors):
                    return 0
                return (-1)**len(factors)
            """
        case .isPrime:
            """
            def is_prime(n):
                if n < 2:
                    return False
                d = 2
                while d*d <= n:
                    if n % d == 0:
                        return False
                    d += 1
                return True
            """
        case .digits:
            """
            def digits(n, base):
                result = []
                while n > 0:
                    result.append(n % base)
                    n //= base
                return result
            """
        }
    }
}
