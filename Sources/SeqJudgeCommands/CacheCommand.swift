import ArgumentParser
import Glibc
import Judging
import Sandboxing

/// `seqjudge cache`: the compiled programs that are kept.
struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "Tell of the compiled programs that are kept, or remove them.",
        discussion: "Exit status: 0; 64 usage; 65 the folder cannot serve as a cache.",
        subcommands: [Info.self, Clear.self], defaultSubcommand: Info.self)

    /// Which folder.
    struct Folder: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The cache's folder. (default: ~/.cache/seqjudge/compiled, or in XDG_CACHE_HOME)",
                valueName: "folder"),
            completion: .directory)
        var cache: String?

        func open() throws(CommandFailure) -> CompileCache {
            guard let configuration = CompileCacheConfiguration.chosen(cache) else {
                throw CommandFailure(
                    .usage, "neither XDG_CACHE_HOME nor HOME is set", hint: "name the folder with --cache")
            }
            return CompileCache(configuration)
        }
    }

    struct Info: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the folder, the number of programs, what they take, and the oldest use.")

        @OptionGroup var folder: Folder

        @Option(help: "The form of the output.")
        var format: PlainFormat = .text

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in
                let summary = try CacheCommand.reading(try command.folder.open()) {
                    cache throws(CompileCacheError) in try cache.summary()
                }
                let report = CacheReport(summary: summary)
                try StandardStream.output.deliver(
                    command.format == .text ? report.text : report.json.document)
                return .success
            }
        }
    }

    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove all compiled programs. Checks that are running go on.")

        @OptionGroup var folder: Folder

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in
                let removed = try CacheCommand.reading(try command.folder.open()) {
                    cache throws(CompileCacheError) in try cache.clear()
                }
                let count = DisplayText.count(removed.entries, "program")
                try StandardStream.output.deliver(
                    "removed \(count), \(removed.size), from \(DisplayText.line(removed.folder))\n")
                return .success
            }
        }
    }

    private static func reading(
        _ cache: CompileCache, _ body: (CompileCache) throws(CompileCacheError) -> CompileCache.Summary
    ) throws(CommandFailure) -> CompileCache.Summary {
        do throws(CompileCacheError) {
            return try body(cache)
        } catch {
            throw CommandFailure(.badInput, error.description)
        }
    }
}

extension DisplayText {
    /// A time in seconds since 1970, in UTC, after RFC 3339: `1970-01-01T00:00:00Z`.
    fileprivate static func date(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// What is in the cache, for people and for programs.
struct CacheReport: Sendable {
    var summary: CompileCache.Summary

    var text: String {
        let oldest = summary.oldestUse.map { DisplayText.date($0) } ?? "none"
        return """
            folder      \(DisplayText.line(summary.folder))
            programs    \(DisplayText.grouped(summary.entries))
            size        \(summary.size) of \(summary.limit)
            oldest use  \(oldest)

            """
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "folder": .string(summary.folder),
            "entries": .integer(summary.entries),
            "bytes": .integer(summary.size.bytes),
            "limit_bytes": .integer(summary.limit.bytes),
            "oldest_use": .optional(summary.oldestUse) { .string(DisplayText.date($0)) },
        ])
    }
}
