import Foundation
import FoundationXML
import Testing

@testable import SeqJudgeCommands

/// Candidates of odd sizes and bytes, and what they print, through the command: it stays quick and small, its reports stay
/// JSON and XML, and nothing that a terminal would obey comes through.
@Suite(.serialized) struct OddInputTests {
    private struct Outcome {
        var status: Int32
        var output: Data
        var errors: String
        /// The most memory that the command had, in MiB.
        var memory: Int
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs the command through an interpreter, which learns what the command has used.
    private func judge(_ arguments: [String], in folder: String) throws -> Outcome {
        let script = """
            import resource, subprocess, sys
            done = subprocess.run(sys.argv[2:], cwd=sys.argv[1], stdin=subprocess.DEVNULL, capture_output=True, timeout=100)
            sys.stdout.buffer.write(done.stdout)
            used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            sys.stderr.buffer.write(done.stderr + b"\\n%d" % used)
            sys.exit(done.returncode)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, folder, try ChildProcess.seqjudge] + arguments
        // A file, for a report may be larger than a pipe holds.
        let place = FileManager.default.temporaryDirectory.appending(
            path: "seqjudge-out-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: place.path(), contents: nil)
        defer { try? FileManager.default.removeItem(at: place) }
        let errors = Pipe()
        process.standardOutput = try FileHandle(forWritingTo: place)
        process.standardError = errors
        try process.run()
        let words = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let end = try #require(words.lastIndex(of: "\n"), "\(words)")
        return Outcome(
            status: process.terminationStatus, output: try Data(contentsOf: place),
            errors: String(words[..<end]),
            memory: (Int(words[words.index(after: end)...]) ?? 0) >> 10)
    }

    private func verdict(_ outcome: Outcome) throws -> String {
        let report = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        return try #require(report?["verdict"] as? String, "\(outcome)")
    }

    /// A sparse file: its size counts, and not the disk.
    private func makeLarge(_ path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: 100 << 20)
        try file.close()
    }

    @Test(arguments: ["large.py", "large.c"])
    func `a source of 100 MiB is refused at once, and is never held`(name: String) throws {
        try Samples.withFolder(["small.py": "def a(n): return n\n"]) { folder in
            let base = try judge(["check", "small.py", "--terms", "0,1"], in: folder).memory
            try makeLarge("\(folder)/\(name)")
            let start = ContinuousClock.now
            let outcome = try judge(["check", name, "--terms", "0,1", "--format", "json"], in: folder)
            #expect(start.duration(to: .now) < .seconds(20))
            #expect(outcome.status == 1 && outcome.memory < base + 12, "\(outcome.memory) after \(base)")
            #expect(try verdict(outcome) == "CE" && outcome.text.contains("larger than the 256 KiB allowed"))
            let piped = try ChildProcess.run(
                "/bin/sh",
                [
                    "-c",
                    "head -c 104857600 /dev/zero | \(try ChildProcess.seqjudge) check - --language python --terms 1",
                ])
            #expect(piped.status == 1 && piped.output.contains("larger than the 256 KiB allowed"), "\(piped)")
        }
    }

    @Test func `a line of 100 MiB is passed over in a batch, and a file of as much is refused`() throws {
        try Samples.withFolder(["small.py": "def a(n): return n\n"]) { folder in
            try makeLarge("\(folder)/large.c")
            let text = String(repeating: "x", count: 100 << 20)
            let lines = """
                {"id": 1, "source": "\(text)", "language": "python", "terms": [0]}
                {"id": 2, "file": "large.c", "terms": [0]}
                {"id": 3, "file": "small.py", "terms": [0]}

                """
            try lines.write(toFile: "\(folder)/requests", atomically: false, encoding: .utf8)
            let base = try judge(["check", "small.py", "--terms", "0,1"], in: folder).memory
            let outcome = try judge(["batch", "requests", "--ordered", "--quiet"], in: folder)
            #expect(outcome.status == 65 && outcome.memory < base + 48, "\(outcome.memory) after \(base)")
            let records = try outcome.text.split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
            #expect(records.map { $0?["verdict"] as? String } == ["IE", "CE", "AC"])
            #expect(
                outcome.text.contains("a line of more than 16 MiB")
                    && outcome.text.contains("larger than the 256 KiB"))
        }
    }

    /// Sources with what they are judged as, when they are asked for n².
    private static let sources: [(name: String, bytes: [UInt8], verdict: String)] = {
        let python = Array("def a(n): return n * n\n".utf8)
        let c = Array("long a(long n) { return n * n; }\n".utf8)
        func cookie(_ name: String) -> [UInt8] { Array("# -*- coding: \(name) -*-\n".utf8) + python }
        return [
            ("empty.py", [], "CE"), ("empty.c", [], "CE"), ("nul.py", python + [0], "CE"),
            ("nul.c", c + [0], "AC"),
            ("mark.py", [0xEF, 0xBB, 0xBF] + python, "AC"), ("mark.c", [0xEF, 0xBB, 0xBF] + c, "AC"),
            ("wide.py", [0xFF, 0xFE] + python.flatMap { [$0, 0] }, "CE"), ("wide.c", [0xFF, 0xFE] + c, "CE"),
            ("dos.py", Array("def a(n):\r\n    return n * n\r\n".utf8), "AC"),
            ("dos.c", Array("long a(long n)\r\n{\r\n  return n * n;\r\n}\r\n".utf8), "AC"),
            ("bytes.py", Array("x = '".utf8) + [0xFF] + Array("'\n".utf8) + python, "CE"),
            ("bytes.c", Array("/* ".utf8) + [0xFF, 0xC0] + Array(" */\n".utf8) + c, "AC"),
            ("latin.py", cookie("latin-1"), "AC"), ("none.py", cookie("nosuch"), "CE"),
            ("hex.py", cookie("hex"), "CE"),
            ("puny.py", cookie("punycode"), "CE"), ("undefined.py", cookie("undefined"), "CE"),
            ("long.py", cookie(String(repeating: "x", count: 5_000)), "CE"),
            ("deep.py", Array("def a(n): return \(String(repeating: "-", count: 100_000))n\n".utf8), "CE"),
            ("deep.c", Array("long a(long n) { return \(String(repeating: "(", count: 50_000))n".utf8), "CE"),
            ("red.c", Array("#line 9 \"\u{1b}[31mx\"\nlong a(long n) { return m; }\n".utf8), "CE"),
        ]
    }()

    @Test func `a source of odd bytes is the candidate's matter`() throws {
        try Samples.withFolder(["x": ""]) { folder in
            var lines = ""
            for (name, bytes, _) in Self.sources {
                try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
                lines += #"{"file": "\#(name)", "terms": [0, 1, 4]}"# + "\n"
            }
            try lines.write(toFile: "\(folder)/requests", atomically: false, encoding: .utf8)
            let outcome = try judge(
                ["batch", "requests", "--ordered", "--quiet", "--details", "--no-cache"], in: folder)
            #expect(
                outcome.status == 0 && outcome.output.allSatisfy { $0 == 10 || (0x20...0x7e).contains($0) })
            let records = outcome.text.split(separator: "\n")
            try #require(records.count == Self.sources.count, "\(outcome)")
            for (record, source) in zip(records, Self.sources) {
                let object = try JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any]
                #expect(object?["verdict"] as? String == source.verdict, "\(source.name): \(record)")
            }
            try isSane(try judge(["check", "red.c", "--terms", "0,1,4", "--no-cache"], in: folder), "red.c")
        }
    }

    /// Programs that print what a terminal or a parser might stumble over.
    private static let programs = [
        "plain.py":
            #"import os; input(); os.write(1, b"\x1b[31m\x07\x00\xff\xfe\xc2\x9b2J\r\n\xe2\x80\xae::error::x]]>&<")"#,
        "errors.py":
            #"import os; os.write(2, b"\x1b[31m\x00\xff\xc2\x9b\r\n\xe2\x80\xae::error::x]]>&<" * 99); print(1 / 0)"#,
        "raise.py": #"def a(n): raise ValueError("\x1b[31m\u202e\x00\ud800")"#,
        "exit.py": #"import sys\#ndef a(n): sys.exit("\x1b[31m\n\n::error::")"#,
        "type.py": #"def a(n): return type("\x1b[31m\n", (), {})()"#,
        "answers.c": """
        #include <unistd.h>
        long a(long n) { for (int f = 0; f < 64; f++) (void)!write(f, "!\\033[31m\\377\\000 x\\r\\n", 12); return n * n; }
        """,
        "text.c": """
        char *a(int n) {
            static char x[1 << 20];
            for (int i = 0; i < (1 << 20) - 1; i++) x[i] = "\\033\\377!x"[i % 4];
            return x;
        }
        """,
        "message.c": "#error \u{1b}[31m\nint main(void) { return }\n",
    ]

    @Test(arguments: programs.keys.sorted())
    func `whatever a program prints, each form of the report is well formed and sane`(name: String) throws {
        try Samples.withFolder([name: Self.programs[name] ?? ""]) { folder in
            // The other forms have properties of their own to keep, with texts like these.
            for format in ["json", "text"] {
                let outcome = try judge(
                    ["check", name, "--terms", "0,1,4", "--no-cache", "--format", format], in: folder)
                #expect(outcome.status == 1, "\(name): \(outcome.text) \(outcome.errors)")
                try isSane(outcome, "\(name) as \(format)")
                if format == "json" { #expect(try verdict(outcome) != "IE") }
                if format == "junit" { #expect(XMLParser(data: outcome.output).parse(), "\(outcome.text)") }
                if format == "github" {
                    #expect(outcome.text.split(separator: "\n").count == 1, "\(outcome.text)")
                }
            }
        }
    }

    private func isSane(_ outcome: Outcome, _ what: String) throws {
        let text = try #require(String(validating: outcome.output, as: UTF8.self), "\(what) is not UTF-8")
        for scalar in (text + outcome.errors).unicodeScalars where scalar != "\n" && scalar != "\t" {
            let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            if isControl || scalar == "\u{202e}" {
                return #expect(Bool(false), "\(what) holds the character \(scalar.value): \(text)")
            }
        }
    }

    @Test(
        arguments: [
            (
                "one answer",
                "int main(int c, char **v) { (void)v[1]; for (long i = 0; i < 1 << 14; i++) OUT; return 0; }"
            ),
            ("a stream", "int main(void) { for (long i = 0; i < 1 << 14; i++) OUT; return 0; }"),
        ], [false, true])
    func `of a line of a gigabyte no more is held than the limit`(
        kind: (name: String, text: String), isOfWords: Bool
    ) throws {
        let source = """
            #include <string.h>
            #include <unistd.h>
            static char line[1 << 16];
            static void out(void) {
                if (!line[0]) for (int i = 0; i < 1 << 16; i++) line[i] = \(isOfWords) ? "1 "[i % 2] : '7';
                for (int done = 0; done < 1 << 16;) done += write(1, line + done, (1 << 16) - done);
            }
            \(kind.text.replacing("OUT", with: "out()"))
            """.replacing("true", with: "1").replacing("false", with: "0")
        try Samples.withFolder(["line.c": source, "small.c": "long a(long n) { return n; }\n"]) { folder in
            let base = try judge(["check", "small.c", "--terms", "0,1", "--no-cache"], in: folder).memory
            let outcome = try judge(
                [
                    "check", "line.c", "--terms", "0,1", "--no-cache", "--output-limit", "32MiB", "--format",
                    "json",
                    "--cpu-time", "20s", "--check-cpu-time", "40s", "--wall-time", "60s",
                ], in: folder)
            #expect(["OLE", "WA"].contains(try verdict(outcome)), "\(outcome.text)")
            #expect(outcome.memory < base + 2 * 32, "\(kind.name): \(outcome.memory) MiB after \(base)")
        }
    }

    @Test func `a file's name cannot draw on the terminal, and one that is no UTF-8 is told as that`() throws
    {
        let text = "def a(n): return n * n\n"
        try Samples.withFolder(["new\nline.py": text, "\u{1b}[31mred\u{202e}.py": text]) { folder in
            for name in ["new\nline.py", "\u{1b}[31mred\u{202e}.py"] {
                for format in ["text", "json", "junit", "github"] {
                    let outcome = try judge(
                        ["check", name, "--terms", "0,1,4", "--format", format], in: folder)
                    #expect(outcome.status == 0, "\(outcome)")
                    try isSane(outcome, "the name as \(format)")
                }
            }
            for arguments in [
                ["check", "x\u{1b}.rb", "--terms", "1"], ["check", "x\u{1b}.py", "--terms", "1"],
                ["check", "x.py", "--entry", "\u{1b}[1m"], ["test", "no\u{1b}\n"],
                ["profiles", "lint", "\u{1b}.yaml"],
                ["batch", "no\n\u{1b}.jsonl"], ["\u{1b}"], ["check", "x.py", "--terms", "\u{1b}"],
                ["check", "x.py", "--bfile", "b\u{1b}\n.txt"],
                ["check", "x.py", "--terms", "1", "--indices", "\u{1b}"],
            ] {
                let outcome = try judge(arguments, in: folder)
                #expect(outcome.status == 64 || outcome.status == 65, "\(arguments): \(outcome)")
                try isSane(outcome, "\(arguments)")
            }
            let odd = try ChildProcess.run(
                "/bin/sh",
                [
                    "-c",
                    "cd '\(folder)'; exec '\(try ChildProcess.seqjudge)' check \"$(printf 'x\\377.py')\" --terms 1",
                ])
            #expect(
                odd.status == 65 && odd.errors.contains("a name that is not UTF-8 cannot be given"), "\(odd)")
        }
    }

    @Test func `fixtures of odd names are judged, and one whose name is no UTF-8 is refused`() throws {
        let text = "def a(n): return n * n\n"
        let files = [
            "S/sequence.yaml": "offset: 0\nterms: '0, 1, 4'\n", "S/submissions/accepted/new\nline.py": text,
            "S/submissions/accepted/\u{1b}[31mred.py": text, "S/submissions/wrong_answer/\u{1b}[1m.py": text,
        ]
        try Samples.withFolder(files) { folder in
            for format in ["text", "junit"] {
                let outcome = try judge(["test", "S", "--format", format], in: folder)
                #expect(outcome.status == 1, "\(outcome)")
                try isSane(outcome, "the suite as \(format)")
                if format == "junit" { #expect(XMLParser(data: outcome.output).parse(), "\(outcome.text)") }
            }
            let odd = try ChildProcess.run(
                "/bin/sh",
                [
                    "-c",
                    "cd '\(folder)'; : > \"$(printf 'S/submissions/accepted/x\\377.py')\"; exec '\(try ChildProcess.seqjudge)' test S",
                ])
            #expect(odd.status == 65 && odd.errors.contains("is not UTF-8"), "\(odd)")
        }
    }
}
