import Sandboxing

/// Profiles by name, or by the path of a user's own file.
enum ProfileLookup {
    /// A bundled profile, or one read from a file when the text holds a slash or ends in `.yaml` or `.yml`.
    static func find(_ nameOrPath: String) throws(CommandFailure) -> Profile {
        let isPath = nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml")
        do {
            return try isPath ? ProfileStore.read(path: nameOrPath) : ProfileStore.named(nameOrPath)
        } catch {
            throw CommandFailure(.badInput, error.description)
        }
    }
}
