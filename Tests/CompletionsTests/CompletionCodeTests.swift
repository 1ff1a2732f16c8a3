import Terms
import Testing

@testable import Completions

@Suite struct CompletionCodeTests {
    private static func code(_ completion: String, _ language: String? = nil) -> CompletionCode? {
        try? CompletionCode(in: completion, language: language)
    }

    private static func fault(_ completion: String, _ language: String? = nil) -> CompletionCode.Fault? {
        do throws(CompletionCode.Fault) {
            _ = try CompletionCode(in: completion, language: language)
            return nil
        } catch { return error }
    }

    @Test func `a block is found, with its place`() throws {
        let text = "The rule is simple.\n\n```python\ndef a(n):\n    return n\n```\nThat is all."
        let code = try #require(Self.code(text))
        #expect(code.source == "def a(n):\n    return n")
        #expect(code.language == "python" && code.form == .fencedBlock && code.choices == 1)
        #expect(code.lines == 4...5 && !code.isCutOff)
    }

    @Test func `of several blocks the last program counts, and not an example of its use`() throws {
        let text = """
            ```python
            def a(n): return n
            ```
            No, better:
            ```py
            def a(n): return n + 1
            ```
            Use it so:
            ```python
            print(a(5))
            ```
            """
        let code = try #require(Self.code(text))
        #expect(code.source == "def a(n): return n + 1" && code.choices == 3)
        // A print alone is a program where there is nothing else.
        #expect(Self.code("```python\nprint(5)\n```")?.source == "print(5)")
    }

    @Test func `the language that is asked for is taken`() throws {
        let both = "```c\nlong a(long n) { return n; }\n```\n```python\ndef a(n): return n\n```"
        #expect(Self.code(both, "c")?.source == "long a(long n) { return n; }")
        #expect(Self.code(both, "python")?.language == "python")
        #expect(Self.fault("```java\nclass A {}\n```") == .noCode)
        #expect(Self.fault("```c\nlong a(long n) { return n; }\n```", "python") == .otherLanguage)
    }

    @Test func `thoughts are no answer`() throws {
        let text = "<think>\n```python\ndef a(n): return 0\n```\n</think>\n```python\ndef a(n): return n\n```"
        let code = try #require(Self.code(text))
        #expect(code.source == "def a(n): return n" && code.lines == 7...7)
        #expect(Self.fault("<think>\n```python\ndef a(n): return 0\n```\n") == .unfinishedThought)
        // Of some models the opening mark is part of the prompt.
        #expect(Self.code("def a(n): return 0\n</think>\ndef a(n): return n")?.source == "def a(n): return n")
    }

    @Test func `code in JSON is taken, also in a block, and with a block in it`() throws {
        let plain = #"{"reasoning": "a(1) = 1", "code": "def a(n):\n    return n\n"}"#
        let code = try #require(Self.code(plain))
        #expect(code.source == "def a(n):\n    return n\n" && code.form == .jsonMember("code"))
        let fenced = try #require(Self.code("Here:\n```json\n\(plain)\n```"))
        #expect(fenced.source == code.source && fenced.form == .jsonMember("code") && fenced.lines == 3...3)
        let inner = #"{"solution": "```python\ndef a(n): return n\n```"}"#
        #expect(Self.code(inner)?.source == "def a(n): return n")
        #expect(Self.fault(#"{"thought": "hm"}"#) == .noCode)
    }

    @Test func `a program alone is taken, and prose is not`() {
        #expect(Self.code("import math\ndef a(n): return n\n")?.form == .bare)
        #expect(Self.code("#include <stdio.h>\nint main(void) { return 0; }")?.language == "c")
        #expect(Self.code("# the n-th term\nn = int(input())\nprint(n)")?.language == "python")
        for text in [
            "I am sorry.", "for each n we add one: that is it", "from here on, import taxes rise", "42",
        ] {
            #expect(Self.fault(text) == .noCode, "\(text)")
        }
        #expect(Self.fault(" \n\t\n") == .empty)
    }

