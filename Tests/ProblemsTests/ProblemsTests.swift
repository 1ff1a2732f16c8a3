import Foundation
import Terms
import Testing

@testable import Problems

@Suite struct PackerTests {
    private static func record(
        _ terms: [Term], description: String? = "the squares of the natural numbers", offset: Int = 0,
        id: String = "S000007"
    ) -> ProblemSource {
        var record = ProblemSource(id: id, offset: offset, terms: terms)
        record.description = description
        return record
    }

    private static let squares = (0..<40).map { Term($0 * $0) }

    private static func drop(_ record: ProblemSource) -> PackDrop? {
        do throws(PackDrop) {
            _ = try Packer().problem(of: record)
            return nil
        } catch { return error }
    }

    @Test func `examples, hidden tests and tail follow each other, with the sequence's own indices`() throws {
        let problem = try Packer().problem(of: Self.record(Self.squares, offset: 3))
        #expect(problem.examples.map(\.index) == [3, 4] && problem.examples.map(\.term) == [0, 1])
        #expect((5...8).contains(problem.hidden.count))
        #expect(problem.hidden.first?.index == 5 && problem.hidden.first?.term == 4)
        #expect(problem.tail.first?.index == 5 + problem.hidden.count && problem.tail.count == 20)
        #expect(problem.table.entries.map(\.index) == Array(3..<3 + problem.table.entries.count))
        #expect(problem.tests.entries.count == 2 + problem.hidden.count)
        #expect(problem.input.contains("3 <= n <= \(problem.tail.last?.index ?? 0)"))
        #expect(ProblemCheck.faults(of: problem, truth: Self.record(Self.squares, offset: 3).table).isEmpty)
        #expect(problem.statement.contains("the squares of the natural numbers"))
    }

    @Test func `a problem depends on the seed and on its sequence, and on nothing else`() throws {
        let record = Self.record(Self.squares)
        #expect(try Packer().problem(of: record) == Packer().problem(of: record))
        let counts = try (0..<60).map { seed in
            var options = PackOptions()
            options.seed = UInt64(seed)
            return try Packer(options).problem(of: record).hidden.count
        }
        #expect(Set(counts) == [5, 6, 7, 8])
    }

    @Test func `a problem written as JSON is read back the same, terms as strings`() throws {
        var problem = try Packer().problem(of: Self.record(Self.squares))
        problem.hidden[0].term = try #require(Term("123456789012345678901234567890"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(problem)
        #expect(try JSONDecoder().decode(Problem.self, from: data) == problem)
        #expect(String(decoding: data, as: UTF8.self).contains(#""term":"123456789012345678901234567890""#))
    }

    @Test func `what makes no problem is dropped with its reason`() {
        #expect(Self.drop(Self.record(Array(Self.squares.prefix(6)))) == .tooFewTerms)
        #expect(Self.drop(Self.record(Array(Self.squares.prefix(7)))) == nil)
        #expect(Self.drop(Self.record(Self.squares, description: nil)) == .noDescription)
        #expect(Self.drop(Self.record(Self.squares, description: " .")) == .noDescription)
        #expect(Self.drop(Self.record(Self.squares, description: "Duplicate of A000290.")) == .onlyRefers)
        #expect(Self.drop(Self.record(Self.squares, description: "a(n) = A000290(n)")) == .onlyRefers)
        #expect(Self.drop(Self.record(Self.squares, description: "Squares: 0, 1, 4, 9, 16, 25")) == .leaks)
        #expect(Self.drop(Self.record(Self.squares, description: "Squares, as A000290 has them")) == .leaks)
        #expect(Self.drop(Self.record(Self.squares, description: "Those of S000007")) == .leaks)
        #expect(Self.drop(Self.record(Array(repeating: 5, count: 20))) == .constant)
        let long = Self.squares.prefix(4) + [Term(String(repeating: "9", count: 1_001)) ?? 0] + Self.squares
        #expect(Self.drop(Self.record(Array(long))) == .tooFewTerms)
    }

    @Test func `credits and pointers are taken out of titles`() throws {
        let text = "Squares: n^2 for n >= 0 (Formerly M3356 N1350). - _A. Uthor_, Jan 01 2000"
        let problem = try Packer().problem(of: Self.record(Self.squares, description: text))
        #expect(problem.description.contains("> Squares: n^2 for n >= 0.\n"))
    }
}

@Suite struct ProblemCheckTests {
    private static func problem() throws -> Problem {
        var record = ProblemSource(
            id: "S000007", offset: 0, terms: (0..<40).map { Term($0 * $0 * $0 + 10_007) })
        record.description = "a rule"
        return try Packer().problem(of: record)
    }

    private static func kinds(_ change: (inout Problem) -> Void, truth: TermTable? = nil) throws
        -> [ProblemFault.Kind]
    {
        var problem = try problem()
        change(&problem)
        return ProblemCheck.faults(of: problem, truth: truth).map(\.kind)
    }

