import Foundation
import Terms

@testable import SequenceStore

/// A folder of files for one test, and the store in it.
struct StoreFolder {
    let path: String
    var store: String { "\(path)/s.sqlite" }

    static func with(_ files: [String: String] = [:], _ body: (StoreFolder) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "/store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = StoreFolder(path: path)
        for (name, text) in files { try folder.write(text, name) }
        try body(folder)
    }

    func write(_ text: String, _ name: String) throws {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// What an import told.
    struct Told {
        var summary: SequenceImport.Summary
        var rejected: [String] = []
        var notes: [String] = []
    }

    @discardableResult
    func read(_ inputs: String..., form: RecordForm? = nil) throws -> Told {
        var told = Told(summary: SequenceImport.Summary())
        let inputs = inputs.map { $0.hasPrefix("/") || $0 == "-" ? $0 : "\(path)/\($0)" }
        told.summary = try SequenceImport(store: store, inputs: inputs, form: form).run { event in
            switch event {
            case .rejected(let error): told.rejected.append(error.description.replacing("\(path)/", with: ""))
            case .note(let note): told.notes.append(note)
            case .progress: break
            }
        }
        return told
    }

    func open() throws -> SequenceStore { try SequenceStore(path: store) }

    func sequence(_ id: String) throws -> StoredSequence? { try open().sequence(id) }

    /// The names of the files in it.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}
