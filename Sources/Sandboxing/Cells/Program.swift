/// What a cell is to run.
public struct Program: Sendable {
    /// Where the executable is.
    public enum Executable: Sendable {
        /// A path that the profile lets the program execute.
        case path(String)
        /// Bytes held in memory.
        case image(ProgramImage)
        /// A fork of the cell's ``Template``, which has no arguments of its own.
        case template
    }

    /// The executable.
    public var executable: Executable
    /// The arguments, the program's own name first.
    public var arguments: [String]
    /// A file that the program leaves in its scratch folder and that ``Run/collected`` then holds; nil: none.
    public var collects: String?
    /// Largest file to collect. Default 64 MiB.
    public var collectsAtMost: ByteCount

    /// A program with its arguments.
    public init(
        _ executable: Executable, arguments: [String], collects: String? = nil,
        collectsAtMost: ByteCount = .mib(64)
    ) {
        self.executable = executable
        self.arguments = arguments
        self.collects = collects
        self.collectsAtMost = collectsAtMost
    }
}