    @Test func `each fault is found, and none where there is none`() throws {
        let whole = try Self.problem()
        #expect(try Self.kinds({ _ in }, truth: whole.table).isEmpty)
        #expect(try Self.kinds { $0.title = " " } == [.incomplete])
        #expect(try Self.kinds { $0.examples[0].explanation = "" } == [.incomplete])
        #expect(try Self.kinds { $0.hidden.removeLast($0.hidden.count - 3) } == [.incomplete, .indices])
        #expect(try Self.kinds { $0.hidden[1].index = 9 } == [.indices])
        #expect(try Self.kinds { $0.offset = 1 } == [.indices])
        #expect(try Self.kinds({ $0.tail[2].term = 0 }, truth: whole.table) == [.term])
        #expect(try Self.kinds { $0.limits.cpuSeconds = 0 } == [.limits])
        #expect(try Self.kinds { $0.description += " S000007" } == [.leaksID])
        #expect(try Self.kinds { $0.description += " see A000045" } == [.leaksID])
        #expect(
            try Self.kinds {
                $0.id = "cuts"
                $0.description += " straight cuts"
            } == [])
    }

    @Test(arguments: [
        ("0 0 1 0 2", "which have b(k) for k = 0, ..., 0 and 1", nil), ("4 1 5 9 2", "digits 3.14159", nil),
        ("4 1 5 9 2", "begins 3, 1, 4, 1, 5, 9", 4), ("3 4 5 6 7", "n = 3, 4, 5 and 6", nil),
        ("3 4 5 7 9", "with 3, 4, 5, 7", 4), ("1 0 1 1 0 1 0 0", "so 1, 0, 1, 1, 0, 1, 0", 7),
        ("1 1 1 1 2", "1, 1, 1 and 1", nil), ("10 12 15", "10, 12", nil), ("10 12 15", "10, 12, 15", 3),
        ("1 2 6 24", "1, 2, 6", nil), ("1 2 6 24", "1, 2, 6 and 24", 4), ("2 6 24 120", "2, 6, 24, 120", 4),
    ])
    func `small numbers in a row are no leak, telling ones are`(terms: String, words: String, run: Int?) {
        let terms = terms.split(separator: " ").compactMap { Term(String($0)) }
        let numbers = Leakage.numbers(in: words)
        #expect(Leakage.tellingRun(of: terms, in: numbers, longerThan: 2) == run)
    }

    @Test func `terms in the words are found, in a row or so long that it is no chance`() throws {
        let problem = try Self.problem()
        let terms = problem.hidden.map { $0.term.description }
        #expect(try Self.kinds { $0.description += terms.prefix(2).joined(separator: ", ") } == [])
        #expect(try Self.kinds { $0.description += terms.prefix(3).joined(separator: ", ") } == [.leaksTerms])
        #expect(
            try Self.kinds { $0.input += terms.dropFirst().prefix(3).joined(separator: " and ") } == [
                .leaksTerms
            ])
        #expect(
            try Self.kinds {
                $0.tail[3].term = 123_456_789
                $0.examples[1].explanation += " 123456789"
            } == [.leaksTerms])
        // The fault does not tell what it is about.
        var leaky = problem
        leaky.description += terms.joined(separator: ", ")
        #expect(
            ProblemCheck.faults(of: leaky).allSatisfy { fault in
                !terms.contains { fault.message.contains($0) }
            })
    }
}

@Suite struct ProblemSourceTests {
    private static func record(_ json: String) throws(InputError) -> ProblemSource {
        try ProblemSource(json: Array(json.utf8), file: "x.jsonl")
    }

    @Test func `a line is read, numbers and strings alike`() throws {
        let record = try Self.record(
            #"{"id": "S1", "offset": -2, "terms": [1, "-2", 123456789012345678901234567890], "name": "x", "difficulty": 2.5, "#
                + #""keywords": ["sign"], "extra": {"a": [1]}, "program": "def a(n): ...", "licence": null}"#)
        #expect(
            record.offset == -2
                && record.terms.map(\.description) == ["1", "-2", "123456789012345678901234567890"])
        #expect(record.difficulty == 2.5 && record.keywords == ["sign"] && record.licence == nil)
        #expect(record.table[-1] == -2)
    }

    @Test(arguments: [
        "{}", #"{"id": "x", "offset": 0}"#, #"{"id": "x", "terms": [1]}"#,
        #"{"id": "x", "offset": 0, "terms": [1.5]}"#,
        #"{"id": "x", "offset": 0, "terms": [1]} x"#, "[]", "", #"{"id": "x", "offset": 0, "terms": "1,2"}"#,
    ])
    func `what is no record is an error with its file`(json: String) {
        #expect { try Self.record(json) } throws: { "\($0)".contains("x.jsonl") }
    }
}
