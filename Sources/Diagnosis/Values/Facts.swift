import BigInt
import Terms

/// What all detectors ask about an observation, worked out once.
struct Facts {
    let observation: Observation
    let catalogue: (any SequenceCatalogue)?
    /// The indices where an integer was answered.
    let integers: [Sample]
    /// Some of them with their values, for arithmetic: of many the first ones, right and wrong.
    let values: [Value]
    /// Of these, where it is wrong.
    let wrong: [Sample]
    /// The indices where the answer is no integer.
    let malformed: [Malformed]
    /// How many of the indices asked for came out right, and how many did not.
    let rightCount: Int
    let failedCount: Int

    /// An integer that was answered.
    struct Sample {
        var index: Int
        var truth: Term
        var answer: Term
        var isRight: Bool { truth == answer }
    }

    /// A sample with its values.
    struct Value {
        var sample: Sample
        var truth: BigInt
        var answer: BigInt
    }

    /// So many samples are calculated with: that is enough for certainty, and arithmetic on long terms takes time.
    private static let mostValues = 64

    /// An answer that is no integer.
    struct Malformed {
        var index: Int
        var truth: Term
        var reason: String
        var excerpt: String
    }

    init(_ observation: Observation, catalogue: (any SequenceCatalogue)? = nil) {
        self.observation = observation
        self.catalogue = catalogue
        var integers: [Sample] = []
        var malformed: [Malformed] = []
        var failed = 0
        for item in observation.answers {
            switch item.answer {
            case .integer(let answer):
                integers.append(Sample(index: item.index, truth: item.truth, answer: answer))
            case .malformed(let reason, let excerpt):
                malformed.append(
                    Malformed(index: item.index, truth: item.truth, reason: reason, excerpt: excerpt))
                failed += 1
            case .missing, .stopped: failed += 1
            }
        }
        self.integers = integers
        self.malformed = malformed
        let wrong = integers.filter { !$0.isRight }
        self.wrong = wrong
        values = Self.values(integers, wrong)
        rightCount = integers.count - wrong.count
        failedCount = failed + wrong.count
    }

    private static func values(_ integers: [Sample], _ wrong: [Sample]) -> [Value] {
        guard !wrong.isEmpty else { return [] }
        let lastWrong = wrong.prefix(mostValues / 2).last?.index ?? .max
        var rest = mostValues / 2
        var values: [Value] = []
        for sample in integers {
            if sample.isRight {
                guard rest > 0 else { continue }
                rest -= 1
            } else if sample.index > lastWrong {
                continue
            }
            guard let truth = Numbers.big(sample.truth), let answer = Numbers.big(sample.answer) else {
                continue
            }
            values.append(Value(sample: sample, truth: truth, answer: answer))
        }
        return values
    }

    /// How well a rule predicts the values; nil where it says nothing about an index.
    func agreementOfValues(_ predict: (Value) -> BigInt?) -> Agreement {
        var agreement = Agreement()
        for value in values {
            guard let prediction = predict(value) else { continue }
            agreement.add(value.sample, agrees: prediction == value.answer)
        }
        return agreement
    }

    /// The true term at an index; nil where none is known.
    func truth(_ index: Int) -> Term? {
        let terms = observation.truth
        let place = terms.partitioningIndex { $0.index >= index }
        return place < terms.count && terms[place].index == index ? terms[place].term : nil
    }

    /// Whether the author has seen the true term at an index.
    func isVisible(_ index: Int) -> Bool {
        guard let visible = observation.visible, visible > 0 else { return false }
        return observation.truth.prefix(visible).last.map { index <= $0.index } ?? false
    }

    /// Whether all answers are the same integer, so that no rule can be read off them.
    var isConstant: Bool { integers.dropFirst().allSatisfy { $0.answer == integers[0].answer } }

    /// The lowest index that failed.
    var firstFailure: Int? {
        observation.answers.first { item in
            if case .integer(let answer) = item.answer { answer != item.truth } else { true }
        }?.index
    }

    /// The share of the failures that a rule explains which predicts so many wrong answers of ``values``, at most 1.
    func shareOfValues(_ count: Int) -> Double {
        let wrongValues = values.count { !$0.sample.isRight }
        return wrongValues == 0 ? 0 : share(wrong.count) * Double(count) / Double(wrongValues)
    }

    /// The share of the failures that so many are, at most 1.
    func share(_ count: Int) -> Double {
        failedCount == 0 ? 0 : min(1, Double(count) / Double(failedCount))
    }

    /// The integers at consecutive indices from the first one on.
    var run: ArraySlice<Sample> {
        let broken = zip(integers, integers.dropFirst()).enumerated().first { $1.0.index + 1 != $1.1.index }
        return integers.prefix(broken.map { $0.offset + 1 } ?? integers.count)
    }

    /// How well a rule predicts the answers; nil where it says nothing about an index.
    /// - Parameter mostBits: what a single value counts at most as evidence.
    func agreement(mostBits: Double = 16, _ predict: (Sample) -> Term?) -> Agreement {
        var agreement = Agreement(mostBits: mostBits)
        for sample in integers {
            guard let prediction = predict(sample) else { continue }
            agreement.add(prediction: prediction, sample)
        }
        return agreement
    }
}
