enum SeccompFilter {
    static func compile(
        _ policy: SystemCallPolicy, processes: Int, listener: Bool
    ) throws(SandboxError) -> [UInt8] {
        throw SandboxError(.refused, step: "compile a filter: not built yet")
    }
}
enum SystemCallName { static func name(of number: Int32) -> String { "\(number)" } }
