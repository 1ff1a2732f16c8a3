import Foundation
import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct TrustCommandTests {
    private static let files = [
        "one.py": "def a(n): return n * n\n", "two.py": "def a(n):\n    return n ** 2\n",
        "copy.py": "def a(n): return n * n   \n\n",
        "luck.py": "def a(n): return n * n if n < 8 else n * n + 1\n",
        "wrong.py": "def a(n): return n\n", "broken.py": "def a(n) return n\n",
        "c/three.c": "long a(long n) { return n * n; }\n",
        "requests.jsonl": #"{"source": "def a(n): return n*n+0", "language": "python", "terms": [1]}"# + "\n",
        "bad.jsonl": "{}\n",
    ]

    private static func run(_ arguments: [String]) throws -> ChildProcess.Result {
        try ChildProcess.run(try ChildProcess.seqjudge, arguments)
    }

    private static func object(_ result: ChildProcess.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test func `a vote names the outlier, leaves copies out, and marks what it derives`() throws {
        try Samples.withFolder(Self.files) { folder in
            let arguments = [
                "consensus", folder, "\(folder)/c", "\(folder)/requests.jsonl", "--terms", "0,1,4,9,16",
                "--beyond", "6", "--format", "json",
            ]
            let result = try Self.run(arguments)
            #expect(result.status == 1, "\(result)")
            let report = try Self.object(result)
            let groups = try #require(report["groups"] as? [[String: Any]])
            let members = try groups.map { group in
                try #require(group["members"] as? [String]).map { $0.split(separator: "/").last ?? "" }
            }
            #expect(members == [["copy.py", "two.py", "three.c", "line-1.py"], ["luck.py"]])
            #expect(groups[1]["first_difference"] as? Int == 8)
            #expect(report["derived"] as? Bool == true)
            let derived = try #require(report["derived_terms"] as? [[String: Any]])
            #expect(derived.map { $0["term"] as? String } == ["25", "36", "49", "64", "81", "100"])
            #expect(derived.map { $0["agreeing"] as? Int } == [5, 5, 5, 4, 4, 4])
            #expect((report["copies"] as? [[String: Any]])?.count == 1)
            let programs = try #require(report["programs"] as? [[String: Any]])
            #expect(
                programs.compactMap { $0["verdict"] as? String }.sorted() == [
                    "AC", "AC", "AC", "AC", "AC", "CE", "WA",
                ])
            // The form of a vote is no source of truth.
            let file = "\(folder)/vote.json"
            try result.output.write(toFile: file, atomically: true, encoding: .utf8)
            let check = try Self.run(["check", "\(folder)/one.py", "--truth", file])
            #expect(check.status == 65, "\(check)")
        }
    }

    @Test func `those who agree give status 0, and text says that it is no proof`() throws {
        try Samples.withFolder(Self.files) { folder in
            let terms = ["--terms", "0,1,4,9,16", "--beyond", "3"]
            let result = try Self.run(["consensus", "\(folder)/one.py", "\(folder)/two.py"] + terms)
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("derived terms, by agreement and not by proof"))
            #expect(result.output.contains("a(7) = 49  (2 of 2)"))
            let alone = try Self.run(["consensus", "\(folder)/one.py", "\(folder)/wrong.py"] + terms)
            #expect(alone.status == 1 && !alone.output.contains("derived"), "\(alone)")
            let bad = try Self.run(["consensus", "\(folder)/bad.jsonl"] + terms)
            #expect(bad.status == 65 && bad.errors.contains("bad.jsonl:1:"), "\(bad)")
            #expect(try Self.run(["consensus", "\(folder)/requests.txt"] + terms).status == 64)
        }
    }

    @Test func `two programs are compared, with a status for each outcome`() throws {
        try Samples.withFolder(Self.files) { folder in
            func compare(_ names: String..., to: String) throws -> ChildProcess.Result {
                try Self.run(["compare"] + names.map { "\(folder)/\($0)" } + ["--to", to])
            }
            #expect(try compare("one.py", "c/three.c", to: "50").status == 0)
            let different = try compare("one.py", "luck.py", to: "50")
            #expect(different.status == 1 && different.output.contains("differ at n = 8"), "\(different)")
            #expect(try compare("one.py", "luck.py", to: "7").status == 0)
            let broken = try compare("one.py", "broken.py", to: "7")
            #expect(broken.status == 1 && broken.output.contains("undecided from n = 0"), "\(broken)")
            #expect(try compare("one.py", "none.py", to: "7").status == 65)
            #expect(try compare("one.py", "two.py", to: "-1").status == 64)
        }
    }
}
