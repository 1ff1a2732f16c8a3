import Foundation

/// Code that is a member of a JSON object.
enum JSONMember {
    /// The names that are looked for, the likeliest first.
    static let names = ["code", "solution", "program", "source", "answer"]

    /// The first member of that name that is a text which is not blank; nil where the text is no object with one.
    static func find(in text: String) -> (name: String, text: String)? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasPrefix("{"), trimmed.hasSuffix("}"),
            let object = try? JSONSerialization.jsonObject(with: Data(trimmed.utf8)) as? [String: Any]
        else { return nil }
        for name in names {
            if let text = object[name] as? String, text.contains(where: { !$0.isWhitespace }) {
                return (name, text)
            }
        }
        return nil
    }
}
