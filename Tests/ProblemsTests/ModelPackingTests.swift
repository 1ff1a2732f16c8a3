import Problems
import Terms
import Testing

@Suite struct ModelPackingTests {
    private static func problem(_ second: Term) throws -> Problem {
        let terms = [Term(5), second] + (2..<20).map { Term($0 * 1_000_003) }
        var record = ProblemSource(id: "S000007", offset: 0, terms: terms)
        record.description = "a rule"
        return try Packer().problem(of: record)
    }

    private static func right(_ second: String, _ answer: String) throws -> [Int] {
        try ExampleSolving.judge(try problem(try #require(Term(second))), answer: answer).right
    }

    @Test func `outputs are compared in every digit, as texts or numbers`() throws {
        let long = "123456789012345678901234567890"
        for value in [long, "\"\(long)\"", "\" \(long) \""] {
            #expect(try Self.right(long, #"{"0": "5", "1": \#(value)}"#) == [0, 1])
        }
        #expect(try Self.right(long, #"{"0": 5, "1": 123456789012345678901234567891}"#) == [0])
        #expect(try Self.right("1", #"{"0": 6, "1": true, "why": {"1": [1]}, "steps": []}"#) == [])
        #expect(try Self.right("-1", #"{"1": -1, "0": "5.0"}"#) == [1])
    }

    @Test func `an object is found behind thoughts, in words and fences`() throws {
        let object = #"{"0": "5", "1": "7"}"#
        for answer in [
            "<think>{a} or {</think>\(object)", "So:\n```json\n\(object)\n```\n", "{\(object.dropFirst())",
        ] {
            #expect(try Self.right("7", answer) == [0, 1], "\(answer)")
        }
        for answer in ["", "<think>\(object)</think>", "5 and 7", "}{", "{5: 7}", object + object] {
            #expect(throws: AnswerFault.self, "\(answer)") { try Self.right("7", answer) }
        }
    }

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
