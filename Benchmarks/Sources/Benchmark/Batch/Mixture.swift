import Judging
import Sandboxing
import Statistics
import Terms

/// Candidates as a training run makes them: mostly Python, right and wrong and broken in all ways, some C sources coming
/// back again and again. Which one has which number depends on the seed alone.
struct Mixture {
    let seed: UInt64

    /// What a candidate is meant to come to.
    enum Fate: String, CaseIterable {
        case right = "AC"
        case wrong = "WA"
        case crashing = "RE"
        case broken = "CE"
        case spinning = "TLE"
        case flooding = "OLE"
        case hoarding = "MLE"
        case sleeping = "ILE"

        /// How many in a thousand.
        var share: Int {
            switch self {
            case .right: 620
            case .wrong: 190
            case .crashing: 90
            case .broken: 70
            case .spinning: 10
            case .flooding: 10
            case .hoarding: 8
            case .sleeping: 2
            }
        }
    }

    /// How a candidate wants to be asked.
    enum Style { case function, stdin, terms }

    /// A candidate with all that a check of it needs.
    struct Item {
        var id: String
        var source: String
        var language: String
        var terms: [Int]
        var offset: Int
        var fate: Fate

        var candidate: Candidate { Candidate(name: id, source: Array(source.utf8), language: language) }
        var truth: Truth {
            Truth(table: TermTable(offset: offset, terms: terms.map { Term($0) }, source: id))
        }

        /// Low where the fate is to run into them, so that a batch does not take long for nothing.
        var limits: CheckLimits {
            var run = Limits()
            run.cpu = .milliseconds(Item.cpuMilliseconds)
            run.wall =
                fate == .sleeping ? .milliseconds(Item.sleeperWallMilliseconds) : Limits.wall(forCPU: run.cpu)
            run.memory = .mib(Item.memoryMiB)
            return CheckLimits(run: run)
        }

        static let cpuMilliseconds = 200
        static let sleeperWallMilliseconds = 500
        static let memoryMiB = 128
    }

    /// The candidate with a number.
    subscript(_ number: Int) -> Item {
        var random = SeededRandom(seed: seed &+ UInt64(number) &* 0x9e37_79b9)
        let isC = random.below(10) < 3
        // Four in five C candidates are one of 64 sources.
        let variant = isC && random.below(10) < 8 ? random.below(64) : 64 + number
        var choice = SeededRandom(seed: seed ^ UInt64(variant) &* 0xd1b5_4a32_d192_ed03 ^ (isC ? 1 : 0))
        let fate = Self.fate(&choice, isC: isC)
        let style: Style = fate == .flooding ? .stdin : [.function, .stdin, .terms][choice.below(3)]
        let family = Family(&choice)
        let count = style == .stdin ? 5 : 20
        let writer = SourceWriter(family: family, fate: fate, style: style, count: count, variant: variant)
        return Item(
            id: "\(number)", source: isC ? writer.c : writer.python, language: isC ? "c" : "python",
            terms: (0..<count).map { family.term($0 + family.offset) }, offset: family.offset, fate: fate)
    }

    private static func fate(_ random: inout SeededRandom, isC: Bool) -> Fate {
        var left = random.below(1000)
        for fate in Fate.allCases {
            if left < fate.share {
                // In C these would be nothing but more of the same.
                return isC && (fate == .hoarding || fate == .sleeping) ? .wrong : fate
            }
            left -= fate.share
        }
        return .right
    }
}

/// Small sequences with two or three parameters.
struct Family {
    enum Kind: CaseIterable { case polynomial, recurrence, divisors, digits }

    var kind: Kind
    var a: Int
    var b: Int
    var c: Int

    init(_ random: inout SeededRandom) {
        kind = Kind.allCases[random.below(Kind.allCases.count)]
        (a, b, c) = (1 + random.below(9), 1 + random.below(3), random.below(50))
    }

    var offset: Int { kind == .divisors ? 1 : 0 }

    func term(_ n: Int) -> Int {
        switch kind {
        case .polynomial: return a * n * n + b * n + c
        case .recurrence:
            var (now, next) = (a, c)
            for _ in 0..<n { (now, next) = (next, b * next + now) }
            return now
        case .divisors: return (1...n).filter { n % $0 == 0 }.reduce(0) { $0 + $1 * a } + c
        case .digits: return String(n * n * a).utf8.reduce(0) { $0 + Int($1) - 48 } + c
        }
    }
}

extension SeededRandom {
    /// A number from 0 up to but not `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