    @Test func `a block that is cut off, indented, or longer fenced is read as Markdown has it`() throws {
        let cut = try #require(Self.code("```python\ndef a(n):\n    return"))
        #expect(cut.isCutOff && cut.source == "def a(n):\n    return")
        #expect(
            Self.code("1. so\n   ```python\n   def a(n):\n       return n\n   ```")?.source
                == "def a(n):\n    return n")
        let nested =
            "````python\ndef a(n):\n    \"\"\"\n    ```\n    x\n    ```\n    \"\"\"\n    return n\n````"
        #expect(Self.code(nested)?.source.hasSuffix("return n") == true)
        #expect(Self.code("~~~python\ndef a(n): return n\n~~~")?.source == "def a(n): return n")
        #expect(Self.code("```python\r\ndef a(n): return n\r\n```\r\n")?.source == "def a(n): return n")
        #expect(Self.code("```\ndef a(n): return n\n```")?.language == "python")
    }
}

@Suite struct OwnCasesTests {
    private static func pairs(_ text: String) -> [String] {
        OwnCases.read(text).map { "\($0.index):\($0.term)" }
    }

    @Test(arguments: [
        ("a(5) = 12", ["5:12"]), ("So a(5)=12, a(6) = 20 and a(7) is 30.", ["5:12", "6:20", "7:30"]),
        ("assert a(5) == 12", ["5:12"]), ("n=5 → 12", ["5:12"]),
        ("n = 5 -> 12; n = 6 -> 20", ["5:12", "6:20"]),
        ("For n = 5, the answer is 12", ["5:12"]), ("n = 5: a(n) = 12", ["5:12"]),
        ("f(5) = f(4) + f(3) = 5 + 3 = 8", ["5:8"]), ("a_5 = 12 and $a_{6} = 20$", ["5:12", "6:20"]),
        ("**a(5) = 12**", ["5:12"]), ("`a(5)` returns `12`", ["5:12"]), ("dp[5] = 12", ["5:12"]),
        ("print(a(5))  # 12", ["5:12"]), ("print(a(5))  # expected: 12", ["5:12"]),
        ("A000045(5) = 12", ["5:12"]), ("a(5) should be 12 (since 3*4 = 12)", ["5:12"]),
        ("a(-2) = -7", ["-2:-7"]), ("a(3) = 2 - 5 = -3", ["3:-3"]), ("Input: 5\nOutput: 12", ["5:12"]),
        ("Input: n = 5, Output: 12", ["5:12"]), ("a(5) = 11. Wait, a(5) = 12.", ["5:12"]),
        ("| n | a(n) |\n|---|---|\n| 5 | 12 |\n| 6 | 20 |", ["5:12", "6:20"]),
        ("| step | n | value |\n|--|--|--|\n| first | 5 | `12` |", ["5:12"]),
        ("a(100) = 354224848179261915075", ["100:354224848179261915075"]),
    ])
    func `cases are found in the forms that models write`(text: String, expected: [String]) {
        #expect(Self.pairs(text) == expected)
    }

    @Test(arguments: [
        "a(n) = n^2", "a(5) = 2 * 6", "a(5) != 12", "a(5) is not 12", "a(5) < 12", "2*a(5) = 24",
        "a(4) + a(5) = 12",
        "a(5) = 1.5", "a(5) mod 10 = 2", "n = 5", "n = 5 + 1 -> 3", "in 2005 = 12 cases", "a(5) = 012",
        "a(5) = x",
        "the 5th term, 12", "Output: 12", "| 5 | 12 |", "a(5), a(6)", "a(2, 3) = 5", "",
    ])
    func `what states no term gives none`(text: String) {
        #expect(Self.pairs(text).isEmpty)
    }

    @Test func `cases are counted where the truth is known and the problem did not tell them`() {
        let table = TermTable(offset: 0, terms: [0, 1, 4, 9, 16], source: "squares")
        let cases = OwnCases.read("a(0) = 0, a(1) = 1, a(2) = 5, a(3) = 9, a(70) = 4900")
        let (all, right) = OwnCases.tally(cases, against: table, given: [0])
        #expect(all == 3 && right == 2)
    }

    @Test func `a very long line takes no longer than it is long`() {
        let line = String(repeating: "a(1) = a(2) + ", count: 50_000)
        let time = ContinuousClock().measure { _ = OwnCases.read(line) }
        #expect(time < .seconds(10))
    }
}
