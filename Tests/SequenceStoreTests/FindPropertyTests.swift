import Foundation
import Fuzzing
import Terms
import Testing

@testable import SequenceStore

@Suite struct FindPropertyTests {
    /// A sequence of the kind that the bytes choose.
    private static func terms(_ choices: inout Choices) -> [Term] {
        let count = choices.number(8...40)
        switch choices.number(0...3) {
        case 0: return (0..<count).map { _ in Term(choices.number(-3...3)) }
        case 1: return (0..<count).map { _ in Term(choices.number(-1_000...1_000)) }
        case 2: return (0..<count).map { _ in Term(choices.integer()) ?? 0 }
        default:
            var value = choices.number(0...9)
            return (0..<count).map { _ in
                value += choices.number(0...30)
                return Term(value)
            }
        }
    }

    @Test func `any stretch of a random sequence is found in it`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices, patience: 20) { bytes in
                var choices = Choices(bytes)
                let lists = (0..<5).map { _ in Self.terms(&choices) }
                let chosen = choices.number(0...4)
                let start = choices.number(0...lists[chosen].count - 6)
                let length = choices.number(6...lists[chosen].count - start)
                let part = Array(lists[chosen][start..<start + length])
                let text = lists.enumerated().map { number, list in
                    "A\(number + 1) ,\(list.map(\.description).joined(separator: ","))\n"
                }.joined()
                try StoreFolder.with(["stripped": text]) { folder in
                    try folder.read("stripped")
                    let matches = try folder.open().sequences(holding: part, limit: 10)
                    let id = "A00000\(chosen + 1)"
                    // Too few different terms, away from the beginning, are not promised to be found.
                    let values = Residues(part).magnitudes
                    let isIndexed = values.withUnsafeBufferPointer { values in
                        values.indices.contains { Windows.end(values, from: $0) != nil }
                    }
                    if isIndexed || start == 0 {
                        try require(
                            matches.contains { $0.id == id && $0.relation == .equal },
                            "\(part) of \(id) is not found in \(text)")
                    }
                    for match in matches where match.relation == .equal {
                        let list = lists[(Int(match.id.dropFirst()) ?? 1) - 1]
                        try require(
                            list[match.index...].prefix(match.fitting) == part.prefix(match.fitting)[...],
                            "\(match) is no match of \(part) in \(text)")
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `residues follow the arithmetic of the terms`() {
        let big = Term("98765432109876543210987654321098765432109") ?? 0
        let residues = Residues([7, -7, big, 0, 2_305_843_009_213_693_951])
        #expect(residues.magnitudes[0] == 7 && residues.signed[1] == Residue.modulus - 7)
        #expect(residues.magnitudes[3] == 0 && residues.magnitudes[4] == 0)
        #expect(residues.differences.count == 4 && residues.differences[0] == Residue.modulus - 14)
        #expect(Residue.multiply(residues.magnitudes[2], Residue.inverse(residues.magnitudes[2])) == 1)
        let query = Query([3, 10, -5])
        #expect(query.steps == [7, 15])
    }
}
