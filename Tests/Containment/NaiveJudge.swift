import Foundation
import Terms

/// Judges as they are too often written, each of them naive in one way; see Naive/judge.py.
struct NaiveJudge {
    let rehearsal: Rehearsal

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Naive/judge.py")

    /// The verdict of a naive judge; "" when it did not come to one.
    /// - Parameter kind: what it is naive about, or `bare` for none at all.
    func verdict(on attack: Attack, kind: String) throws -> String {
        let folder = "\(rehearsal.canaries.folder)/naive"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/attack.\(attack.language == "python" ? "py" : "c")"
        try Data(rehearsal.prelude.program(attack)).write(to: URL(filePath: file))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", Self.script.path(), kind, file, attack.language, attack.head["entry"] ?? "stdin"]
            + attack.terms.map(\.description)
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
