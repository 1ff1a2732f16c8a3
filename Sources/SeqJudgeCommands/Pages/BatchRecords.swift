import Judging
import Sandboxing
import Terms

/// What a page tells of the records of a batch: sums over all, and some of each verdict.
struct BatchRecords: Sendable {
    /// How many records of one verdict are listed: the first ones.
    static let mostOfOne = 500

    /// One record.
    struct Row: Sendable {
        /// What the request calls it, else its line.
        var id = ""
        var verdict = Verdict.internalError
        var explanation = ""
        var language = ""
        var passed = 0
        var required: Int?
        var cpu = ""
        /// The first failure.
        var index: Int?
        var expected: String?
        var actual: String?
        /// What the diagnosis says first, its code and its sentence.
        var finding: String?
        fileprivate var code: String?
        fileprivate var suspicion: String?
        fileprivate var line = 0
    }

    private(set) var count = 0
    private(set) var verdicts: [Verdict: Int] = [:]
    /// How often each code is the first finding.
    private(set) var findings: [String: Int] = [:]
    /// How many came to each level above none.
    private(set) var suspicions: [String: Int] = [:]
    /// In the order of the file.
    private(set) var rows: [Row] = []

    /// Reads the output of a batch.
    /// - Throws: when it cannot be read, or holds a line that is no record.
    init(path: String) throws(CommandFailure) {
        try JSONLines.forEach(path, longest: .mib(1_024)) { (line) throws(CommandFailure) in
            do throws(InputError) {
                add(try BatchRecords.row(line.bytes, path))
            } catch {
                throw CommandFailure(
                    InputError(
                        error.kind, file: path, line: line.number, problem: error.problem,
                        expected: error.expected))
            }
        }
    }

    private mutating func add(_ row: Row) {
        count += 1
        verdicts[row.verdict, default: 0] += 1
        if let code = row.code { findings[code, default: 0] += 1 }
        if let level = row.suspicion, level != Suspicion.Level.absent.rawValue {
            suspicions[level, default: 0] += 1
        }
        if verdicts[row.verdict, default: 0] <= BatchRecords.mostOfOne { rows.append(row) }
    }

    private static func row(_ line: [UInt8], _ path: String) throws(InputError) -> Row {
        var scanner = JSONScanner(bytes: line, file: path)
        var row = Row()
        try scanner.members { (scanner, key) throws(InputError) in
            switch key {
            case "line": row.line = try whole(&scanner) ?? 0
            case "id": row.id = try label(&scanner)
            case "verdict": row.verdict = Verdict(rawValue: try scanner.string()) ?? .internalError
            case "explanation": row.explanation = try scanner.string()
            case "language": row.language = try text(&scanner) ?? ""
            case "passed": row.passed = try whole(&scanner) ?? 0
            case "required": row.required = try whole(&scanner)
            case "cpu_s":
                let lexeme = String(decoding: try scanner.lexeme(), as: UTF8.self)
                row.cpu =
                    lexeme == "null"
                    ? "" : DisplayText.time(.microseconds(DecimalText.scaled(lexeme, by: 1_000_000) ?? 0))
            case "first_failure": try failure(&scanner, &row)
            case "findings": (row.code, row.finding) = try finding(&scanner)
            case "suspicion": row.suspicion = try member("level", &scanner)
            default: try scanner.skip()
            }
        }
        if row.id.isEmpty { row.id = "line \(row.line)" }
        return row
    }

    /// What an id is, a text without its quotes.
    private static func label(_ scanner: inout JSONScanner) throws(InputError) -> String {
        switch try scanner.peekToken() {
        case UInt8(ascii: "\""): return String(try scanner.string().prefix(200))
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try scanner.skip()
            return ""
        default:
            let lexeme = String(decoding: try scanner.lexeme(), as: UTF8.self)
            return lexeme == "null" ? "" : lexeme
        }
    }

    private static func text(_ scanner: inout JSONScanner) throws(InputError) -> String? {
        guard try scanner.peekToken() == UInt8(ascii: "\"") else {
            try scanner.skip()
            return nil
        }
        return try scanner.string()
    }

    private static func whole(_ scanner: inout JSONScanner) throws(InputError) -> Int? {
        Int(String(decoding: try scanner.lexeme(), as: UTF8.self))
    }

    private static func failure(_ scanner: inout JSONScanner, _ row: inout Row) throws(InputError) {
        guard try scanner.peekToken() == UInt8(ascii: "{") else { return try scanner.skip() }
        var (index, expected, actual): (Int?, String?, String?)
        try scanner.members { (scanner, key) throws(InputError) in
            switch key {
            case "index": index = try whole(&scanner)
            case "expected": expected = try text(&scanner)
            case "actual": actual = try text(&scanner)
            default: try scanner.skip()
            }
        }
        (row.index, row.expected, row.actual) = (index, expected, actual)
    }

    /// The first finding's code and sentence.
    private static func finding(_ scanner: inout JSONScanner) throws(InputError) -> (String?, String?) {
        var (code, sentence): (String?, String?) = (nil, nil)
        var isFirst = true
        try scanner.elements { (scanner) throws(InputError) in
            guard isFirst else { return try scanner.skip() }
            isFirst = false
            try scanner.members { (scanner, key) throws(InputError) in
                switch key {
                case "code": code = try text(&scanner)
                case "sentence": sentence = try text(&scanner)
                default: try scanner.skip()
                }
            }
        }
        return (code, sentence)
    }

    /// A text that is a member of an object; nil where there is no object.
    private static func member(_ name: String, _ scanner: inout JSONScanner) throws(InputError) -> String? {
        guard try scanner.peekToken() == UInt8(ascii: "{") else {
            try scanner.skip()
            return nil
        }
        var value: String?
        try scanner.members { (scanner, key) throws(InputError) in
            if key == name { value = try text(&scanner) } else { try scanner.skip() }
        }
        return value
    }
}
