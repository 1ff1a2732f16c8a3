/// An interpreter that a cell starts once, before any program is known, and forks for each run.
///
/// It runs trusted text alone. Where the text is ready for a run it loads, as an extension module, the file whose path
/// stands for the argument ``stemPlace``; that call fails with an `ImportError` in each run, and returns nowhere else.
public struct Template: Sendable, Hashable {
    /// The argument that is replaced by the path of the extension module.
    public static let stemPlace = "{stem}"

    /// The interpreter and its arguments, the path of the interpreter first.
    public var arguments: [String]

    /// A template from the command line that starts it.
    public init(arguments: [String]) { self.arguments = arguments }
}

/// The extension module, which the library carries in itself.
enum Stem {
    /// A sealed memory file with it, made once a process and kept.
    static let image: Result<Int32, SandboxError> = EmbeddedStem.base64.memoryFile(
        named: "the template's stem")
}
