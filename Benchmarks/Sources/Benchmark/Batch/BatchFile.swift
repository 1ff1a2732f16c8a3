import Glibc

/// The candidates of a mixture as JSON Lines, one request a line.
enum BatchFile {
    static func write(_ mixture: Mixture, count: Int, to path: String) throws {
        guard let file = fopen(path, "w") else { throw Failure("cannot write \(path)") }
        defer { fclose(file) }
        for number in 0..<count {
            guard fputs(line(mixture[number]), file) >= 0 else { throw Failure("cannot write \(path)") }
        }
        guard fflush(file) == 0 else { throw Failure("cannot write \(path)") }
    }

    private static func line(_ item: Mixture.Item) -> String {
        typealias Item = Mixture.Item
        var limits = "\"cpu_s\": \(Double(Item.cpuMilliseconds) / 1000), \"memory_mib\": \(Item.memoryMiB)"
        if item.fate == .sleeping { limits += ", \"wall_s\": \(Double(Item.sleeperWallMilliseconds) / 1000)" }
        let terms = item.terms.map(String.init).joined(separator: ", ")
        return """
            {"id": "\(item.id)", "language": "\(item.language)", "source": \(quoted(item.source)), \
            "terms": [\(terms)], "offset": \(item.offset), "limits": {\(limits)}}

            """
    }

    /// The sources are plain ASCII; only these need an escape.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            switch character {
            case "\n": quoted += "\\n"
            case "\"", "\\": quoted += "\\\(character)"
            default: quoted.append(character)
            }
        }
        return quoted + "\""
    }
}
