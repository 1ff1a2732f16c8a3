import Exporting
import Foundation
import Problems
import Terms
import Testing

enum ExportSamples {
    static func problem(_ id: String = "S000007") throws -> Problem {
        var record = ProblemSource(id: id, offset: 0, terms: (0..<12).map { Term($0 * $0) })
        record.description = "the squares"
        record.difficulty = 1.5
        var problem = try Packer().problem(of: record)
        (problem.title, problem.description) = ("Squares", "a(n) is the square of n.")
        (problem.hidden, problem.tail) = (Array(problem.hidden.prefix(5)), [Problem.Case(index: 7, term: 49)])
        return problem
    }

    static let dialogue = Dialogue(
        problemID: "S000007", verdict: "AC",
        messages: [
            .init(role: "system", content: "Write Python."), .init(role: "user", content: "Squares?"),
            .init(role: "assistant", content: "n"), .init(role: "user", content: "a(2) is wrong"),
            .init(role: "assistant", content: "n*n"),
        ])
}

@Suite struct ExporterTests {
    private static func text(_ data: Data?) throws -> String {
        String(decoding: try #require(data), as: UTF8.self)
    }

    @Test func `rows for verl have just its members`() throws {
        let row = try Self.text(
            Exporter(.verl, split: "train", system: "Be exact.").row(ExportSamples.problem(), index: 3))
        let statement = try JSONEncoder().encode(ExportSamples.problem().statement)
        let quoted = String(decoding: statement, as: UTF8.self)
        #expect(
            row
                == #"{"ability":"code","data_source":"seqjudge","extra_info":{"difficulty":1.5,"family":null,"index":3,"#
                + #""problem_id":"S000007","split":"train"},"prompt":[{"content":"Be exact.","role":"system"},{"content":"#
                + quoted
                + #","role":"user"}],"reward_model":{"ground_truth":"{\"id\":\"S000007\",\"offset\":0,\"tail\":[\"49\"],"#
                + #"\"terms\":[\"0\",\"1\",\"4\",\"9\",\"16\",\"25\",\"36\"],\"visible\":2}","style":"rule"}}"#
                + "\n")
    }

    @Test func `what is to be found out is in no prompt`() throws {
        var problem = try ExportSamples.problem()
        problem.hidden[2].term = 987_654_321
        problem.tail[0].term = 123_123_123
        for format in ExportFormat.allCases where format.isForReinforcement {
            let data = try #require(try Exporter(format, split: "test").row(problem, index: 0))
            let row = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let messages = try #require(row["prompt"])
            let prompt = try JSONSerialization.data(withJSONObject: messages)
            for term in ["987654321", "123123123"] {
                #expect(String(decoding: data, as: UTF8.self).contains(term))
                #expect(!String(decoding: prompt, as: UTF8.self).contains(term))
            }
        }
    }

    @Test(arguments: [
        (
            ExportFormat.trlPromptCompletion,
            #"{"completion":[{"content":"n*n","role":"assistant"}],"prompt":[{"content":"Write Python.","role":"system"},"#
                + #"{"content":"Squares?","role":"user"},{"content":"n","role":"assistant"},{"content":"a(2) is wrong","role":"user"}]}"#
        ),
        (
            .shareGPT,
            #"{"conversations":[{"from":"human","value":"Squares?"},{"from":"gpt","value":"n"},{"from":"human","value":"a(2) is wrong"},"#
                + #"{"from":"gpt","value":"n*n"}],"system":"Write Python."}"#
        ),
        (
            .alpaca,
            #"{"history":[["Squares?","n"]],"input":"","instruction":"a(2) is wrong","output":"n*n","system":"Write Python."}"#
        ),
        (
            .openAIChat,
            #"{"messages":[{"content":"Write Python.","role":"system"},{"content":"Squares?","role":"user"},"#
                + #"{"content":"n","role":"assistant"},{"content":"a(2) is wrong","role":"user"},{"content":"n*n","role":"assistant"}]}"#
        ),
    ])
    func `rows of conversations are as their readers want them`(format: ExportFormat, expected: String) throws
    {
        #expect(
            try Self.text(Exporter(format, split: "train").row(ExportSamples.dialogue)) == expected + "\n")
    }

    @Test func `a conversation that is none becomes no row`() throws {
        let exporter = Exporter(.openAIChat, split: "train")
        for messages in [
            [], [Dialogue.Message(role: "user", content: "x")],
            [Dialogue.Message(role: "assistant", content: "x"), .init(role: "user", content: "y")],
        ] {
            let dialogue = Dialogue(problemID: "x", verdict: "AC", messages: messages)
            #expect(!dialogue.isWellFormed)
            #expect(try exporter.row(dialogue) == nil)
        }
        #expect(try exporter.row(ExportSamples.problem(), index: 0) == nil)
        #expect(try Exporter(.verl, split: "train").row(ExportSamples.dialogue) == nil)
    }

    @Test func `LLaMA-Factory is told the columns that the rows have`() throws {
        for format in [ExportFormat.alpaca, .shareGPT, .openAIChat] {
            let info = DatasetInfo(format: format, files: [("seqjudge", "train.jsonl")])
            let json = try #require(info.json)
            let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
            let entry = try #require(object["seqjudge"] as? [String: Any])
            #expect(entry["file_name"] as? String == "train.jsonl")
            let columns = try #require(entry["columns"] as? [String: String])
            let row = try #require(try Exporter(format, split: "train").row(ExportSamples.dialogue))
            let members = try #require(try JSONSerialization.jsonObject(with: row) as? [String: Any])
            #expect(Set(columns.values) == Set(members.keys), "\(format)")
            // The names of roles are those of the rows.
            guard let tags = entry["tags"] as? [String: String], let column = columns["messages"] else {
                continue
            }
            let turns = try #require(members[column] as? [[String: String]])
            let known = Set(tags.filter { $0.key.hasSuffix("_tag") }.values)
            let (role, content) = (try #require(tags["role_tag"]), try #require(tags["content_tag"]))
            #expect(turns.allSatisfy { known.contains($0[role] ?? "") && $0[content] != nil })
        }
        #expect(DatasetInfo(format: .verl, files: []).json == nil)
    }

    @Test func `a card has its counts, and a head that a hub can read`() {
        let card = DatasetCard(
            title: "Squares \"and\" more", format: .verl,
            parts: [.init(split: "train", file: "train.jsonl", rows: 1_200)],
            licences: ["CC BY-SA 4.0": 1_000, "": 200], sources: ["made | here": 1_200],
            seeds: [("split", 7)],
            figures: [("accepted", "97 %")]
        ).markdown
        #expect(card.hasPrefix("---\npretty_name: \"Squares \\\"and\\\" more\"\n"))
        for line in [
            "size_categories: [1K<n<10K]", "| train | `train.jsonl` | 1200 |", "| CC BY-SA 4.0 | 1000 |",
            "| not named | 200 |",
            "| made \\| here | 1200 |", "| split | 7 |", "| accepted | 97 % |",
        ] {
            #expect(card.contains(line), "\(line)")
        }
        #expect(card.contains("must never be part of a prompt"))
    }
}
