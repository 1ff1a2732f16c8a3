public import Foundation

/// What LLaMA-Factory's `dataset_info.json` says of files.
public struct DatasetInfo: Sendable {
    /// The form of the files.
    public var format: ExportFormat
    /// Names of data sets with their files.
    public var files: [(name: String, file: String)]

    /// A description of files.
    public init(format: ExportFormat, files: [(name: String, file: String)]) {
        self.format = format
        self.files = files
    }

    /// A description of the parts of a data set that have rows: `seqjudge_train` and `seqjudge_test`.
    public init(format: ExportFormat, parts: [DatasetCard.Part]) {
        self.init(
            format: format, files: parts.filter { $0.rows > 0 }.map { ("seqjudge_\($0.split)", $0.file) })
    }

    private struct Entry: Encodable {
        var fileName: String
        var formatting: String
        var columns: [String: String]
        var tags: [String: String]?

        enum CodingKeys: String, CodingKey {
            case formatting, columns, tags
            case fileName = "file_name"
        }
    }

    /// The file's content; nil for forms that LLaMA-Factory does not read.
    public var json: Data? {
        let formatting: String
        let columns: [String: String]
        var tags: [String: String]?
        switch format {
        case .alpaca:
            formatting = "alpaca"
            columns = [
                "prompt": "instruction", "query": "input", "response": "output", "system": "system",
                "history": "history",
            ]
        case .shareGPT:
            formatting = "sharegpt"
            columns = ["messages": "conversations", "system": "system"]
            tags = ["role_tag": "from", "content_tag": "value", "user_tag": "human", "assistant_tag": "gpt"]
        case .openAIChat:
            formatting = "sharegpt"
            columns = ["messages": "messages"]
            tags = [
                "role_tag": "role", "content_tag": "content", "user_tag": "user",
                "assistant_tag": "assistant",
                "system_tag": "system",
            ]
        case .verl, .trlPrompt, .trlPromptCompletion: return nil
        }
        let entries = files.map {
            ($0.name, Entry(fileName: $0.file, formatting: formatting, columns: columns, tags: tags))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try? encoder.encode(Dictionary(entries) { first, _ in first }) + Data([UInt8(ascii: "\n")])
    }
}
