import ArgumentParser
import Foundation
import Judging
import Sandboxing
import Testing

@testable import SeqJudgeCommands

@Suite struct CacheCommandTests {
    @Test func `the cache's report has the folder, the programs and the oldest use`() {
        let full = CompileCache.Summary(
            folder: "/c\u{1b}", entries: 1234, size: .mib(1.5), limit: .mib(256), oldestUse: 86_400)
        #expect(
            CacheReport(summary: full).text == """
                folder      /c\\x1b
                programs    1,234
                size        1.5 MiB of 256 MiB
                oldest use  1970-01-02T00:00:00Z

                """)
        var empty = full
        (empty.entries, empty.oldestUse) = (0, nil)
        #expect(CacheReport(summary: empty).text.contains("oldest use  none\n"))
        let json = CacheReport(summary: empty).json.document
        #expect(json.contains("\"oldest_use\": null") && json.contains("\"limit_bytes\": 268435456"))
    }

    @Test func `checks keep their programs in the folder named, or the standard one, or nowhere`() throws {
        let named = try JudgeOptions.parse(["--cache", "/c"]).configuration(profile: nil)
        #expect(named.compileCache == CompileCacheConfiguration(folder: "/c"))
        let relative = try JudgeOptions.parse(["--cache", "c"]).configuration(profile: nil)
        #expect(relative.compileCache?.folder == FileManager.default.currentDirectoryPath + "/c")
        let none = try JudgeOptions.parse(["--no-cache"]).configuration(profile: nil)
        #expect(none.compileCache == nil)
        let standard = try JudgeOptions.parse([]).configuration(profile: nil)
        #expect(standard.compileCache?.folder == CompileCacheConfiguration.standardFolder)
        #expect(throws: (any Error).self) { try JudgeOptions.parse(["--no-cache", "--cache", "/c"]) }
    }

    @Test func `the standard folder follows the environment, and is absolute`() async {
        await #expect(processExitsWith: .success) {
            setenv("HOME", "/h", 1)
            setenv("XDG_CACHE_HOME", "/x", 1)
            try #require(CompileCacheConfiguration.standardFolder == "/x/seqjudge/compiled")
            setenv("XDG_CACHE_HOME", "relative", 1)
            try #require(CompileCacheConfiguration.standardFolder == "/h/.cache/seqjudge/compiled")
            unsetenv("HOME")
            try #require(CompileCacheConfiguration.standardFolder == nil)
        }
    }

    @Test func `info and clear work on a folder that is not there, and refuse one that is none`() async throws
    {
        var info = try #require(
            try SeqJudge.parseAsRoot(["cache", "--cache", "/nonexistent/c"]) as? CacheCommand.Info)
        try await info.run()
        var clear = try #require(
            try SeqJudge.parseAsRoot(["cache", "clear", "--cache", "/nonexistent/c"]) as? CacheCommand.Clear)
        try await clear.run()
        var wrong = try #require(
            try SeqJudge.parseAsRoot(["cache", "clear", "--cache", "/dev/null"]) as? CacheCommand.Clear)
        let error = await #expect(throws: ExitCode.self) { try await wrong.run() }
        #expect(error?.rawValue == 65)
    }
}
