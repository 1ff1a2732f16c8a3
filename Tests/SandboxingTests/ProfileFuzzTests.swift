import Fuzzing
import Testing

@testable import Sandboxing

/// Profiles that are changed at random. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct ProfileFuzzTests {
    static let samples =
        [
            """
            name: mine
            summary: "text with \\u00e9 and \\x1b"
            limits: {cpu_s: 0.5, memory_mib: 64}  # small
            scratch_mib: 1
            paths:
              - read: /usr/share/data  # what it reads
                optional: true
              - execute: ${python.library}
            environment: {LANG: C, "A B": "x # y"}
            options:
              site_packages: true
            system_calls:
              otherwise: EPERM
              allow: [read, write, {call: fcntl, when: {arg1: 3}}]
              process: [clone]
              kill:
                - ptrace  # never
              fail:
                EACCES: [openat, {call: socket, when: {arg0: {mask: 0xff, value: 0x10}}}]
            """,
            "name: small\r\nextends: c-run\r\nlimits:\r\n  threads: 2  # few\r\n",
            "name: x\npaths: [{read: /a}]\n",
        ]

    private static let words = [
        "\n  - read: /a", "\n  cpu_s: ", "{", "}", "[", "]", ": ", "- ", "# ", "'", "\"", "|\n", ">\n", "? ",
        "!!", "&x ",
        "*x", "0x", "1e9", "1e-9", "arg0: ", "extends: ", "---\n", "...\n", "\\e", "\\0", "${a}",
    ]

    @Test func `a profile is read, or refused with its line, and reads back as it is written`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: Self.samples, words: Self.words)) { bytes in
                guard let text = String(validating: bytes, as: UTF8.self) else { return }
                let profile: Profile
                do {
                    profile = try ProfileFile.read(text: text, file: "mine.yaml")
                } catch let error as ProfileError {
                    return try Self.isHelpful(error)
                }
                _ = try? SeccompFilter.compile(
                    profile.systemCalls, processes: profile.limits.processes, listener: true)
                let written = try ProfileFile.merged(text: text, file: "mine.yaml")
                let isPrintable = written.unicodeScalars.allSatisfy {
                    "\n\t".unicodeScalars.contains($0) || $0.value >= 0x20 && $0 != "\u{7f}"
                }
                try require(isPrintable, "it is written with control characters")
                do {
                    try Self.same(try ProfileFile.read(text: written, file: "written"), profile, written)
                } catch let error as ProfileError {
                    throw Violation("what was written is refused: \(error)\n\(written)")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    private static func isHelpful(_ error: ProfileError) throws {
        let text = error.description
        try require(error.line != nil, "an error without a line: \(text)")
        try require(text.utf8.count < 3_000, "an error of \(text.utf8.count) bytes")
        try require(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "an error with control characters: \(text)")
    }

    /// The rules of one call are in order; those of different calls may stand otherwise.
    private static func same(_ left: Profile, _ right: Profile, _ written: String) throws {
        var left = left
        let mine = Dictionary(grouping: left.systemCalls.rules, by: \.call)
        let its = Dictionary(grouping: right.systemCalls.rules, by: \.call)
        try require(mine == its, "the rules are others in\n\(written)")
        left.systemCalls.rules = right.systemCalls.rules
        try require(left == right, "\(left) and not \(right)")
    }
}
