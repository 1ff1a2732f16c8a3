internal import Synchronization

/// The YAML form of a profile.
public enum ProfileFile {
    /// Reads a profile, laid over the bundled one that it extends.
    /// - Parameters:
    ///   - text: the YAML text.
    ///   - file: its name, for messages.
    /// - Throws: ``ProfileError`` with the line of the first thing that is wrong: a bad key, an unknown system call,
    ///   a missing unit, a wrong type, an unknown or cyclic `extends`.
    public static func read(text: String, file: String) throws(ProfileError) -> Profile {
        try resolve(text: text, file: file, parents: ProfileStore.text(of:)).profile
    }

    /// The merged profile as YAML text, with the reasons of all files it comes from.
    /// - Throws: as ``read(text:file:)``.
    public static func merged(text: String, file: String) throws(ProfileError) -> String {
        ProfileWriter.write(try resolve(text: text, file: file, parents: ProfileStore.text(of:)))
    }

    /// A file of a profile that another extends.
    struct Parent: Sendable {
        var file: String
        var text: String
    }

    static func resolve(
        text: String, file: String, parents: (String) -> Parent?
    ) throws(ProfileError) -> ProfileDraft {
        let own = try ProfileParser.parse(text: text, file: file)
        var drafts = [own]
        var names: Set = [own.name]
        var here = (file: file, text: text)
        while let extends = drafts[drafts.count - 1].extends?.value {
            guard names.insert(extends).inserted else {
                throw extendsError(here.file, here.text, "'\(extends)' extends itself", nil)
            }
            guard let parent = parents(extends) else {
                let known = ProfileStore.bundled.joined(separator: ", ")
                throw extendsError(here.file, here.text, "unknown profile '\(extends)'", "one of \(known)")
            }
            here = (parent.file, parent.text)
            drafts.append(try parse(parent))
        }
        return drafts.reversed().reduce(ProfileDraft()) { $1.over($0) }
    }

    private static let parsed = Mutex<[String: ProfileDraft]>([:])

    /// Reads what other profiles extend, once a process: it is a third of the work of reading one of them.
    private static func parse(_ parent: Parent) throws(ProfileError) -> ProfileDraft {
        if let draft = parsed.withLock({ $0[parent.text] }) { return draft }
        let draft = try ProfileParser.parse(text: parent.text, file: parent.file)
        parsed.withLock { $0[parent.text] = draft }
        return draft
    }

    private static func extendsError(
        _ file: String, _ text: String, _ problem: String, _ expected: String?
    ) -> ProfileError {
        let index = ProfileSource.lines(of: text).firstIndex { $0.hasPrefix("extends") } ?? 0
        return ProfileError(
            file: file, line: index + 1, problem: YAMLText.oneLine(problem), expected: expected)
    }
}
