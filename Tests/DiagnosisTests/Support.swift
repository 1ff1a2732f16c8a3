import Diagnosis
import Terms

/// Observations for tests.
enum Sample {
    /// A function of n that was asked at the indices of the truth, from an offset on.
    static func function(
        truth: [Term], answers: [Term?], offset: Int = 0, visible: Int? = nil,
        language: Observation.Language = .python, convention: Observation.Convention = .function
    ) -> Observation {
        let entries = truth.enumerated().map { IndexedTerm(index: offset + $0.offset, term: $0.element) }
        let isRight = zip(truth, answers).allSatisfy { $0 == $1 }
        var observation = Observation(
            outcome: isRight ? .accepted : .wrongAnswer, language: language, convention: convention,
            truth: entries, offset: offset, visible: visible)
        observation.answers = zip(entries, answers).map { entry, answer in
            .init(index: entry.index, truth: entry.term, answer: answer.map { .integer($0) } ?? .missing)
        }
        return observation
    }

    static func findings(_ observation: Observation) -> [Finding] { Examination(observation).findings }

    static func fibonacci(_ count: Int) -> [Term] {
        var (terms, x, y): ([Term], UInt64, UInt64) = ([], 0, 1)
        for _ in 0..<min(count, 90) {
            terms.append(Term(x))
            (x, y) = (y, x + y)
        }
        return terms
    }

    static func primes(_ count: Int) -> [Term] {
        var primes: [Int] = []
        var n = 2
        while primes.count < count {
            if !primes.contains(where: { n.isMultiple(of: $0) }) { primes.append(n) }
            n += 1
        }
        return primes.map { Term($0) }
    }

    /// n! for n = 0 …
    static func factorials(_ count: Int) -> [Term] {
        var digits: [Int] = [1]
        var terms: [Term] = [1]
        for n in 1..<count {
            var carry = 0
            for place in digits.indices {
                carry += digits[place] * n
                digits[place] = carry % 10
                carry /= 10
            }
            while carry > 0 {
                digits.append(carry % 10)
                carry /= 10
            }
            terms.append(Term(digits.reversed().map(String.init).joined()) ?? 0)
        }
        return terms
    }

    static func integers(_ terms: [Term]) -> [Int] { terms.compactMap(\.intValue) }
}

/// The same numbers in each run of a test (a multiplicative generator).
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
