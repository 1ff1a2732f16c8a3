import Diagnosis
import Terms
import Testing

@Suite struct RuleTests {
    private func first(
        _ truth: [Term], _ answers: [Term?], offset: Int = 0, visible: Int? = nil,
        language: Observation.Language = .python, convention: Observation.Convention = .function
    ) -> Finding? {
        Sample.findings(
            Sample.function(
                truth: truth, answers: answers, offset: offset, visible: visible, language: language,
                convention: convention)
        ).first
    }

    private func evidence(_ finding: Finding?, _ name: String) -> Finding.Value? {
        finding?.evidence.first { $0.name == name }?.value
    }

    @Test(arguments: [1, 2, -1, -3])
    func `a shift is found with its distance`(shift: Int) {
        let all = Sample.fibonacci(60)
        let truth = Array(all[10..<40])
        let finding = first(truth, Array(all[10 + shift..<40 + shift]))
        #expect(finding?.code == .indexShift && finding?.confidence == .certain)
        #expect(evidence(finding, "shift") == .integer(shift))
    }

    @Test func `in a stream a shift is terms left out, or terms too many`() {
        let all = Sample.primes(60)
        let ahead = first(Array(all[0..<40]), Array(all[1..<41]), offset: 1, convention: .terms)
        #expect(ahead?.code == .missingFirstTerms && ahead?.confidence == .certain)
        let behind = first(Array(all[0..<40]), [1] + all[0..<39], offset: 1, convention: .terms)
        #expect(behind?.code == .extraFirstTerms)
        let within = first(
            Array(all[0..<40]), Array(all[0..<9] + all[10..<41]), offset: 1, convention: .terms)
        #expect(within?.code == .missingTerm && evidence(within, "from_n") == .integer(10))
        let double = first(Array(all[0..<40]), Array(all[0..<9] + all[8..<39]), offset: 1, convention: .terms)
        #expect(double?.code == .extraTerm)
    }

    @Test func `signs, factors and summands are found`() {
        let truth = Sample.fibonacci(40)
        let values = Sample.integers(truth)
        let negated = first(truth, values.map { Term(-$0) })
        #expect(negated?.code == .wrongSign && evidence(negated, "rule") == .text("negated"))
        let alternating = first(
            truth, values.enumerated().map { Term($0.offset % 2 == 0 ? $0.element : -$0.element) })
        #expect(alternating?.code == .wrongSign && evidence(alternating, "rule") == .text("alternating"))
        let tripled = first(truth, values.map { Term($0 * 3) }, visible: 10)
        #expect(tripled?.code == .constantFactor && evidence(tripled, "factor") == .text("3"))
        let more = first(truth, values.map { Term($0 + 7) })
        #expect(more?.code == .constantSummand && evidence(more, "summand") == .term(7))
        #expect([negated, alternating, tripled, more].allSatisfy { $0?.confidence == .certain })
    }

    @Test func `differences, sums and rules with n are found`() {
        let truth = Sample.primes(40)
        let values = Sample.integers(truth)
        var sum = 0
        let sums = values.map { value -> Term in
            sum += value
            return Term(sum)
        }
        #expect(first(truth, sums)?.code == .partialSums)
        let squares = (0..<40).map { Term($0 * $0 * $0) }
        let cubeSteps = (0..<40).map { Term(3 * $0 * $0 + 3 * $0 + 1) }
        #expect(first(squares, cubeSteps)?.code == .firstDifferences)
        #expect(first(truth, values.enumerated().map { Term($0.element - $0.offset) })?.code == .indexSummand)
        #expect(first(truth, values.enumerated().map { Term($0.element * $0.offset) })?.code == .indexFactor)
    }

    @Test func `rows in reverse are found where they are not symmetric`() {
        let rows = (1...9).map { row in (0..<row).map { Term(row * row * 100 + $0 * 7) } }
        let finding = first(rows.flatMap { $0 }, rows.flatMap { $0.reversed() })
        #expect(finding?.code == .reversedRows && finding?.confidence == .certain)
        let order = first(Sample.primes(30), Sample.primes(30).reversed(), convention: .terms)
        #expect(order?.code == .reversedOrder)
    }

