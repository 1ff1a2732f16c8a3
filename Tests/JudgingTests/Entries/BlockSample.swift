import Foundation
import Judging
import Terms
import Testing

/// A block of programs from `Blocks/`, in the style of those that stand in sequences' records, with what is expected.
struct BlockSample: Sendable, CustomTestStringConvertible {
    var title: String
    /// The sequence's id; with `/plain` after it the truth has no keywords.
    var sequence: String
    var verdict: Verdict
    /// The convention that must be found, in the form of ``Entry``; empty: any.
    var entry: String
    /// `math`: the profile python-math. `forgive`: missing imports are forgiven. Others: modules that it needs.
    var options: [String]
    var text: String

    var testDescription: String { "\(sequence): \(title)" }

    /// All samples of all files, read once.
    static let all: [BlockSample] = ["printing", "functions", "tables", "imports", "wrong"].flatMap(read)

    private static func read(_ name: String) -> [BlockSample] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        guard
            let text = try? String(contentsOf: folder.appending(path: "Blocks/\(name).txt"), encoding: .utf8)
        else { return [] }
        return ("\n" + text).split(separator: "\n=== ").compactMap { part in
            let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let fields = lines[0].split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count >= 4, lines.count == 2, let verdict = Verdict(rawValue: fields[2]) else {
                return nil
            }
            return BlockSample(
                title: fields[0], sequence: fields[1], verdict: verdict, entry: fields[3],
                options: fields.count > 4 ? fields[4].split(separator: " ").map(String.init) : [],
                text: String(lines[1]) + "\n")
        }
    }
}

/// True terms of the samples' sequences, computed here.
enum SampleTruths {
    /// The truth of a sample; nil when there is none for its sequence.
    static func truth(of sequence: String) -> Truth? {
        let name = String(sequence.prefix { $0 != "/" })
        guard let entry = all[name] else { return nil }
        let keywords = sequence.hasSuffix("/plain") ? [] : entry.keywords
        return Truth(
            table: TermTable(
                id: name, offset: entry.offset, terms: entry.terms.map { Term($0) }, keywords: keywords,
                source: "the test"))
    }

    private typealias Entry = (offset: Int, keywords: [String], terms: [Int])

    private static let all: [String: Entry] = [
        "A000005": (1, ["nonn"], (1...50).map { divisors($0).count }),
        "A000010": (1, ["nonn"], (1...50).map { n in (1...n).count { gcd($0, n) == 1 } }),
        "A000040": (1, ["nonn"], Array((2...300).filter { divisors($0).count == 2 }.prefix(50))),
        "A000041": (0, ["nonn"], partitions(30)),
        "A000045": (0, ["nonn"], running(40, (0, 1)) { ($1, $0 + $1) }),
        "A000108": (0, ["nonn"], catalan(25)),
        "A000120": (0, ["nonn"], (0..<60).map { $0.nonzeroBitCount }),
        "A000142": (0, ["nonn"], (0..<20).map { $0 == 0 ? 1 : (1...$0).reduce(1, *) }),
        "A000217": (0, ["nonn"], (0..<60).map { $0 * ($0 + 1) / 2 }),
        "A000290": (0, ["nonn"], (0..<60).map { $0 * $0 }),
        "A001462": (1, ["nonn"], golomb(50)),
        "A002113": (1, ["nonn", "base"], Array((0...999).filter(isPalindrome).prefix(50))),
        "A002260": (1, ["nonn", "tabl"], (1...10).flatMap { Array(1...$0) }),
        "A003991": (1, ["nonn", "tabl"], (1...10).flatMap { d in (1...d).map { $0 * (d + 1 - $0) } }),
        "A004248": (0, ["nonn", "tabl"], (0..<8).flatMap { d in (0...d).map { power(d - $0, $0) } }),
        "A005117": (1, ["nonn"], Array((1...200).filter(isSquareFree).prefix(50))),
        "A005132": (0, ["nonn"], recaman(60)),
        "A006577": (1, ["nonn"], (1...40).map(collatz)),
        "A007318": (0, ["nonn", "tabl"], (0..<10).flatMap { n in (0...n).map { binomial(n, $0) } }),
        "A027750": (1, ["nonn", "tabf"], (1...20).flatMap(divisors)),
    ]

    private static func divisors(_ n: Int) -> [Int] { (1...n).filter { n % $0 == 0 } }

    private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    private static func binomial(_ n: Int, _ k: Int) -> Int {
        k == 0 ? 1 : binomial(n, k - 1) * (n - k + 1) / k
    }

    private static func isPalindrome(_ n: Int) -> Bool { String(n) == String(String(n).reversed()) }

    private static func isSquareFree(_ n: Int) -> Bool { !(2...(n + 1)).contains { n % ($0 * $0) == 0 } }

    private static func running(_ count: Int, _ start: (Int, Int), _ step: (Int, Int) -> (Int, Int)) -> [Int]
    {
        var (pair, terms) = (start, [Int]())
        for _ in 0..<count {
            terms.append(pair.0)
            pair = step(pair.0, pair.1)
        }
        return terms
    }

    private static func catalan(_ count: Int) -> [Int] {
        (0..<count).map { binomial(2 * $0, $0) / ($0 + 1) }
    }

    private static func partitions(_ count: Int) -> [Int] {
        var ways = [1] + [Int](repeating: 0, count: count - 1)
        for part in 1..<count { for sum in part..<count { ways[sum] += ways[sum - part] } }
        return ways
    }

    private static func golomb(_ count: Int) -> [Int] {
        var terms = [0, 1]
        for n in 2...count { terms.append(1 + terms[n - terms[terms[n - 1]]]) }
        return Array(terms[1...])
    }

    private static func recaman(_ count: Int) -> [Int] {
        var terms = [0]
        for n in 1..<count {
            let back = terms[n - 1] - n
            terms.append(back > 0 && !terms.contains(back) ? back : terms[n - 1] + n)
        }
        return terms
    }

    private static func collatz(_ n: Int) -> Int {
        n == 1 ? 0 : 1 + collatz(n % 2 == 0 ? n / 2 : 3 * n + 1)
    }
}
