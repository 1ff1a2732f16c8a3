import Glibc

/// The programs that are measured.
enum Programs {
    static let trivialC = "#include <stdio.h>\nint main(void) { puts(\"1\"); return 0; }\n"
    static let trivialPython = "print(1)\n"

    /// The indices of a check that starts a process for each.
    static let cases = 0..<7
    /// The indices of a check that asks one process.
    static let manyTerms = 0..<1000

    /// The sequence that is asked for.
    static func term(_ n: Int) -> Int { n * (n + 1) / 2 + 41 }

    static let stdinPython = "n = int(input())\nprint(n * (n + 1) // 2 + 41)\n"
    static let functionPython = "def a(n):\n    return n * (n + 1) // 2 + 41\n"
    static let printingPython =
        functionPython + "\nfor n in range(\(manyTerms.count)):\n    print(a(n))\n"

    static let sympyIndex = 300
    static let sympyAnswer = "1987"
    static let sympyPython = "import sympy\nn = int(input())\nprint(sympy.prime(n))\n"

    /// C sources, each other than all before: no cache of compiled programs can know one.
    struct Unique {
        private var serial = 0
        private let start = getpid()

        init() {}

        private mutating func mark() -> String {
            serial += 1
            return "const char mark[] = \"\(start).\(time(nil)).\(serial)\";\n"
        }

        mutating func stdin() -> String { mark() + Programs.stdinC }
        mutating func function() -> String { mark() + Programs.functionC }
        mutating func printing() -> String { mark() + Programs.printingC }
    }

    static let stdinC = """
        #include <stdio.h>
        int main(void) {
            long long n;
            if (scanf("%lld", &n) != 1) return 1;
            printf("%lld\\n", n * (n + 1) / 2 + 41);
            return 0;
        }

        """
    static let functionC = "long long a(long long n) { return n * (n + 1) / 2 + 41; }\n"
    static let printingC = """
        #include <stdio.h>
        long long a(long long n) { return n * (n + 1) / 2 + 41; }
        int main(void) {
            for (int n = 0; n < \(manyTerms.count); n++) printf("%lld\\n", a(n));
            return 0;
        }

        """

    /// What a program prints that prints the terms in order.
    static func printed(_ indices: Range<Int>) -> String {
        indices.map { "\(term($0))\n" }.joined()
    }
}
