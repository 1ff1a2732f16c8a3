/// A JSON value whose objects keep the order of their members, so that a report always reads the same.
indirect enum JSONText: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number as it is to be written, such as `1.25`.
    case number(String)
    case string(String)
    case array([JSONText])
    case object([Member])

    /// A name and its value.
    struct Member: Sendable, Equatable {
        var name: String
        var value: JSONText
    }

    /// An object from name and value pairs.
    static func members(_ pairs: KeyValuePairs<String, JSONText>) -> JSONText {
        .object(pairs.map { Member(name: $0.key, value: $0.value) })
    }

    /// A time in seconds.
    static func seconds(_ duration: Duration) -> JSONText { .number(DisplayText.seconds(duration)) }

    /// A value, or null.
    static func optional<Value>(_ value: Value?, _ convert: (Value) -> JSONText) -> JSONText {
        value.map(convert) ?? .null
    }

    /// The text, indented by two blanks a level, with a line feed at the end.
    var document: String { text(indent: "") + "\n" }

    /// The text on one line, without blanks and without a line feed.
    var line: String {
        switch self {
        case .null, .bool, .integer, .number, .string: text(indent: "")
        case .array(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(JSONText.quote($0.name)):\($0.value.line)" }.joined(separator: ",") + "}"
        }
    }

    private func text(indent: String) -> String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value): return value
        case .string(let value): return JSONText.quote(value)
        case .array(let values):
            return JSONText.enclose("[", values.map { $0.text(indent: indent + "  ") }, "]", indent)
        case .object(let members):
            let lines = members.map { "\(JSONText.quote($0.name)): \($0.value.text(indent: indent + "  "))" }
            return JSONText.enclose("{", lines, "}", indent)
        }
    }

    private static func enclose(_ open: String, _ items: [String], _ close: String, _ indent: String)
        -> String
    {
        if items.isEmpty { return open + close }
        return "\(open)\n\(indent)  " + items.joined(separator: ",\n\(indent)  ") + "\n\(indent)\(close)"
    }

    /// A JSON string, printable ASCII only.
    private static func quote(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONBytes.escape(text, into: &bytes)
        return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
    }
}
