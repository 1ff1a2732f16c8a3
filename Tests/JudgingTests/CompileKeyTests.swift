import Glibc
import Sandboxing
import Terms
import Testing

@testable import Judging

@Suite struct CompileKeyTests {
    private struct Parts {
        var plan: CLanguage.CompilePlan
        var stages: CStages
        var compiler: CToolchain
        var profile: Profile
        var rung = Rung.full

        init() throws {
            compiler = try CToolchain.find()
            let language = CLanguage(compiler: compiler)
            let source = Array("int main(void) { return 0; }".utf8)
            plan = try language.compilePlan(
                for: .argv, source: source, scan: CSourceScan(source), output: "a.out")
            stages = try #require(plan.stages)
            profile = try ProfileStore.named("c-compile").expanding(language.profileVariables)
        }

        var key: CompileKey? {
            CompileKey(plan: plan, stages: stages, compiler: compiler, profile: profile, rung: rung)
        }
    }

    @Test func `whatever decides the program changes the key`() throws {
        let first = try Parts()
        let key = try #require(first.key)
        #expect(first.key == key)
        let changes: [(String, (inout Parts) -> Void)] = [
            ("source", { $0.plan.input[30] ^= 1 }),
            ("arguments", { $0.plan.arguments.append("-g") }),
            ("compiler's flags", { $0.stages.compiler.append("-g") }),
            ("assembler's flags", { $0.stages.assembler.append("-g") }),
            ("linker's flags", { $0.stages.linker.append("-g") }),
            ("fast linker", { $0.stages.fastLinker = [] }),
            ("version", { $0.compiler.version += ".1" }),
            ("environment", { $0.profile.environment["LC_ALL"] = "D" }),
            ("paths", { $0.profile.paths.removeLast() }),
            ("limits", { $0.profile.limits.memory = .mib(99) }),
            ("system calls", { $0.profile.systemCalls.rules.removeLast() }),
            ("scratch", { $0.profile.scratch = .mib(63) }),
            ("rung", { $0.rung = .userns }),
            (
                "words of two lists",
                {
                    $0.plan.arguments = []
                    $0.stages.compiler += first.plan.arguments
                }
            ),
        ]
        for (name, change) in changes {
            var parts = first
            change(&parts)
            let other = try #require(parts.key)
            #expect(other != key, "\(name)")
            #expect(other.fingerprint != key.fingerprint, "\(name)")
        }
    }

    @Test func `a file that is linked or runs changes the key when it changes`() throws {
        var name = Array("/tmp/seqjudge-linked-XXXXXX".utf8CString)
        close(mkstemp(&name))
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        for place in 0..<2 {
            var parts = try Parts()
            if place == 0 { parts.stages.linked.append(path) } else { parts.compiler.executable = path }
            let before = try #require(parts.key)
            Bytes.write([UInt8(place)], path)
            let grown = try #require(parts.key)
            #expect(grown != before)
            var times = [timespec](repeating: timespec(tv_sec: 1_000_000, tv_nsec: place), count: 2)
            utimensat(AT_FDCWD, path, &times, 0)
            #expect(parts.key != grown)
            parts.stages.linked.append("/nonexistent")
            #expect(parts.key == nil)
        }
    }

    @Test func `lists of dependencies are read, and doubtful ones are not`() {
        let list = "-: /usr/include/a.h /usr/b.h \\\n /usr/c.h\na.o: <stdin> /usr/d.s\n"
        #expect(
            DependencyList.paths(in: Array(list.utf8)) == [
                "/usr/b.h", "/usr/c.h", "/usr/d.s", "/usr/include/a.h",
            ])
        #expect(DependencyList.paths(in: Array("-:\na.o:\n".utf8)) == [])
        for bad in ["-: relative.h", "-: /a\\ b.h", "-: /a$$b", "-: /a\\#b", "/a.h /b.h", "-: /a:b"] {
            #expect(DependencyList.paths(in: Array("\(bad)\n".utf8)) == nil, "\(bad)")
        }
    }

    @Test func `one changed byte changes the fingerprint`() {
        let text = (0..<100).map { UInt8($0) }
        var seen: Set = [Fingerprint(of: text)]
        for place in text.indices {
            for bit in 0..<8 {
                var other = text
                other[place] ^= 1 << bit
                seen.insert(Fingerprint(of: other))
            }
        }
        for count in 0..<100 { seen.insert(Fingerprint(of: text.prefix(count))) }
        seen.insert(Fingerprint(of: text + [0]))
        #expect(seen.count == 1 + 800 + 100 + 1)
    }
}

@Suite struct CachedCheckTests {
    private static let square =
        "#include <stdio.h>\nint main(void) { int n; scanf(\"%d\", &n); printf(\"%d\\n\", n * n); }"

    @Test(.enabled(if: !Judges.rungs.isEmpty))
    func `the second check of a source compiles nothing`() async throws {
        let temporary = try TemporaryCache()
        var configuration = JudgeConfiguration()
        configuration.exactRung = Judges.rungs.max()
        configuration.jobs = 1
        configuration.compileCache = temporary.cache.configuration
        let judge = try Judge(configuration: configuration)
        var reports: [CheckReport] = []
        for source in [
            Self.square, Self.square, Self.square + " ", "int main(void) { return x; }", Self.square,
        ] {
            reports.append(try await judge.judge(source, "c", .stdin))
        }
        #expect(reports.map(\.usage.compiledFromCache) == [false, true, false, false, true])
        #expect(reports.map { $0.usage.compileCPU == .zero } == [false, true, false, false, true])
        #expect(reports.map(\.verdict) == [.accepted, .accepted, .accepted, .compileError, .accepted])
        #expect(try temporary.cache.summary().entries == 2)
        #expect(reports.flatMap(\.notes) == [])
        // Another judge, as another process would be; and a folder that will not do.
        let other = try Judge(configuration: configuration)
        #expect(try await other.judge(Self.square, "c", .stdin).usage.compiledFromCache)
        chmod(temporary.folder, 0o777)
        let open = try await other.judge(Self.square, "c", .stdin)
        #expect(open.verdict == .accepted)
        #expect(!open.usage.compiledFromCache)
        #expect(open.notes.count == 1 && open.notes[0].contains("can be written to by others"))
        chmod(temporary.folder, 0o700)
    }

    @Test func `an embedding program's judge keeps nothing unless told to`() {
        #expect(JudgeConfiguration().compileCache == nil)
    }
}
