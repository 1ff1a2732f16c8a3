import Foundation
import PackagePlugin

/// Carries files inside the library, so that a built binary needs no file beside it.
///
/// `Sandboxing` gets the compiled warden (C, linked statically) and the YAML profiles; `Judging` gets its harness
/// sources and its compile driver (C likewise); `SequenceStore` gets the terms of the fixtures; the tests' `Containment` gets a warden that can be weakened. Each becomes a Swift file made by a plain shell command at build time.
@main
struct EmbedResources: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let tree = context.package.directoryURL.appending(path: "Sources/CJail/tree.c")
        switch target.name {
        case "Sandboxing":
            return [
                try compileCommand(
                    context, target.directoryURL, folder: "Warden", others: ["Stem"], name: "EmbeddedWarden",
                    flags: "-static -s", libraries: "-lcap", more: [tree]),
                try compileCommand(
                    context, target.directoryURL, folder: "Stem", others: [], name: "EmbeddedStem",
                    flags: "-shared -fPIC -s -fvisibility=hidden", libraries: ""),
                try textCommand(
                    context, name: "EmbeddedProfiles", ending: ".yaml",
                    folder: context.package.directoryURL.appending(path: "sandbox-profiles")),
            ]
        case "Judging":
            let folder = target.directoryURL.appending(path: "Harness")
            return [
                try textCommand(context, name: "EmbeddedHarness", ending: nil, folder: folder),
                try compileCommand(
                    context, target.directoryURL, folder: "Driver", others: [], name: "EmbeddedDriver",
                    flags: "-static -s", libraries: ""),
            ]
        case "SequenceStore":
            return [try sequencesCommand(context, context.package.directoryURL.appending(path: "fixtures"))]
        case "Containment":
            // The jail's programs once more, as only tests have them: they can leave a protection out and have a call fail.
            let sources = context.package.directoryURL.appending(path: "Sources/Sandboxing")
            let faults = target.directoryURL.appending(path: "Faults/faults.c")
            let wraps =
                "-DJAIL_CAN_OMIT -Wl,@'\(target.directoryURL.appending(path: "Faults/wrapped.ld").path())'"
            return [
                try compileCommand(
                    context, sources, folder: "Warden", others: ["Stem"], name: "WeakenedWarden",
                    flags: "-static -s \(wraps)", libraries: "-lcap", more: [faults, tree]),
                try compileCommand(
                    context, sources, folder: "Stem", others: [], name: "WeakenedStem",
                    flags: "-shared -fPIC -s -fvisibility=hidden \(wraps)", libraries: "", more: [faults]),
            ]
        default:
            return []
        }
    }

    /// Compiles the C files of a folder of the target's and writes `NAME.base64`.
    /// - Parameters:
    ///   - home: the folder that holds it.
    ///   - others: folders beside it whose headers they include, besides the protocol's own.
    ///   - more: further C files.
    private func compileCommand(
        _ context: PluginContext, _ home: URL, folder: String, others: [String], name: String,
        flags: String, libraries: String, more: [URL] = []
    ) throws -> Command {
        let folders =
            ([folder] + others).map { home.appending(path: $0) }
            + [context.package.directoryURL.appending(path: "Sources/CJail/include")]
        let sources = try files(in: folders[0]) { $0.hasSuffix(".c") } + more
        let headers = try folders.flatMap { try files(in: $0) { $0.hasSuffix(".h") } }
        let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
        let includes = folders.map { "-I '\($0.path())'" }.joined(separator: " ")
        let script = """
            set -e
            out=$1; shift
            ${CC:-cc} -std=gnu17 -O2 -Wall -Wextra -Werror ${JAIL_CFLAGS:-} \(flags) \(includes) -o "$out.elf" "$@" \(libraries)
            { printf '/// A compiled program, an ELF file in base64.\\nenum \(name) {\\n'
              printf '    static let base64: StaticString = "'; base64 -w 0 "$out.elf"; printf '"\\n}\\n'
            } > "$out.tmp"
            mv "$out.tmp" "$out"
            """
        return .buildCommand(
            displayName: "Compiling \(folder)", executable: URL(filePath: "/bin/sh"),
            arguments: ["-c", script, "sh", output.path()] + sources.map { $0.path() },
            inputFiles: sources + headers, outputFiles: [output])
    }

    /// Writes `enum NAME { static let files: [(name: String, text: String)] }` from the files of a folder.
    private func textCommand(
        _ context: PluginContext, name: String, ending: String?, folder: URL
    ) throws -> Command {
        let sources = try files(in: folder) { ending.map($0.hasSuffix) ?? true }
        let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
        let script = """
            set -e
            out=$1; name=$2; shift 2
            { printf 'enum %s {\\n    static let files: [(name: String, text: String)] = [\\n' "$name"
              for file; do
                printf '("%s", ####\"\"\"\\n' "$(basename "$file")"; cat "$file"; printf '\\n\"\"\"####),\\n'
              done
              printf '    ]\\n}\\n'
            } > "$out.tmp"
            mv "$out.tmp" "$out"
            """
        return .buildCommand(
            displayName: "Embedding \(folder.lastPathComponent)", executable: URL(filePath: "/bin/sh"),
            arguments: ["-c", script, "sh", output.path(), name] + sources.map { $0.path() },
            inputFiles: sources, outputFiles: [output])
    }

    /// Writes `enum EmbeddedSequences { static let records: [(id: String, name: String, offset: Int, terms: String, bFile:
    /// String)] }` from the `sequence.yaml` files of the fixtures, and the b-files that they name. Of YAML it knows what
    /// those files use: a value on the line of its key, in quotes or not, or folded onto indented lines.
    private func sequencesCommand(_ context: PluginContext, _ fixtures: URL) throws -> Command {
        let folders = try FileManager.default.contentsOfDirectory(atPath: fixtures.path()).sorted()
            .map { fixtures.appending(path: $0) }
        let descriptions = folders.map { $0.appending(path: "sequence.yaml") }
            .filter { FileManager.default.fileExists(atPath: $0.path()) }
        let bFiles = try descriptions.map { $0.deletingLastPathComponent() }.flatMap { folder in
            try files(in: folder) { $0.hasPrefix("b") && $0.hasSuffix(".txt") }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSequences.swift")
        let script = #"""
            set -e
            out=$1; shift
            { printf 'enum EmbeddedSequences {\n    static let records: [(id: String, name: String, offset: Int, '
              printf 'terms: String, bFile: String)] = [\n'
              for file; do
                awk '
                  { sub(/\r$/, "") }
                  /^[a-z_]+:/ { key = $1; value = $0; sub(/^[a-z_]+: */, "", value); all[key] = ""; if (value == ">-") value = "" }
                  /^[ ]/ { value = $0 }
                  /^(#|$)/ { next }
                  { gsub(/^[ ]*"?|"?[ ]*$/, "", value); all[key] = all[key] " " value }
                  END {
                    name = all["name:"]; sub(/^ /, "", name); id = all["id:"]; gsub(/ /, "", id); text = ""
                    bfile = all["bfile:"]; gsub(/ /, "", bfile)
                    if (bfile != "") {
                      folder = FILENAME; sub(/[^\/]*$/, "", folder)
                      while ((getline line < (folder bfile)) > 0) text = text line "\n"
                    }
                    offset = all["offset:"]; if (offset == "") offset = 0
                    printf "(id: \"%s\", name: ###\"%s\"###, offset: %d, terms: \"%s\",\nbFile: \"\"\"\n%s\n\"\"\"),\n", \
                      id, name, offset, all["terms:"], text
                  }' "$file"
              done
              printf '    ]\n}\n'
            } > "$out.tmp"
            mv "$out.tmp" "$out"
            """#
        return .buildCommand(
            displayName: "Embedding the terms of the fixtures", executable: URL(filePath: "/bin/sh"),
            arguments: ["-c", script, "sh", output.path()] + descriptions.map { $0.path() },
            inputFiles: descriptions + bFiles, outputFiles: [output])
    }

    private func files(in folder: URL, where accepts: (String) -> Bool) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { accepts($0) && !$0.hasPrefix(".") }.sorted().map { folder.appending(path: $0) }
    }
}
