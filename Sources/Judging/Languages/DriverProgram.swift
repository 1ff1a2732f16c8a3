import Sandboxing

/// The program that runs the parts of a compilation in the jail, which the library carries in itself.
enum DriverProgram {
    /// What it calls itself.
    static let name = "compile"
    /// Its exit status when it could not do its work, and the compiler's own driver is to do it.
    static let cannot: Int32 = 70

    /// The program, made once a process and kept.
    static let image = Result { () throws(SandboxError) in
        try ProgramImage(copying: Base64.decoded(EmbeddedDriver.base64))
    }
}
