/// The type of a column, as the card declares it.
///
/// Left to a reader, types follow from the first rows: a difficulty that is whole there makes the column one of integers, an
/// empty list one of nulls, and rows further down, or of the other split, are refused.
public indirect enum ColumnType: Sendable, Hashable {
    case string, integer, number
    case list(ColumnType)
    case members([Column])

    /// A name with its type; in rows that do not know it, the value is null.
    public struct Column: Sendable, Hashable {
        public var name: String
        public var type: ColumnType

        init(_ name: String, _ type: ColumnType) { (self.name, self.type) = (name, type) }
    }

    /// Messages, or turns, by the names of their two members.
    static func messages(_ first: String, _ second: String) -> ColumnType {
        .list(.members([Column(first, .string), Column(second, .string)]))
    }

    /// Lines of YAML for what has this type, at a depth of blanks, as the `datasets` package reads them.
    func yaml(_ depth: Int) -> [String] {
        let blanks = String(repeating: " ", count: depth)
        switch self {
        case .string: return ["\(blanks)dtype: string"]
        case .integer: return ["\(blanks)dtype: int64"]
        case .number: return ["\(blanks)dtype: float64"]
        case .list(.members(let columns)): return ["\(blanks)list:"] + Self.yaml(columns, depth)
        case .list(.list(let element)):
            return ["\(blanks)list:"] + ColumnType.list(element).yaml(depth + 2)
        case .list(let element): return ["\(blanks)list: \(element.word)"]
        case .members(let columns): return ["\(blanks)struct:"] + Self.yaml(columns, depth)
        }
    }

    /// Lines of YAML for columns.
    static func yaml(_ columns: [Column], _ depth: Int) -> [String] {
        let blanks = String(repeating: " ", count: depth)
        return columns.flatMap { ["\(blanks)- name: \($0.name)"] + $0.type.yaml(depth + 2) }
    }

    /// The name of a type without parts.
    private var word: String {
        switch self {
        case .integer: "int64"
        case .number: "float64"
        default: "string"
        }
    }
}

extension ExportFormat {
    /// The columns of a row, in the order in which they stand in it.
    public var columns: [ColumnType.Column] {
        let messages = ColumnType.messages("content", "role")
        switch self {
        case .verl:
            return [
                .init("ability", .string), .init("data_source", .string),
                .init(
                    "extra_info",
                    .members([
                        .init("difficulty", .number), .init("family", .string), .init("index", .integer),
                        .init("problem_id", .string), .init("split", .string),
                    ])),
                .init("prompt", messages),
                .init(
                    "reward_model", .members([.init("ground_truth", .string), .init("style", .string)])),
            ]
        case .trlPrompt:
            return [
                .init("ground_truth", .string), .init("problem_id", .string), .init("prompt", messages),
            ]
        case .trlPromptCompletion: return [.init("completion", messages), .init("prompt", messages)]
        case .shareGPT:
            return [.init("conversations", .messages("from", "value")), .init("system", .string)]
        case .alpaca:
            return [
                .init("history", .list(.list(.string))), .init("input", .string),
                .init("instruction", .string), .init("output", .string), .init("system", .string),
            ]
        case .openAIChat: return [.init("messages", messages)]
        }
    }
}
