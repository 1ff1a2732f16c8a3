import Sandboxing
import SequenceStore
import Terms
import Yams

/// A `sequence.yaml`: the truth and the limits of one sequence of a suite.
struct SequenceDescription: Sendable {
    /// All terms that are known.
    var table: TermTable
    /// How many leading terms decide; nil: all.
    var count: Int?
    /// How many leading terms the authors of submissions have seen; nil: not known.
    var visible: Int?
    /// The limits that the file sets.
    var limits = LimitSettings()

    /// Reads the file, and the b-file that it names.
    /// - Parameter known: where the terms are from when the file has an id and no terms; nil: then it is an error.
    static func read(path: String, known: KnownSequences? = nil) throws(CommandFailure) -> SequenceDescription
    {
        let file = YAMLFile(path: path)
        var parts = Parts()
        for (keyNode, node) in try file.root() {
            try parts.take(file.string(keyNode, "a key"), keyNode, node, file)
        }
        var table = try parts.table(file, known)
        if !parts.keywords.isEmpty { table = table.with(keywords: parts.keywords) }
        return SequenceDescription(
            table: table, count: parts.count, visible: parts.visible, limits: parts.limits)
    }

    /// The values as they are read, before it is known whether they make sense together.
    private struct Parts {
        var id: String?
        var name: String?
        var offset: Int?
        var terms: (text: String, node: Node)?
        var bfile: (name: String, node: Node)?
        var count: Int?
        var visible: Int?
        var keywords: [String] = []
        var limits = LimitSettings()

        mutating func take(
            _ key: String, _ keyNode: Node, _ node: Node, _ file: YAMLFile
        ) throws(CommandFailure) {
            switch key {
            case "id":
                let text = try file.string(node, key)
                guard let id = SequenceID.normalize(text) else {
                    throw file.failure(at: node, "id '\(text)' is no A-number")
                }
                self.id = id
            case "name": name = try file.string(node, key)
            case "offset": offset = try file.integer(node, key)
            case "terms": terms = (try file.strings(node, key).joined(separator: ","), node)
            case "bfile": bfile = (try file.string(node, key), node)
            case "keywords": keywords = try file.strings(node, key)
            case "count": count = try file.integer(node, key, atLeast: 1)
            case "visible": visible = try file.integer(node, key, atLeast: 0)
            case "limits":
                for (nameNode, value) in try file.mapping(node) {
                    try takeLimit(file.string(nameNode, "a key"), nameNode, value, file)
                }
            default: throw file.failure(at: keyNode, "unknown key '\(key)'")
            }
        }

        private mutating func takeLimit(
            _ key: String, _ keyNode: Node, _ node: Node, _ file: YAMLFile
        ) throws(CommandFailure) {
            switch key {
            case "cpu_s": limits.cpu = .nanoseconds(try file.scaled(node, key, by: 1_000_000_000))
            case "check_cpu_s": limits.checkCPU = .nanoseconds(try file.scaled(node, key, by: 1_000_000_000))
            case "wall_s": limits.wall = .nanoseconds(try file.scaled(node, key, by: 1_000_000_000))
            case "memory_mib": limits.memory = ByteCount(bytes: try file.scaled(node, key, by: 1 << 20))
            case "output_mib": limits.output = ByteCount(bytes: try file.scaled(node, key, by: 1 << 20))
            case "processes": limits.processes = try file.integer(node, key, atLeast: 1)
            case "threads": limits.threads = try file.integer(node, key, atLeast: 1)
            default: throw file.failure(at: keyNode, "unknown limit '\(key)'")
            }
        }

        func table(_ file: YAMLFile, _ known: KnownSequences?) throws(CommandFailure) -> TermTable {
            if let known, let id, terms == nil, bfile == nil {
                let sequence = try known.require(id)
                do throws(StoreError) {
                    return try sequence.truth(offset: offset).table
                } catch {
                    throw CommandFailure(.badInput, "\(file.path): \(error.message)", hint: error.hint)
                }
            }
            do throws(InputError) {
                switch (terms, bfile) {
                case (let terms?, nil):
                    guard let offset else { throw InputError(file: file.path, problem: "offset is missing") }
                    let line = terms.node.mark.map { ":\($0.line)" } ?? ""
                    let read = try TermListReader.read(terms.text, offset: offset, source: file.path + line)
                    return TermTable(
                        id: id, name: name, offset: offset, entries: read.entries, source: file.path)
                case (nil, let bfile?):
                    let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                    let path = (folder.map(String.init) + [bfile.name]).joined(separator: "/")
                    let read = try BFileReader(TermInput(path: path)).read(id: id)
                    return TermTable(
                        id: id, name: name, offset: offset, entries: read.entries, source: path)
                default:
                    throw InputError(file: file.path, problem: "exactly one of terms and bfile must be given")
                }
            } catch {
                throw CommandFailure(error)
            }
        }
    }
}
