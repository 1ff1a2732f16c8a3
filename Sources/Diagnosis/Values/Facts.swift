import Terms

/// What all detectors ask about an observation, worked out once.
struct Facts {
    let observation: Observation
    let catalogue: (any SequenceCatalogue)?
    /// The indices where an integer was answered.
    let integers: [Sample]
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
        wrong = integers.filter { !$0.isRight }
        rightCount = integers.count - wrong.count
        failedCount = failed + wrong.count
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

    /// How often a share of the failures is explained, at most 1.
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
