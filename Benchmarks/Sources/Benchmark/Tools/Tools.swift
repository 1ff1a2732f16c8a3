import Glibc
import Judging

/// What of the host's tools is measured with.
struct Tools {
    /// The interpreter itself, not a shim in front of it; or why there is none.
    let python: Result<PythonToolchain, Missing>
    /// The compiler, likewise.
    let compiler: Result<CToolchain, Missing>
    /// bubblewrap and prlimit.
    let bubblewrap: Result<Bubblewrap, Missing>

    init() {
        do { python = .success(try PythonToolchain.find()) } catch { python = .failure(Missing("\(error)")) }
        do { compiler = .success(try CToolchain.find()) } catch { compiler = .failure(Missing("\(error)")) }
        bubblewrap = Bubblewrap.find()
    }

    /// Throws what is missing unless the interpreter finds sympy.
    func requireSympy() throws {
        let python = try python.get()
        do {
            _ = try BareRun.output(python.executable, ["-I", "-c", "import sympy"])
        } catch {
            throw Missing("\(python.executable) has no sympy; \(python.executable) -m pip install sympy")
        }
    }

    /// The path of a program that PATH leads to.
    static func find(_ name: String) -> String? {
        guard let path = getenv("PATH") else { return nil }
        return String(cString: path).split(separator: ":").map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }
}
