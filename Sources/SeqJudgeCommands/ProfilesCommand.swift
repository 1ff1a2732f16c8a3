import ArgumentParser
import Glibc
import Sandboxing

/// `seqjudge profiles`: what jailed programs may do.
struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "List, show or check sandbox profiles.",
        subcommands: [List.self, Show.self, Lint.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the profiles that come with seqjudge, each with its purpose.")

        func run() throws {
            let width = ProfileStore.bundled.map(\.count).max() ?? 0
            for name in ProfileStore.bundled {
                let profile = try ProfilesCommand.exiting { () throws(ProfileError) in
                    try ProfileStore.named(name)
                }
                let gap = String(repeating: " ", count: width - name.count + 2)
                try ProfilesCommand.deliver(name + gap + profile.summary + "\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Print a profile as YAML, everything it extends merged in, with the reason of each line.")

        @Argument(
            help: "A name from 'seqjudge profiles list', or a file (a path with a slash or ending in .yaml).")
        var name: String

        func run() throws {
            let text = try ProfilesCommand.exiting { () throws(ProfileError) in
                if name.contains("/") || name.hasSuffix(".yaml") {
                    return try ProfileFile.merged(text: try ProfileStore.contents(name), file: name)
                }
                return try ProfileStore.merged(name)
            }
            try ProfilesCommand.deliver(text)
        }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Check a profile file: its keys, units, system calls, and that a filter can be made of it.",
            discussion: "Prints the file and line of the first error and exits with status 65.")

        @Argument(help: "The profile's file.", completion: .file(extensions: ["yaml", "yml"]))
        var file: String

        func run() throws {
            let profile = try ProfilesCommand.exiting { () throws(ProfileError) in
                let profile = try ProfileStore.read(path: file)
                do throws(FilterError) {
                    _ = try SeccompFilter.compile(
                        profile.systemCalls, processes: profile.limits.processes, listener: true)
                } catch {
                    throw ProfileError(file: file, problem: error.description)
                }
                return profile
            }
            try ProfilesCommand.deliver(
                DisplayText.line("\(file): profile '\(profile.name)' is right") + "\n")
        }
    }

    private static func deliver(_ text: String) throws {
        do throws(CommandFailure) {
            try StandardStream.output.deliver(text)
        } catch {
            throw error.reported()
        }
    }

    /// Bad data ends the command with status 65 and the error, file and line first.
    private static func exiting<Value>(_ body: () throws(ProfileError) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            StandardStream.error.write(DisplayText.line("\(error)") + "\n")
            throw ExitCode(65)
        }
    }
}
