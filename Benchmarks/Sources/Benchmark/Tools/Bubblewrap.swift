import Glibc
import Judging

/// A jail put together from Debian's own tools, for comparison: bubblewrap's namespaces and read-only binds, and prlimit
/// for the limits. It filters no system call and sums nothing over processes, so it is a weaker jail than ours.
struct Bubblewrap: Sendable {
    let program: String
    let prlimit: String

    static func find() -> Result<Bubblewrap, Missing> {
        guard let program = Tools.find("bwrap") else {
            return .failure(Missing("there is no bwrap on PATH; apt-get install bubblewrap"))
        }
        guard let prlimit = Tools.find("prlimit") else {
            return .failure(Missing("there is no prlimit on PATH; apt-get install util-linux"))
        }
        let found = Bubblewrap(program: program, prlimit: prlimit)
        guard let trueProgram = Tools.find("true"),
            (try? found.expect("", from: trueProgram, [], showing: [])) != nil
        else { return .failure(Missing("\(program) makes no jail here: user namespaces are not allowed")) }
        return .success(found)
    }

    /// As ``BareRun/expect(_:from:_:input:)``, in the jail.
    /// - Parameter folders: what it shows beside the system's own programs and libraries.
    func expect(
        _ expected: String, from path: String, _ arguments: [String], input: String? = nil,
        showing folders: [String]
    ) throws {
        // The same limits as a check has.
        var line = [
            "--cpu=2", "--as=\(256 << 20)", "--core=0", program, "--unshare-all", "--die-with-parent",
        ]
        line += ["--ro-bind", "/usr", "/usr"]
        for folder in ["/bin", "/lib", "/lib64"] { line += ["--ro-bind-try", folder, folder] }
        for folder in folders { line += ["--ro-bind", folder, folder] }
        line += ["--", path] + arguments
        try BareRun.expect(expected, from: prlimit, line, input: input)
    }

    /// What an interpreter needs beside the system's own folders.
    static func folders(of python: PythonToolchain) -> [String] {
        (python.executablePaths + python.libraryFolders).filter { !$0.hasPrefix("/usr/") }
    }
}
