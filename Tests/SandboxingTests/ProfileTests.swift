import Testing

@testable import Sandboxing

@Suite struct ProfileTests {
    @Test(arguments: ProfileStore.bundled)
    func `Every bundled profile makes a filter`(name: String) throws {
        let profile = try ProfileStore.named(name)
        #expect(profile.name == name)
        for listener in [false, true] {
            let filter = try SeccompFilter.compile(
                profile.systemCalls, processes: profile.limits.processes, listener: listener)
            #expect(filter.count / 8 < 1024, "loaded for each run, so its length is paid each time")
        }
    }

    @Test(arguments: ProfileStore.bundled)
    func `A merged profile reads back as the same profile`(name: String) throws {
        let profile = try ProfileStore.named(name)
        let merged = try ProfileStore.merged(name)
        var again = try ProfileFile.read(text: merged, file: "merged")
        let calls = Set(profile.systemCalls.rules.map(\.call))
        #expect(Set(again.systemCalls.rules.map(\.call)) == calls)
        for call in calls {
            #expect(
                again.systemCalls.rules.filter { $0.call == call }
                    == profile.systemCalls.rules.filter { $0.call == call })
        }
        again.systemCalls = profile.systemCalls
        #expect(again == profile)
        #expect(merged.contains("# standard input"), "the reasons stay")
    }

    @Test func `A profile has what its own file and the extended one say`() throws {
        let profile = try ProfileFile.read(
            text: """
                name: mine
                extends: python
                limits: {cpu_s: 0.5, memory_mib: 64}
                scratch_mib: 1
                environment: {LANG: C}
                system_calls:
                  fail:
                    EACCES: [clone]
                """, file: "mine.yaml")
        #expect(profile.limits.cpu == .milliseconds(500))
        #expect(profile.limits.wall == .milliseconds(2500))
        #expect(profile.limits.memory == .mib(64))
        #expect(profile.limits.stack == .mib(64))
        #expect(profile.scratch == .mib(1))
        #expect(profile.environment["LANG"] == "C")
        #expect(profile.environment["PYTHONHASHSEED"] == "0")
        #expect(profile.options["site_packages"] == "false")
        #expect(
            profile.systemCalls.rules.filter { $0.call == "clone" } == [
                .init(call: "clone", action: .fail(13))
            ])
        #expect(profile.systemCalls.rules.contains { $0.call == "read" && $0.action == .allow })
    }

    @Test(arguments: [
        ("name: x\ncolour: red", 2, "unknown key 'colour'"),
        ("name: x\nlimits:\n  memory: 256", 3, "'memory' has no unit"),
        ("name: x\nlimits:\n  cpu: 2", 3, "'cpu' has no unit"),
        ("name: x\nscratch: 2", 2, "'scratch' has no unit"),
        ("name: x\nlimits:\n  cpu_s: fast", 3, "cpu_s is 'fast'"),
        ("name: x\nlimits:\n  processes: 1.5", 3, "processes is '1.5'"),
        ("name: x\nlimits: [1]", 2, "limits is no mapping"),
        ("name: x\n\nlimits:\n  hats: 3", 4, "unknown limit 'hats'"),
        ("summary: x", 1, "the profile has no name"),
        ("name: x\npaths:\n  - read: etc/passwd", 3, "'etc/passwd' is no absolute path"),
        ("name: x\npaths:\n  - read: /usr/../etc", 3, "'/usr/../etc' is no absolute path"),
        ("name: x\npaths:\n  - read: ${a}/${b}/${c}", 3, "a path of too many bytes or variables"),
        ("name: x\npaths:\n  - read: \"/a\\0b\"", 3, "a path of too many bytes or variables"),
        ("name: x\nsummary: &a y\noptions: {z: *a}", 3, "an alias"),
        ("name: x\r\nsummary: y\r\nextends: nobody", 3, "unknown profile 'nobody'"),
        ("name: x\npaths:\n  - optional: true", 3, "a path without its kind"),
        ("name: x\npaths:\n  - read: /a\n    optional: maybe", 4, "optional is 'maybe'"),
        ("name: x\nsystem_calls:\n  allow:\n    - read\n    - launder", 5, "unknown system call 'launder'"),
        ("name: x\nsystem_calls:\n  fail:\n    EOOPS: [read]", 4, "unknown errno 'EOOPS'"),
        (
            "name: x\nsystem_calls:\n  allow:\n    - {call: read, when: {arg6: 1}}", 4,
            "unknown argument 'arg6'"
        ),
        (
            "name: x\nsystem_calls:\n  allow:\n    - {call: read, when: {arg0: {mask: 1, value: 2}}}", 4,
            "arg0 can never be 2"
        ),
        ("name: x\nextends: nobody", 2, "unknown profile 'nobody'"),
        ("name: x\nextends: x", 2, "'x' extends itself"),
        ("name: x\nname: y", 1, "key given twice: name"),
        ("name: x\nlimits: {", 3, ""),
        ("", 1, "no profile"),
    ])
    func `What is wrong is named with file and line`(text: String, line: Int, problem: String) {
        let error = #expect(throws: ProfileError.self) { try ProfileFile.read(text: text, file: "mine.yaml") }
        #expect(error?.line == line)
        #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
        #expect(error?.description.hasPrefix("mine.yaml:\(line):") == true)
    }

    @Test func `A reason is what its own line says, however lines end`() throws {
        let lines = ["name: x", "limits:  # all of them", "  cpu_s: 3  # because", "  threads: 2", ""]
        for end in ["\n", "\r\n", "\r"] {
            let merged = try ProfileFile.merged(text: lines.joined(separator: end), file: "x.yaml")
            let written = merged.split(separator: "\n")
            #expect(written.contains { $0.hasPrefix("  cpu_s: 3") && $0.hasSuffix("# because") })
            #expect(written.contains("  threads: 2"))
        }
    }

    @Test func `Thousands of values on one line are read in one pass`() throws {
        let paths = (0..<20_000).map { "{read: /a\($0)}" }.joined(separator: ", ")
        let text = "name: x\npaths: [\(paths)]\n"
        let start = ContinuousClock.now
        #expect(try ProfileFile.read(text: text, file: "x.yaml").paths.count == 20_000)
        let time = start.duration(to: .now)
        #expect(time < .seconds(20))
    }

    @Test func `A ring of profiles is an error`() {
        let error = #expect(throws: ProfileError.self) {
            try ProfileFile.resolve(text: "name: a\nextends: b", file: "a.yaml") { name in
                ["b": "name: b\nextends: c", "c": "name: c\nextends: b"][name].map {
                    .init(file: name, text: $0)
                }
            }
        }
        #expect(error?.file == "c")
        #expect(error?.line == 2)
    }

    @Test func `Variables give one path for each value`() throws {
        var profile = try ProfileStore.named("base")
        profile.paths = [
            PathRule(path: "${lib}/x", isExecutable: true), PathRule(path: "${none}", isOptional: true),
            PathRule(path: "/plain"),
        ]
        #expect(
            try profile.expanding(["lib": ["/a", "/b"]]).paths == [
                PathRule(path: "/a/x", isExecutable: true), PathRule(path: "/b/x", isExecutable: true),
                PathRule(path: "/plain"),
            ])
        #expect(throws: ProfileError.self) { try profile.expanding([:]) }
    }
}