    @Test(arguments: [
        (32, true, Finding.Code.wrapsInt32), (32, false, .wrapsUInt32), (64, true, .wrapsInt64),
        (64, false, .wrapsUInt64), (16, true, .wrapsOther),
    ])
    func `wrapping is found with its width and sign`(bits: Int, isSigned: Bool, code: Finding.Code) {
        let truth = Sample.factorials(30)
        var value: UInt64 = 1
        let mask: UInt64 = bits == 64 ? .max : (1 << UInt64(bits)) - 1
        let answers = (0..<30).map { n -> Term in
            if n > 0 { value = value &* UInt64(n) }
            let low = value & mask
            let isHigh = isSigned && low >> UInt64(bits - 1) == 1
            return isHigh ? Term(Int128(low) - (Int128(mask) + 1)) : Term(low)
        }
        let finding = first(truth, answers, language: .c)
        #expect(finding?.code == code && finding?.confidence == .certain)
    }

    @Test func `saturation, double precision and rounding are told apart`() {
        let truth = Sample.factorials(40)
        let most = Term(Int64.max)
        let clamped = truth.map { $0 > most ? most : $0 }
        #expect(first(truth, clamped)?.code == .saturates)
        var product = 1.0
        let doubles = (0..<40).map { n -> Term in
            if n > 0 { product = product * Double(n) * 1.1 / 1.1 }
            // Exactly the value of the double, by halves.
            var (value, zeros) = (product, 0)
            while value >= 9e15 {
                value /= 2
                zeros += 1
            }
            return Self.shifted(UInt64(value.rounded()), by: zeros)
        }
        let double = first(truth, doubles)
        #expect(double?.code == .doublePrecision && double?.confidence == .certain)
        let roots = (0..<60).map { Term($0 * 3 + 20) }
        let off = roots.enumerated().map { $0.offset % 7 == 3 ? Term(19 + $0.offset * 3) : $0.element }
        #expect(first(roots, off)?.code == .failsInClass || first(roots, off)?.code == .rounding)
    }

    /// value · 2^zeros in decimal.
    private static func shifted(_ value: UInt64, by zeros: Int) -> Term {
        var digits = String(value).reversed().compactMap(\.wholeNumberValue)
        for _ in 0..<zeros {
            var carry = 0
            for place in digits.indices {
                carry += digits[place] * 2
                digits[place] = carry % 10
                carry /= 10
            }
            if carry > 0 { digits.append(carry) }
        }
        return Term(digits.reversed().map(String.init).joined()) ?? 0
    }

    @Test func `what pays no heed to the sequence is found`() {
        let truth = Sample.primes(30)
        #expect(first(truth, Array(repeating: 4, count: 30))?.code == .constantOutput)
        #expect(first(truth, (0..<30).map { Term($0) })?.code == .echoesIndex)
        #expect(first(truth, (0..<30).map { Term([3, 1, 4, 1, 5][$0 % 5]) })?.code == .periodicOutput)
        let table = TermTable(
            id: "A000045", name: "Fibonacci", offset: 0, terms: Sample.fibonacci(40), source: "")
        let other = Examination(
            Sample.function(truth: truth, answers: Array(Sample.fibonacci(30))),
            catalogue: TableCatalogue([table])
        ).findings
        #expect(other.first?.code == .otherSequence)
    }

    @Test func `where it fails is found`() {
        let truth = Sample.primes(48)
        func wrong(_ holds: (Int) -> Bool) -> [Term] {
            truth.enumerated().map { holds($0.offset) ? Term(($0.offset * 37 + 11) % 100 + 500) : $0.element }
        }
        let odd = first(truth, wrong { $0 % 2 == 1 })
        #expect(odd?.code == .failsInClass && evidence(odd, "residues") == .integers([1]))
        let squares = first(truth, wrong { [1, 4, 9, 16, 25, 36].contains($0) })
        #expect(squares?.code == .failsOnKind && evidence(squares, "kind") == .text("squares"))
        #expect(first(truth, wrong { $0 == 0 })?.code == .wrongStart)
        #expect(first(truth, wrong { $0 > 12 })?.code == .failsFrom)
        #expect(first(truth, wrong { $0 > 9 }, visible: 10)?.code == .visibleOnly)
        let fit = (0..<48).map { Term($0 * $0 + $0 + 41) }
        let close = fit.enumerated().map { $0.offset < 8 ? $0.element : Term($0.offset * 1_000 + 7) }
        let polynomial = first(close, fit, visible: 8)
        #expect(polynomial?.code == .overFitted && evidence(polynomial, "degree") == .integer(2))
    }
}
