import Glibc

/// Runs of a program without any jail.
enum Bare {
    /// A run or a preparation that did not work.
    struct Failure: Error {
        var what: String
    }

    /// Spawns a program with its output thrown away and waits for it. Throws unless it ends with 0.
    static func run(_ path: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, path, &actions, nil, &strings, environ) == 0 else {
            throw Failure(what: "cannot start \(path)")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw Failure(what: "\(path) ended with status \(status)") }
    }

    /// A folder of our own below the temporary one.
    static func scratch() throws -> String {
        var template = Array("/tmp/jail-cost-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "cannot make a scratch folder") }
        // A jailed program has another uid, and no mount of its own on the weakest rung.
        chmod(template, 0o755)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes a file.
    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw Failure(what: "cannot write \(path)") }
        fputs(text, file)
        fclose(file)
    }
}
