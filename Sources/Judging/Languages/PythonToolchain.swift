internal import Glibc
internal import Synchronization

/// A CPython interpreter of the host, and what it needs to be seen in a jail.
public struct PythonToolchain: Sendable, Hashable {
    /// The program to execute. Not a shim in front of it.
    public var executable: String
    /// `3.11.7`.
    public var version: String
    /// ``executable`` and the file that it links to, and a virtual environment's own file.
    public var executablePaths: [String]
    /// The standard library, its compiled part, and a shared `libpython` where there is one.
    public var libraryFolders: [String]
    /// Folders of installed packages that exist.
    public var siteFolders: [String]

    /// Whether a package of this name is installed.
    func hasPackage(_ name: String) -> Bool {
        siteFolders.contains { access("\($0)/\(name)", R_OK) == 0 || access("\($0)/\(name).py", R_OK) == 0 }
    }

    private static let found = Mutex<[String: PythonToolchain]>([:])

    /// Finds an interpreter and asks it about itself, once for each name in a process.
    /// - Parameter name: a path, or a name looked up on PATH. Default `python3`.
    /// - Throws: ``ToolError`` when there is none, or it is no CPython of version 3.9 or later.
    public static func find(named name: String? = nil) throws(ToolError) -> PythonToolchain {
        let tool = name ?? "python3"
        // The lock is held meanwhile: many first checks at once are to ask one interpreter, not one each.
        return try found.withLock { known throws(ToolError) in
            if let toolchain = known[tool] { return toolchain }
            let toolchain = try probe(tool)
            known[tool] = toolchain
            return toolchain
        }
    }

    /// Printed as `KEY<tab>VALUE` lines. `sys.executable` tells the real program behind a shim script; the rest is
    /// asked of `site` and `sysconfig`, which know the layouts of distributions and of virtual environments.
    private static let questions = """
        import os, site, sys, sysconfig
        def tell(key, *values):
            for value in values:
                if value and (key in ("name", "version") or os.path.exists(value)): print(key, value, sep="\\t")
        tell("name", sys.implementation.name)
        tell("version", "%d.%d.%d" % sys.version_info[:3])
        tell("executable", sys.executable)
        tell("program", sys.executable, os.path.realpath(sys.executable), sys.prefix + "/pyvenv.cfg")
        paths = sysconfig.get_paths()
        tell("library", paths["stdlib"], paths["platstdlib"])
        for part in (sysconfig.get_config_var("LDLIBRARY"), sysconfig.get_config_var("INSTSONAME")):
            if part and ".so" in part: tell("library", os.path.join(sysconfig.get_config_var("LIBDIR") or "", part))
        tell("site", *site.getsitepackages())
        """

    private static func probe(_ tool: String) throws(ToolError) -> PythonToolchain {
        let remedy = "install it (apt-get install python3) or name one with --python"
        guard let path = ToolRun.find(tool) else {
            throw ToolError(tool: tool, reason: "is not on PATH", remedy: remedy)
        }
        guard let answer = ToolRun.output(of: path, ["-I", "-c", questions]) else {
            throw ToolError(tool: tool, reason: "does not start as a Python interpreter", remedy: remedy)
        }
        var values: [String: [String]] = [:]
        for line in answer.split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            let value = String(line[line.index(after: tab)...])
            if values[String(line[..<tab])]?.contains(value) != true {
                values[String(line[..<tab]), default: []].append(value)
            }
        }
        guard values["name"] == ["cpython"], let version = values["version"]?.first,
            let executable = values["executable"]?.first
        else { throw ToolError(tool: tool, reason: "is no CPython", remedy: remedy) }
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 3, (parts[0], parts[1]) >= (3, 9) else {
            throw ToolError(
                tool: tool, reason: "is Python \(version); 3.9 or later is needed", remedy: remedy)
        }
        return PythonToolchain(
            executable: executable, version: version, executablePaths: values["program"] ?? [executable],
            libraryFolders: values["library"] ?? [], siteFolders: values["site"] ?? [])
    }
}
