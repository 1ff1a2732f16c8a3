/// Kinds of indices, for telling where a candidate fails.
enum IndexKind: String, CaseIterable {
    case primes, squares
    case powersOfTwo = "powers of 2"
    case primePowers = "prime powers that are no primes"
    case primesAndPowers = "primes and prime powers"
    case notSquarefree = "n divisible by a square"
    case severalPrimes = "n with two or more different primes"
    case composites = "composite n"
    case squarefree = "squarefree n"

    /// Larger indices are of no kind: to factor them takes time.
    static let largest = 1_000_000

    func holds(_ factors: [(prime: Int, power: Int)], _ index: Int) -> Bool {
        switch self {
        case .primes: factors.count == 1 && factors[0].power == 1
        case .squares: factors.allSatisfy { $0.power.isMultiple(of: 2) }
        case .powersOfTwo: factors.allSatisfy { $0.prime == 2 }
        case .primePowers: factors.count == 1 && factors[0].power > 1
        case .primesAndPowers: factors.count == 1
        case .notSquarefree: factors.contains { $0.power > 1 }
        case .severalPrimes: factors.count > 1
        case .composites: index > 1 && !(factors.count == 1 && factors[0].power == 1)
        case .squarefree: factors.allSatisfy { $0.power == 1 }
        }
    }

    /// The prime factors of a positive index; nil where it is not positive or too large.
    static func factors(_ index: Int) -> [(prime: Int, power: Int)]? {
        guard (1...largest).contains(index) else { return nil }
        var result: [(prime: Int, power: Int)] = []
        var rest = index
        var divisor = 2
        while divisor * divisor <= rest {
            var power = 0
            while rest.isMultiple(of: divisor) {
                rest /= divisor
                power += 1
            }
            if power > 0 { result.append((divisor, power)) }
            divisor += 1
        }
        if rest > 1 { result.append((rest, 1)) }
        return result
    }
}

/// A source without comments and strings, for the few signs that are looked for in it.
enum SourceSigns {
    /// Whether the source divides integers and drops the rest: `//` in Python, `/` in C. Bounded to 64 KiB.
    static func dividesIntegers(_ source: [UInt8], _ language: Observation.Language) -> Bool {
        let code = stripped(source.prefix(65_536), language)
        return language == .python ? code.contains("//") : code.contains("/")
    }

    static func stripped(_ source: some Sequence<UInt8>, _ language: Observation.Language) -> String {
        let text = String(decoding: Array(source), as: UTF8.self)
        if language == .python {
            return text.split(separator: "\n").map { $0.prefix { $0 != "#" } }.joined(separator: "\n")
        }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "/*") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "*/") else { return lines(result) }
            rest = rest[end.upperBound...]
        }
        return lines(result + rest)
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.hasPrefix("#include") }
            .map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
            .joined(separator: "\n")
    }
}

/// Words of the candidate's made fit for a sentence.
enum Quoted {
    /// One line, at most 80 code points, everything but printable ASCII escaped.
    static func text(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(80) {
            if (0x20...0x7e).contains(scalar.value) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return text.unicodeScalars.count > 80 ? result + "..." : result
    }

    /// Indices in a sentence: `0, 2, 4, …`.
    static func list(_ indices: [Int]) -> String {
        indices.prefix(6).map(String.init).joined(separator: ", ") + (indices.count > 6 ? ", …" : "")
    }
}
