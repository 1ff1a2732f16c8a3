import Exporting
import Foundation
import Testing

/// What is written for trainers, byte for byte as the folders in Golden have it.
///
/// After a change that is meant, `SEQJUDGE_WRITE_GOLDEN=1 swift test --filter GoldenTests` writes them anew: look at the
/// difference before it is committed.
@Suite(.serialized) struct GoldenTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    private static func rows(_ format: ExportFormat, _ split: String) throws -> [Data] {
        let isTraining = split == "train"
        let exporter = Exporter(format, split: split, system: isTraining ? nil : "Be \"exact\".")
        guard format.isForReinforcement else {
            let dialogues = isTraining ? GoldenSamples.trainDialogues : GoldenSamples.testDialogues
            return try dialogues.map { try #require(try exporter.row($0)) }
        }
        let problems = try isTraining ? GoldenSamples.train : GoldenSamples.test
        return try problems.enumerated().map { try #require(try exporter.row($1, index: $0)) }
    }

    /// The files of a folder by their names.
    private static func files(_ format: ExportFormat) throws -> [String: Data] {
        var files: [String: Data] = [:]
        var parts: [DatasetCard.Part] = []
        for split in ["train", "test"] {
            let rows = try rows(format, split)
            files["\(split).jsonl"] = rows.reduce(Data(), +)
            parts.append(.init(split: split, file: "\(split).jsonl", rows: rows.count))
        }
        let card = DatasetCard(
            title: "Squares: \"a/b\"\nand \u{B2}", format: format, parts: parts,
            licences: ["CC0-1.0": 1, "": 2], sources: ["made | here": 1, "": 2], seeds: [("packing", 7)],
            figures: [("problems with words from templates", "3")])
        files["README.md"] = Data(card.markdown.utf8)
        files["dataset_info.json"] = DatasetInfo(format: format, parts: parts).json
        return files
    }

    private static func stored(_ folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        return try names.reduce(into: [:]) { $0[$1] = try Data(contentsOf: folder.appending(path: $1)) }
    }

    private static func write(_ files: [String: Data], to folder: URL) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, data) in files { try data.write(to: folder.appending(path: name)) }
    }

    @Test(arguments: ExportFormat.allCases)
    func `each form is written as it was agreed upon`(format: ExportFormat) throws {
        let (files, folder) = (try Self.files(format), Self.golden.appending(path: format.rawValue))
        if ProcessInfo.processInfo.environment["SEQJUDGE_WRITE_GOLDEN"] != nil {
            try Self.write(files, to: folder)
        }
        let stored = try Self.stored(folder)
        #expect(files.keys.sorted() == stored.keys.sorted())
        for (name, data) in files {
            let now = String(decoding: data, as: UTF8.self)
            #expect(data == stored[name], "\(format.rawValue)/\(name) is now\n\(now)")
        }
    }

    @Test func `there is a folder for each form, and no other`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path())
        #expect(names.sorted() == ExportFormat.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: ExportFormat.allCases)
    func `rows have the columns that the card declares`(format: ExportFormat) throws {
        for row in try ["train", "test"].flatMap({ try Self.rows(format, $0) }) {
            let value = try JSONSerialization.jsonObject(with: row)
            #expect(Self.strays(value, .members(format.columns), at: format.rawValue) == [])
        }
    }

    /// Where a value is not of a type, as paths. What is not known is null.
    private static func strays(_ value: Any, _ type: ColumnType, at path: String) -> [String] {
        if value is NSNull { return [] }
        switch type {
        case .string: return value is String ? [] : [path]
        case .integer: return value is Int ? [] : [path]
        case .number: return value is Double ? [] : [path]
        case .list(let element):
            guard let values = value as? [Any] else { return [path] }
            return values.flatMap { strays($0, element, at: path + "[]") }
        case .members(let columns):
            guard let members = value as? [String: Any], members.keys.sorted() == columns.map(\.name).sorted()
            else {
                return [path]
            }
            return columns.flatMap { strays(members[$0.name] ?? "", $0.type, at: "\(path).\($0.name)") }
        }
    }

    @Test func `a split without rows is none that a loader is told of`() throws {
        let parts = [
            DatasetCard.Part(split: "train", file: "train.jsonl", rows: 0),
            DatasetCard.Part(split: "test", file: "test.jsonl", rows: 2),
        ]
        let card = DatasetCard(title: "x", format: .alpaca, parts: parts, licences: [:], sources: [:])
            .markdown
        #expect(!card.contains("split: train") && card.contains("  - split: test\n    path: \"test.jsonl\""))
        #expect(card.contains("| train | `train.jsonl` | 0 |"))
        let json = try #require(DatasetInfo(format: .alpaca, parts: parts).json)
        let info = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(Array(info.keys) == ["seqjudge_test"])
    }

    @Test func `whatever the title is, the head of the card stays YAML`() {
        let card = DatasetCard(
            title: "a\nb\r\u{7F}\u{85}\u{2028}c \\ \"d\"", format: .verl, parts: [], licences: [:],
            sources: [:])
        #expect(card.markdown.hasPrefix("---\npretty_name: \"a b    c \\\\ \\\"d\\\"\"\n"))
        #expect(card.markdown.contains("\n# a b    c \\ \"d\"\n"))
    }
}
