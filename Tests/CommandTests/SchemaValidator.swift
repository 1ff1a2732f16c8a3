import Foundation

/// A value of JSON, in which `true` is no number and 1.0 an integer, as in JSON Schema.
enum SchemaValue: Decodable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([SchemaValue])
    case object([String: SchemaValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([SchemaValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: SchemaValue].self))
        }
    }

    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }

    subscript(name: String) -> SchemaValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var members: [String: SchemaValue] { if case .object(let members) = self { members } else { [:] } }
    var elements: [SchemaValue] { if case .array(let elements) = self { elements } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// Whether it is of a type by JSON Schema's name for it.
    func isA(_ type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .number(let value): type == "number" || type == "integer" && value.rounded() == value
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}

/// Validates values by the part of JSON Schema that our schemas use, and keeps which members came.
///
/// A keyword that is not known is a fault, so that no schema says what nobody checks.
struct SchemaValidator {
    let root: SchemaValue
    private(set) var faults: [String] = []
    /// How many objects came at each place of the schema that names members, and how many had each of these.
    private var objects: [String: Int] = [:]
    private var seen: [String: [String: Int]] = [:]

    init(_ root: SchemaValue) { self.root = root }

    /// Validates a document.
    mutating func check(_ value: SchemaValue) { check(value, root, at: "", in: "#") }

    /// Members that the schema names and no document has, and those that all have and the schema does not require, or the
    /// other way round; as places in the schema.
    var strays: [String] {
        var strays: [String] = []
        for (place, schema) in Self.places(root, "#") {
            let required = Set((schema["required"]?.elements ?? []).compactMap(\.text))
            for name in schema["properties"]?.members.keys.sorted() ?? [] {
                let count = seen[place]?[name] ?? 0
                if count == 0 { strays.append("\(place).\(name) is never there") }
                if (count == objects[place] && count > 0) != required.contains(name) {
                    strays.append("\(place).\(name) is \(required.contains(name) ? "" : "not ")required")
                }
            }
        }
        return strays
    }

    /// All parts of a schema that name members.
    private static func places(_ schema: SchemaValue, _ place: String) -> [(String, SchemaValue)] {
        var places = schema["properties"] == nil ? [] : [(place, schema)]
        for keyword in ["properties", "$defs"] {
            for (name, part) in schema[keyword]?.members ?? [:] {
                places += Self.places(part, keyword == "$defs" ? "#/$defs/\(name)" : "\(place).\(name)")
            }
        }
        if let items = schema["items"] { places += Self.places(items, place + "[]") }
        if let other = schema["additionalProperties"] { places += Self.places(other, place + ".*") }
        for choice in schema["anyOf"]?.elements ?? [] { places += Self.places(choice, place) }
        return places
    }

    private mutating func check(
        _ value: SchemaValue, _ schema: SchemaValue, at path: String, in place: String
    ) {
        for (keyword, rule) in schema.members {
            if let words = fault(value, keyword, rule, schema, at: path, in: place) {
                faults.append("\(path.isEmpty ? "." : path): \(words)")
            }
        }
    }

    /// What one keyword has against a value; parts of the value are checked on the way.
    private mutating func fault(
        _ value: SchemaValue, _ keyword: String, _ rule: SchemaValue, _ schema: SchemaValue, at path: String,
        in place: String
    ) -> String? {
        switch keyword {
        case "$schema", "$id", "$defs", "title", "description": return nil
        case "$ref": return follow(value, rule, at: path)
        case "anyOf": return choose(value, rule.elements, at: path, in: place)
        case "type":
            let types = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
            return types.contains(where: value.isA) ? nil : "is no \(types.joined(separator: " or "))"
        case "const": return value == rule ? nil : "is not \(rule)"
        case "enum": return rule.elements.contains(value) ? nil : "is none of the words"
        case "minimum": return value.number.map { $0 < rule.number ?? 0 } == true ? "is too small" : nil
        case "maximum": return value.number.map { $0 > rule.number ?? 0 } == true ? "is too large" : nil
        case "minItems":
            return value.isA("array") && Double(value.elements.count) < rule.number ?? 0
                ? "is too short" : nil
        case "pattern":
            guard let text = value.text, let pattern = rule.text else { return nil }
            return text.range(of: pattern, options: .regularExpression) == nil ? "is of another form" : nil
        case "items":
            for (number, element) in value.elements.enumerated() {
                check(element, rule, at: "\(path)[\(number)]", in: place + "[]")
            }
            return nil
        case "required":
            let missing = rule.elements.compactMap(\.text).filter { value.isA("object") && value[$0] == nil }
            return missing.isEmpty ? nil : "has no \(missing.joined(separator: ", "))"
        case "properties": return note(value, rule, at: path, in: place)
        case "additionalProperties":
            let known = schema["properties"]?.members ?? [:]
            let others = value.members.filter { known[$0.key] == nil }
            if rule == .bool(false) {
                return others.isEmpty ? nil : "has \(others.keys.sorted().joined(separator: ", ")) besides"
            }
            for (name, member) in others { check(member, rule, at: "\(path).\(name)", in: place + ".*") }
            return nil
        default: return "the schema's keyword \(keyword) is not known"
        }
    }

    private mutating func note(
        _ value: SchemaValue, _ properties: SchemaValue, at path: String, in place: String
    ) -> String? {
        guard case .object(let members) = value else { return nil }
        objects[place, default: 0] += 1
        for (name, part) in properties.members {
            guard let member = members[name] else { continue }
            seen[place, default: [:]][name, default: 0] += 1
            check(member, part, at: "\(path).\(name)", in: "\(place).\(name)")
        }
        return nil
    }

    private mutating func follow(_ value: SchemaValue, _ rule: SchemaValue, at path: String) -> String? {
        guard let reference = rule.text, reference.hasPrefix("#/$defs/"),
            let target = root["$defs"]?[String(reference.dropFirst(8))]
        else { return "the reference \(rule) leads nowhere" }
        check(value, target, at: path, in: reference)
        return nil
    }

    /// Counts for what came only by the choice that fits.
    private mutating func choose(
        _ value: SchemaValue, _ choices: [SchemaValue], at path: String, in place: String
    ) -> String? {
        var words: [String] = []
        for choice in choices {
            var trial = self
            trial.faults = []
            trial.check(value, choice, at: path, in: place)
            guard !trial.faults.isEmpty else {
                trial.faults = faults
                self = trial
                return nil
            }
            words += trial.faults
        }
        return "fits no choice (\(words.joined(separator: "; ")))"
    }
}
