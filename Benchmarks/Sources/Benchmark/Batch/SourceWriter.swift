/// Writes the source of one candidate of a mixture.
struct SourceWriter {
    let family: Family
    let fate: Mixture.Fate
    let style: Mixture.Style
    /// How many terms will be asked for.
    let count: Int
    let variant: Int

    /// `a` is a usual name of the function to ask; where the program itself prints, it must have another.
    private var name: String { style == .function ? "a" : "inner_\(family.kind)" }

    /// From which n on it does what is wrong with it: not always the first.
    private var fault: Int { family.offset + variant % max(1, min(count, 5)) }

    var python: String {
        var lines = ["# variant \(variant)"]
        if fate == .sleeping { lines.append("import time") }
        lines.append("def \(name)(n)\(fate == .broken ? "" : ":")")
        if let symptom = pythonSymptom { lines += ["    if n >= \(fault):", "        \(symptom)"] }
        lines += pythonBody.map { "    " + $0 }
        switch style {
        case .function: break
        case .stdin: lines.append("print(\(name)(int(input())))")
        case .terms:
            let end = family.offset + count
            lines += ["for i in range(\(family.offset), \(end)):", "    print(\(name)(i))"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var pythonSymptom: String? {
        switch fate {
        case .right, .broken: nil
        case .wrong: "return -n - 1"
        case .crashing: "raise ValueError(n)"
        case .spinning: "while True: pass"
        case .flooding: "while True: print('x' * 1000)"
        case .hoarding: "return len(b'x' * (400 << 20))"
        case .sleeping: "time.sleep(60)"
        }
    }

    private var pythonBody: [String] {
        let (a, b, c) = (family.a, family.b, family.c)
        return switch family.kind {
        case .polynomial: ["return \(a) * n * n + \(b) * n + \(c)"]
        case .recurrence:
            [
                "x, y = \(a), \(c)", "for _ in range(n):", "    x, y = y, \(b) * y + x", "return x",
            ]
        case .divisors: ["return \(a) * sum(d for d in range(1, n + 1) if n % d == 0) + \(c)"]
        case .digits: ["return sum(int(d) for d in str(n * n * \(a))) + \(c)"]
        }
    }

    var c: String {
        var lines = ["/* variant \(variant) */", "#include <stdio.h>", "#include <stdlib.h>"]
        lines += ["", "long long \(name)(long long n)", "{"]
        if let symptom = cSymptom { lines.append("    if (n >= \(fault)) \(symptom)") }
        lines += cBody.map { "    " + $0 } + ["}"]
        let call = "printf(\"%lld\\n\", \(name)(n));"
        switch style {
        case .function: break
        case .stdin:
            lines += [
                "int main(void)", "{", "    long long n;",
                "    if (scanf(\"%lld\", &n) != 1) return 1;",
                "    " + call, "    return 0;", "}",
            ]
        case .terms:
            let end = family.offset + count
            lines += [
                "int main(void)", "{", "    for (int n = \(family.offset); n < \(end); n++) \(call)",
                "    return 0;", "}",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var cSymptom: String? {
        switch fate {
        case .right, .hoarding, .sleeping: nil
        case .broken: "return n +;"
        case .wrong: "return -n - 1;"
        case .crashing: "abort();"
        case .spinning: "for (volatile int i = 0;; i++) ;"
        case .flooding: "for (;;) puts(\"much more than was asked for, again and again\");"
        }
    }

    private var cBody: [String] {
        let (a, b, c) = (family.a, family.b, family.c)
        return switch family.kind {
        case .polynomial: ["return \(a) * n * n + \(b) * n + \(c);"]
        case .recurrence:
            [
                "long long x = \(a), y = \(c);",
                "while (n-- > 0) { long long z = \(b) * y + x; x = y; y = z; }", "return x;",
            ]
        case .divisors:
            [
                "long long s = 0;", "for (long long d = 1; d <= n; d++) if (n % d == 0) s += d;",
                "return \(a) * s + \(c);",
            ]
        case .digits:
            [
                "long long s = \(c);", "for (long long m = n * n * \(a); m > 0; m /= 10) s += m % 10;",
                "return s;",
            ]
        }
    }
}
