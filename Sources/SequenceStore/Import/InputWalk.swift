import Glibc
import Terms

/// Finds the files of an input: itself, or in a folder, at any depth, those whose names are those of a known form.
enum InputWalk {
    /// The files, in the order of their names; of those that one folder gives, b-files come last, so that the records
    /// they belong to are there before them.
    /// - Throws: ``StoreError`` of the kind `badInput`.
    static func files(_ input: String) throws(StoreError) -> [String] {
        if input == "-" { return [input] }
        var status = stat()
        guard stat(input, &status) == 0 else {
            throw StoreError(.badInput, "\(input): \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [input] }
        var found: [String] = []
        try walk(input, depth: 0, &found)
        guard !found.isEmpty else {
            throw StoreError(
                .badInput, "\(input): no file in it that could be read",
                hint: "looked for are *.seq, b000045.txt, stripped, names, *.json and *.jsonl, also with .gz")
        }
        let parts = found.map { (path: $0, isBFile: isBFile(name(of: $0))) }
        return parts.filter { !$0.isBFile }.map(\.path) + parts.filter(\.isBFile).map(\.path)
    }

    /// Deeper than any real tree; links in circles end here.
    private static let deepest = 32

    private static func walk(_ folder: String, depth: Int, _ found: inout [String]) throws(StoreError) {
        guard let handle = opendir(folder) else {
            throw StoreError(.badInput, "\(folder): \(String(cString: strerror(errno)))")
        }
        var names: [String] = []
        while let entry = readdir(handle) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes.first == UInt8(ascii: ".") { continue }
            names.append(String(decoding: bytes, as: UTF8.self))
        }
        closedir(handle)
        for name in names.sorted() {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                if depth < deepest { try walk(path, depth: depth + 1, &found) }
            } else if isKnown(name) {
                found.append(path)
            }
        }
    }

    private static func isKnown(_ name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return ["stripped", "names", "offsets"].contains(plain) || isBFile(name)
            || [".seq", ".json", ".jsonl"].contains { plain.hasSuffix($0) }
    }

    private static func isBFile(_ name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        guard plain.hasPrefix("b"), plain.hasSuffix(".txt") else { return false }
        let digits = plain.dropFirst().dropLast(4)
        return digits.count >= 6 && digits.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
