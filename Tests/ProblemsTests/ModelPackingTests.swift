import Problems
import Terms
import Testing

@Suite struct ModelPackingTests {
    private static func drop(_ words: String) -> PackDrop? {
        var record = ProblemSource(id: "S000007", offset: 0, terms: (0..<40).map { Term($0 * $0 * 1_001) })
        record.description = words
        do throws(PackDrop) {
            _ = try ModelPacking(Packer()).question(record)
            return nil
        } catch { return error }
    }

    @Test func `words that tell terms or the id are shown to no model`() {
        #expect(Self.drop("the squares times 1001, from 0, 1001, 4004, 9009 on") == nil)
        #expect(Self.drop("the squares times 1001: 4004, 9009, 16016") == .leaks)
        #expect(Self.drop("the squares times 1001, such as 100100") == .leaks)
        #expect(Self.drop("1001 times A000290") == .leaks && Self.drop("see S000007") == .leaks)
    }
}
