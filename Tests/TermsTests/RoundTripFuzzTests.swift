import Fuzzing
import Testing

@testable import Terms

/// What is written is read back: tables of every size, in all the forms that a format leaves free.
@Suite struct RoundTripFuzzTests {
    private static let lineEnds = ["\n", "\r\n", "\r"]
    private static let blanks = [" ", "\t", "  ", " \t"]

    private static func input(_ text: String) -> TermInput { TermInput(bytes: text.utf8, name: "file") }

    private static func same(_ table: TermTable, _ entries: [IndexedTerm], in text: String) throws {
        try require(table.entries == entries, "read \(table.entries) of \(Array(text.utf8))")
    }

    @Test func `b-files`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let entries = ReaderProperties.entries(&choices, contiguous: false)
                var text = choices.flip() ? "\u{feff}" : ""
                for entry in entries {
                    if choices.flip() { text += "# a comment" + choices.pick(Self.lineEnds) }
                    if choices.flip() { text += choices.pick(Self.blanks) }
                    text += "\(entry.index)\(choices.pick(Self.blanks))\(entry.term)"
                    if choices.flip() { text += choices.pick(Self.blanks) + "# and one more" }
                    text += choices.pick(Self.lineEnds)
                }
                if entries.isEmpty { return }
                try Self.same(try BFileReader(Self.input(text)).read(), entries, in: text)
                try Self.same(try TermSource.read(Self.input(text)), entries, in: text)
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `stripped files and records`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let entries = ReaderProperties.entries(&choices, contiguous: true)
                guard let first = entries.first else { return }
                let list = entries.map(\.term.description).joined(separator: choices.pick([",", ", ", " ,"]))
                let end = choices.pick(["", ","]) + choices.pick(Self.lineEnds)
                let line = "A000045\(choices.pick(Self.blanks)),\(list)\(end)"
                let table = try StrippedReader(Self.input("A000001 ,1,\n" + line)).find(
                    id: "a45", offset: first.index)
                try Self.same(table, entries, in: line)
                let tag = choices.pick(["S", "V"])
                let record = "%I A000045\n%\(tag) A000045 \(list)\(end)%O A000045 \(first.index),1\n"
                let read = try InternalFormatReader(Self.input(record)).find(id: "A000045")
                try Self.same(read, entries, in: record)
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `sequences in JSON`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let entries = ReaderProperties.entries(&choices, contiguous: true)
                guard let first = entries.first else { return }
                let name = choices.text(
                    of: ["a", "\"", "\\", "\n", "é", "\u{1f600}", "\u{0}", "/"], atMost: 8)
                let quote = choices.flip()
                let terms = entries.map { quote ? "\"\($0.term)\"" : "\($0.term)" }.joined(separator: ", ")
                let members = [
                    "\"terms\": [\(terms)]", "\"offset\": \(first.index)",
                    "\"name\": \(Self.quoted(name, &choices))",
                    "\"more\": {\"a\": [null, true, 1e5, {}]}",
                ]
                let turned = choices.number(0...3)
                let object = "{" + (members[turned...] + members[..<turned]).joined(separator: ",") + "}"
                let text = choices.pick([object, "[\(object)]", "\u{feff}\(object)\r\n"])
                let table = try TermSource.read(Self.input(text))
                try Self.same(table, entries, in: text)
                try require(
                    table.name == name, "the name \(Array(name.utf8)) is read as \(table.name ?? "none")")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    /// A JSON string, with escapes where they have to be and now and then where not.
    private static func quoted(_ text: String, _ choices: inout Choices) -> String {
        var result = "\""
        for unit in text.utf16 {
            if unit < 0x20 || unit == 0x22 || unit == 0x5c || unit > 0x7e || choices.flip() {
                let digits = String(unit, radix: 16, uppercase: choices.flip())
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result += String(decoding: [unit], as: UTF16.self)
            }
        }
        return result + "\""
    }

    @Test func `terms and their order`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ["0", "-12345", "99999999999999999999", "1,2", "-0", "0x10", "True"])) {
                bytes in
                let number = Int(String(decoding: bytes, as: UTF8.self)).map { String($0) }
                let isCanonical = number.map { Array($0.utf8) == bytes }
                do {
                    let term = try Term(parsing: bytes)
                    try require(isCanonical != false, "'\(term)' is not as it is written")
                    try require(Array(term.description.utf8) == bytes, "other digits")
                    if let value = term.intValue { try require(Term(value) == term, "another value") }
                } catch let error as TermSyntaxError {
                    try require(isCanonical != true, "refused as \(error)")
                    try require(!error.description.isEmpty, "no reason")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `selections of indices`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = ["0-9,20,100-", "-5..3", "..7, -3--1", "-5-3", "9223372036854775807-"]
            let table = TermTable(
                offset: -3, entries: [-3, 0, 1, 5].map { IndexedTerm(index: $0, term: 1) }, source: "test")
            Fuzz(.mutations(of: samples, words: ["..", "-", ",", "-9223372036854775808"])) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                do {
                    let selection = try IndexSelection(parsing: text)
                    let part = try table.restricted(to: selection)
                    let kept = table.entries.filter { selection.contains($0.index) }
                    try require(part.entries == kept, "another part")
                } catch let error as SelectionError {
                    try require(
                        error.description.utf8.count < 600,
                        "an error of \(error.description.utf8.count) bytes")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `lists of terms`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ["0, 1,1,2", "-5 6\n7", "1,,2"])) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                do {
                    let table = try TermListReader.read(text, offset: 0)
                    let again = table.entries.map(\.term.description).joined(separator: ",")
                    try require(table == (try TermListReader.read(again, offset: 0)), "read otherwise")
                } catch let error as InputError {
                    try ReaderProperties.isHelpful(error)
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
