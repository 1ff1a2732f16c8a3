import Glibc
internal import Synchronization

/// The profiles that the library carries, and those in files.
public enum ProfileStore {
    /// The names of the profiles within the library, sorted.
    public static let bundled: [String] = EmbeddedProfiles.files.map { String($0.name.dropLast(5)) }.sorted()

    /// A profile of the library.
    /// - Throws: ``ProfileError`` when there is none of that name.
    public static func named(_ name: String) throws(ProfileError) -> Profile {
        if let profile = known.withLock({ $0[name] }) { return profile }
        let file = try bundledFile(name)
        let profile = try ProfileFile.read(text: file.text, file: file.file)
        known.withLock { $0[name] = profile }
        return profile
    }

    /// The bundled profiles that have been read: each check asks for one or two, and reading one takes milliseconds.
    private static let known = Mutex<[String: Profile]>([:])

    /// A profile of the library as YAML text, everything it extends merged in.
    /// - Throws: ``ProfileError`` when there is none of that name.
    public static func merged(_ name: String) throws(ProfileError) -> String {
        let file = try bundledFile(name)
        return try ProfileFile.merged(text: file.text, file: file.file)
    }

    /// A profile from a file, which may extend one of the library.
    /// - Throws: ``ProfileError`` when the file cannot be read or is wrong.
    public static func read(path: String) throws(ProfileError) -> Profile {
        try ProfileFile.read(text: try contents(path), file: path)
    }

    /// The text of a profile file.
    /// - Throws: ``ProfileError`` when it cannot be read, is longer than 1 MiB or is not UTF-8.
    public static func contents(_ path: String) throws(ProfileError) -> String {
        guard let stream = fopen(path, "re") else {
            throw ProfileError(file: path, problem: "cannot be opened: " + String(cString: strerror(errno)))
        }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.removeSubrange(fread(&bytes, 1, bytes.count, stream)...)
        if ferror(stream) != 0 { throw ProfileError(file: path, problem: "cannot be read") }
        if bytes.count == 1 << 20 { throw ProfileError(file: path, problem: "is longer than 1 MiB") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ProfileError(file: path, problem: "is not UTF-8 text")
        }
        return text
    }

    static func text(of name: String) -> ProfileFile.Parent? {
        EmbeddedProfiles.files.first { $0.name == name + ".yaml" }.map { .init(file: $0.name, text: $0.text) }
    }

    private static func bundledFile(_ name: String) throws(ProfileError) -> ProfileFile.Parent {
        guard let parent = text(of: name) else {
            throw ProfileError(
                file: name, problem: "no such profile", expected: "one of " + bundled.joined(separator: ", "))
        }
        return parent
    }
}
