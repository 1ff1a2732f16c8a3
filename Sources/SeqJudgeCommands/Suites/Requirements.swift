import Glibc
import Judging
import Sandboxing

/// What submissions need of the host, looked up once each.
actor Requirements {
    private let python: String
    private let compiler: String
    private let rung: Rung?
    private var known: [String: Bool] = [:]

    /// - Parameters:
    ///   - python: the interpreter whose modules count.
    ///   - compiler: the compiler whose headers count.
    ///   - rung: what the host allows.
    init(python: String, compiler: String, rung: Rung?) {
        self.python = python
        self.compiler = compiler
        self.rung = rung
    }

    /// The first need that is not met, as a reason to skip; nil when all are.
    func unmet(_ needs: [String]) -> String? {
        needs.first { !isMet($0) }.map { "needs \($0), which is not here" }
    }

    private func isMet(_ need: String) -> Bool {
        if let answer = known[need] { return answer }
        let answer: Bool
        if let least = Rung(rawValue: need) {
            answer = rung.map { $0 >= least } ?? false
        } else if need == "gmp" {
            answer = Self.succeeds(compiler, ["-E", "-include", "gmp.h", "-x", "c", "/dev/null"])
        } else {
            let script = "import sys,importlib.util as u; sys.exit(u.find_spec(sys.argv[1]) is None)"
            answer = Self.succeeds(python, ["-I", "-c", script, need])
        }
        known[need] = answer
        return answer
    }

    /// Whether a trusted tool of the host exits with 0; its output is dropped.
    private static func succeeds(_ tool: String, _ arguments: [String]) -> Bool {
        guard let path = FileBytes.findTool(tool) else { return false }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for descriptor in 1...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in argv { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, nil, &argv, environ) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status == 0
    }
}
