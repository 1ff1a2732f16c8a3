import Fuzzing
import Glibc
import Sandboxing
import Testing

@testable import Judging

/// What is read on the way from a source in C to its program: what gcc says, linker scripts, lists of dependencies, and
/// entries of the cache. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct CompileFuzzTests {
    /// As gcc 12 says it, shortened.
    private static let driver = """
        COMPILER_PATH=/nowhere/gcc/12/:/nowhere/
         /usr/lib/gcc/x86_64-linux-gnu/12/cc1 -quiet -imultiarch x86_64-linux-gnu - "-march=x86-64" "-std=gnu17" -o - |
         as -W --64 -o /tmp/ccC5MOH7.o
         /usr/lib/gcc/x86_64-linux-gnu/12/collect2 -plugin /x/liblto_plugin.so "-plugin-opt=-lc" --build-id -m elf_x86_64 \
        "--hash-style=gnu" --as-needed -dynamic-linker /lib64/ld-linux-x86-64.so.2 -pie -o a.out /etc/hostname -L/usr/lib \
        /tmp/ccC5MOH7.o -lm --push-state -lc --pop-state
        """

    @Test func `what gcc says becomes whole commands or none`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let words = [
                "\"", "\\", " -o", " |", "\n /a/cc1", " -plugin", "-L", "-l", " -imultiarch",
                "/tmp/ccC5MOH7.o", "\n as ",
            ]
            let compiler = CToolchain(
                executable: "/bin/true", family: .gcc, version: "gcc 12", toolchainFolders: [],
                includeFolders: ["/usr"])
            let profile = Profile(
                name: "x", summary: "", systemCalls: SystemCallPolicy(rules: []), paths: [], scratch: nil,
                environment: [:], limits: Limits(), options: [:])
            guard CStages(driverSays: Self.driver, output: "a.out") != nil else {
                fatalError("the sample is refused")
            }
            Fuzz(.mutations(of: [Self.driver], words: words)) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                guard let stages = CStages(driverSays: text, output: "a.out") else { return }
                let object = stages.linker.count { $0 == CStages.object }
                try require(object == 1, "the object is linked \(object) times: \(stages.linker)")
                try require(stages.compiler[0].hasPrefix("/") && stages.linker[0].hasPrefix("/"), "\(stages)")
                // As the driver in the jail takes them apart: the count before each command tells where it ends.
                var rest = stages.arguments.dropFirst(4)
                for _ in 0..<5 {
                    guard let count = rest.popFirst().flatMap({ Int($0) }), count <= rest.count else {
                        throw Violation("the commands cannot be told apart: \(stages.arguments)")
                    }
                    rest = rest.dropFirst(count)
                }
                try require(rest.isEmpty, "words are left over")
                let plan = CLanguage.CompilePlan(
                    executable: "", arguments: [], input: [], output: "a.out", stages: stages)
                _ = CompileKey(plan: plan, stages: stages, compiler: compiler, profile: profile, rung: .full)
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `words are taken apart as gcc puts them together`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let pieces = ["a", "-", "/", ".", "\"", "\\", "$", " ", "=", "é", "'", "|", "\n", "\r\n"]
                let words = choices.list(atMost: 20) { $0.text(of: pieces, atMost: 10) }
                let line = words.map { word in
                    let isPlain =
                        !word.isEmpty && word.utf8.allSatisfy { $0 &- 97 < 26 || "-/._".utf8.contains($0) }
                    let escaped = word.map { "\"\\$".contains($0) ? "\\\($0)" : "\($0)" }.joined()
                    return isPlain ? word : "\"\(escaped)\""
                }.joined(separator: " ")
                try require(
                    DriverWords.split(line) == words, "\(words) are read as \(DriverWords.split(line) ?? [])")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `linker scripts and lists of dependencies are read or refused`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = [
                "/* GNU ld script */\nOUTPUT_FORMAT(elf64-x86-64)\nGROUP ( /lib/a.so.6 /b.a AS_NEEDED ( /lib/c.so.1 ) )\n",
                "INPUT(-lgcc)", "a.o: <stdin> /usr/include/stdio.h \\\n /usr/include/x.h\n\na.o: /a\n",
            ]
            let words = ["(", ")", "AS_NEEDED (", "GROUP", "/*", "*/", "\\\n", ": ", "<stdin>", "\"", "$"]
            Fuzz(.mutations(of: samples, words: words)) { bytes in
                for item in LinkScript.items(of: String(decoding: bytes, as: UTF8.self)) ?? [] {
                    if case .file(let name) = item { try require(!name.isEmpty, "a file without a name") }
                }
                for path in DependencyList.paths(in: bytes) ?? [] {
                    try require(
                        path.hasPrefix("/") && !path.contains(where: { "\\$#:\n".contains($0) }), "\(path)")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    private static let entry = CacheEntry(
        key: Array("key".utf8), included: ["/etc/hostname", "/etc/passwd"].compactMap { FileMark(of: $0) },
        program: Array("program".utf8))

    @Test func `an entry of the cache is what was written, or none`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let encoded = Self.entry.encoded
            Fuzz(.binary(of: [encoded])) { bytes in
                let isWhole = bytes == encoded
                try require((CacheEntry(decoding: bytes) != nil) == isWhole, "a damaged entry was read")
                // The same with a checksum that is right, as only malice could make it.
                let body = bytes.dropFirst(CacheEntry.magic.count + 16)
                let forged = CacheEntry.magic + Fingerprint(of: body).bytes + body
                guard let entry = CacheEntry(decoding: forged) else { return }
                try require(entry.encoded == forged, "an entry of other bytes")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `an entry is read as it was written`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                var entry = Self.entry
                entry.key = choices.list(atMost: 50) { $0.byte() }
                if choices.flip() { entry.included = [] }
                for place in entry.included.indices {
                    entry.included[place].size = Int64(choices.number(Int.min...Int.max))
                    entry.included[place].path = choices.text(of: ["/", "a", "é", "\0"], atMost: 9)
                }
                entry.program = choices.list(atMost: 50) { $0.byte() }
                try require(CacheEntry(decoding: entry.encoded) == entry, "it is read otherwise")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a cache whose file is changed gives the program or nothing`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let folder = "/tmp/seqjudge-cache-fuzz-\(getpid())"
            let cache = CompileCache(CompileCacheConfiguration(folder: folder))
            let key = CompileKey(material: Array("key".utf8))
            guard (try? cache.keep(Array("program".utf8), for: key, including: [])) != nil else { return }
            let shard = CacheShard.name(Int(key.fingerprint.bytes[0]) % CompileCache.shards)
            let path = "\(folder)/\(shard)/\(key.fingerprint.name)"
            Fuzz(
                .binary(of: [
                    CacheEntry(key: key.material, included: [], program: Array("program".utf8)).encoded
                ])
            ) { bytes in
                let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
                try require(file >= 0 && write(file, bytes, bytes.count) == bytes.count, "no file")
                close(file)
                guard let image = try cache.program(for: key) else {
                    return try require(access(path, F_OK) != 0, "what is damaged stays")
                }
                try require(try image.copyBytes() == Array("program".utf8), "another program")
            }.run()
            system("rm -rf \(folder)")
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
