enum SeccompFilter {
    static func compile(_ p: SystemCallPolicy, processes: Int, listener: Bool) throws(SandboxError) -> [UInt8] { [6,0,0,0,0,0,0xff,0x7f] }
}
enum SystemCallName { static func name(of: Int32) -> String { "\(of)" } }
