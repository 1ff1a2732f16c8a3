import Statistics

extension SeededRandom {
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// Sequences that look, by their lengths and sizes, as those of a real collection do, and mean nothing. The terms of the
/// number `n` are the same for a seed, whatever was made before.
struct SyntheticSequences {
    let seed: UInt64
    /// The digits of a sequence, signs and commas counted, end about here.
    static let length = 230

    /// The terms, as text with commas between them.
    func terms(_ number: Int) -> String {
        var dice = SeededRandom(seed: seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
        switch dice.number(0...9) {
        case 0: return text { step, _ in dice.number(0...1) == 0 ? 0 : step % 2 }
        case 1: return text { _, _ in dice.number(0...9) }
        case 2: return polynomial(&dice)
        case 3: return rising(&dice)
        case 4: return signed(&dice)
        case 5: return triangle(&dice)
        case 6: return multiplicative(&dice)
        default: return recurrence(&dice)
        }
    }

    /// Terms that fit into a word.
    private func text(_ term: (Int, [Int]) -> Int) -> String {
        var (text, terms) = ("", [Int]())
        while text.utf8.count < SyntheticSequences.length, terms.count < 105 {
            let value = term(terms.count, terms)
            terms.append(value)
            text += (terms.count == 1 ? "" : ",") + String(value)
        }
        return text
    }

    private func polynomial(_ dice: inout SeededRandom) -> String {
        let factors = (0...dice.number(1...3)).map { _ in dice.number(-9...30) }
        return text { step, _ in factors.reduce(0) { $0 * step + $1 } }
    }

    private func rising(_ dice: inout SeededRandom) -> String {
        let gap = dice.number(1...40)
        return text { _, terms in (terms.last ?? 0) + dice.number(1...gap) }
    }

    private func signed(_ dice: inout SeededRandom) -> String {
        let most = dice.number(1...2_000)
        return text { _, _ in dice.number(-most...most) }
    }

    private func triangle(_ dice: inout SeededRandom) -> String {
        let (left, right) = (dice.number(1...5), dice.number(1...5))
        var row = [1]
        var column = 0
        return text { _, _ in
            if column == row.count {
                row = (0...row.count).map { place in
                    (place > 0 ? row[place - 1] &* left : 0) &+ (place < row.count ? row[place] &* right : 0)
                }
                column = 0
            }
            column += 1
            return row[column - 1]
        }
    }

    private func multiplicative(_ dice: inout SeededRandom) -> String {
        let (power, shift) = (dice.number(0...2), dice.number(0...40))
        return text { step, _ in
            (1...step + 1).reduce(shift) { sum, divisor in
                (step + 1) % divisor == 0 ? sum + (0..<power).reduce(1) { value, _ in value * divisor } : sum
            }
        }
    }

    /// A linear recurrence, beyond what a word takes, in nine digits a limb.
    private func recurrence(_ dice: inout SeededRandom) -> String {
        let factors = (0..<dice.number(2...3)).map { _ in dice.number(0...6) } + [dice.number(1...3)]
        var last = factors.map { _ in [dice.number(0...12)] }
        var (text, count) = ("", 0)
        while text.utf8.count < SyntheticSequences.length, count < 80 {
            text += (count == 0 ? "" : ",") + SyntheticSequences.decimal(last[0])
            last.append(SyntheticSequences.sum(zip(last, factors)))
            last.removeFirst()
            count += 1
        }
        return text
    }

    private static func sum(_ parts: some Sequence<([Int], Int)>) -> [Int] {
        var limbs: [Int] = [0]
        for (value, factor) in parts {
            for (place, limb) in value.enumerated() {
                if place == limbs.count { limbs.append(0) }
                limbs[place] += limb * factor
            }
        }
        var carry = 0
        for place in limbs.indices {
            (carry, limbs[place]) = (limbs[place] + carry).quotientAndRemainder(dividingBy: 1_000_000_000)
        }
        return carry == 0 ? limbs : limbs + [carry]
    }

    private static func decimal(_ limbs: [Int]) -> String {
        var text = String(limbs[limbs.count - 1])
        for limb in limbs.dropLast().reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return text
    }

    /// A title of some words.
    func title(_ number: Int) -> String {
        var dice = SeededRandom(seed: seed &* 31 &+ UInt64(number))
        let syllables = [
            "num", "ber", "of", "par", "ti", "tion", "into", "prime", "s", "such", "that", "for", "a", "n",
        ]
        return (0..<dice.number(4...12)).map { _ in
            (0..<dice.number(1...3)).map { _ in syllables[dice.number(0...syllables.count - 1)] }.joined()
        }.joined(separator: " ") + "."
    }
}
