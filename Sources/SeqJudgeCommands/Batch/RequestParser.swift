import Judging
import Sandboxing
import Terms

/// Reads one line of a batch.
struct RequestParser {
    /// What is known of a line.
    struct Parsed: Sendable {
        var label: RequestLabel
        var request: Result<BatchRequest, RequestError>
    }

    private(set) var label = RequestLabel()
    private let bytes: [UInt8]
    private var code: [BatchRequest.Code] = []
    private var language: String?
    private var entry: Entry?
    private var profile: String?
    private var targets: [BatchRequest.Target] = []
    private var offset: Int?
    private var count: Int?
    private var indices: String?
    private var visible: Int?
    private var allCases: Bool?
    private var forgivePrompts: Bool?
    private var forgiveImports: Bool?
    private var keywords: [String] = []
    private var limits = LimitSettings()

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The request of a line, or what is wrong with it.
    static func parse(_ bytes: [UInt8]) -> Parsed {
        var parser = RequestParser(bytes)
        let request: Result<BatchRequest, RequestError>
        do throws(InputError) {
            try parser.read()
            request = parser.request()
        } catch {
            request = .failure(RequestError(error))
        }
        return Parsed(label: parser.label, request: request)
    }

    private mutating func read() throws(InputError) {
        var scanner = JSONScanner(bytes: bytes, file: "")
        var seen: Set<RequestField> = []
        guard try scanner.peekToken() == UInt8(ascii: "{") else {
            throw try scanner.unexpected("an object: a request begins with '{'")
        }
        var parser = self
        // What was read before a mistake still tells whose line it is.
        defer { self = parser }
        try scanner.members { (scanner, key) throws(InputError) in
            guard let field = RequestField(rawValue: key) else {
                let hint = RequestField.nearest(to: key).map { "'\($0)'" }
                let known = "a known name" + (hint.map { ", perhaps \($0)" } ?? "; meta takes anything")
                throw scanner.error(
                    "an unknown member '\(DisplayText.excerpt(key))'", expected: known,
                    at: scanner.memberPlace)
            }
            guard seen.insert(field).inserted else {
                throw scanner.error("a second member '\(key)'", at: scanner.memberPlace)
            }
            // Tables of records with all columns have null where there is nothing.
            if field != .meta, try scanner.peekToken() == UInt8(ascii: "n") {
                try scanner.skip()
            } else {
                try parser.take(field, &scanner)
            }
        }
        if try scanner.peekToken() != nil { throw try scanner.unexpected("the end of the line") }
    }

    private mutating func take(_ field: RequestField, _ scanner: inout JSONScanner) throws(InputError) {
        switch field {
        case .id: label.id = try RequestParser.id(&scanner)
        case .meta:
            _ = try scanner.peekToken()
            let start = scanner.offset
            try scanner.skip()
            label.meta = Array(bytes[start..<scanner.offset])
        case .source: code.append(.text(Array(try scanner.string().utf8)))
        case .file: code.append(.file(try scanner.string()))
        case .language: language = try scanner.string()
        case .entry:
            let place = try RequestParser.place(&scanner)
            entry = Entry(parsing: try scanner.string())
            if entry == nil {
                throw scanner.error(
                    "no calling convention", expected: "stdin, argv, terms, 'function NAME' or the like",
                    at: place)
            }
        case .profile: profile = try scanner.string()
        case .terms: targets.append(.terms(try RequestParser.terms(&scanner)))
        case .sequence: targets.append(.sequence(try scanner.string()))
        case .offset: offset = try RequestParser.integer(&scanner, field.rawValue)
        case .count: count = try RequestParser.integer(&scanner, field.rawValue, atLeast: 1)
        case .indices: indices = try scanner.string()
        case .visible: visible = try RequestParser.integer(&scanner, field.rawValue, atLeast: 0)
        case .allCases: allCases = try RequestParser.bool(&scanner, field.rawValue)
        case .forgivePrompts: forgivePrompts = try RequestParser.bool(&scanner, field.rawValue)
        case .forgiveImports: forgiveImports = try RequestParser.bool(&scanner, field.rawValue)
        case .keywords:
            try scanner.elements { (scanner) throws(InputError) in keywords.append(try scanner.string()) }
        case .limits: limits = try RequestParser.limits(&scanner)
        }
    }

    /// The members together, where they make sense together.
    private func request() -> Result<BatchRequest, RequestError> {
        guard let code = code.first, self.code.count == 1 else {
            return .failure(RequestError("a request needs exactly one of source and file"))
        }
        guard let target = targets.first, targets.count == 1 else {
            return .failure(RequestError("a request needs exactly one of terms and sequence"))
        }
        guard let language = language ?? RequestParser.language(of: code) else {
            return .failure(
                RequestError(
                    "the language is missing; expected \"language\": \"python\" or \"c\""
                        + ", or a file that ends in .py or .c"))
        }
        guard language == "python" || language == "c" else {
            return .failure(
                RequestError("unknown language '\(DisplayText.excerpt(language))'; expected python or c"))
        }
        return .success(
            BatchRequest(
                code: code, language: language, entry: entry, profile: profile, target: target,
                offset: offset, count: count, indices: indices, visible: visible, allCases: allCases,
                forgivePrompts: forgivePrompts, forgiveImports: forgiveImports, keywords: keywords,
                limits: limits))
    }

    private static func language(of code: BatchRequest.Code) -> String? {
        guard case .file(let path) = code else { return nil }
        if path.hasSuffix(".py") { return "python" }
        return path.hasSuffix(".c") ? "c" : nil
    }
}

extension RequestParser {
    private static func place(
        _ scanner: inout JSONScanner
    ) throws(InputError) -> (line: Int, column: Int) {
        _ = try scanner.peekToken()
        return scanner.place
    }

    /// A string or an integer, as JSON.
    private static func id(_ scanner: inout JSONScanner) throws(InputError) -> [UInt8] {
        let place = try place(&scanner)
        if try scanner.peekToken() == UInt8(ascii: "\"") {
            var text: [UInt8] = [UInt8(ascii: "\"")]
            JSONBytes.escape(try scanner.string(), into: &text)
            return text + [UInt8(ascii: "\"")]
        }
        let lexeme = try scanner.lexemeIfAny()
        guard (try? Term(parsing: lexeme)) != nil else {
            throw scanner.error("an id that is neither", expected: "a string or an integer", at: place)
        }
        return lexeme
    }

    private static func integer(
        _ scanner: inout JSONScanner, _ name: String, atLeast least: Int = -TermTable.largestIndex
    ) throws(InputError) -> Int {
        let place = try place(&scanner)
        let lexeme = try scanner.lexemeIfAny()
        guard let value = (try? Term(parsing: lexeme))?.intValue, value >= least,
            value <= TermTable.largestIndex
        else {
            let bound = least < 0 ? "" : " of at least \(least)"
            throw scanner.error("\(name) is no such number", expected: "an integer\(bound)", at: place)
        }
        return value
    }

    private static func bool(_ scanner: inout JSONScanner, _ name: String) throws(InputError) -> Bool {
        let place = try place(&scanner)
        switch String(decoding: try scanner.lexemeIfAny(), as: UTF8.self) {
        case "true": return true
        case "false": return false
        default: throw scanner.error("\(name) is no truth value", expected: "true or false", at: place)
        }
    }

    private static func terms(_ scanner: inout JSONScanner) throws(InputError) -> [Term] {
        var terms: [Term] = []
        let start = try place(&scanner)
        try scanner.elements { (scanner) throws(InputError) in
            let place = try place(&scanner)
            let isString = try scanner.peekToken() == UInt8(ascii: "\"")
            let bytes = isString ? Array(try scanner.string().utf8) : try scanner.lexeme()
            do throws(TermSyntaxError) {
                terms.append(try Term(parsing: bytes))
            } catch {
                throw scanner.error(
                    "term \(terms.count + 1) has \(error)", expected: "a canonical integer", at: place)
            }
        }
        if terms.isEmpty { throw scanner.error("no terms", expected: "at least one", at: start) }
        return terms
    }

    private static func limits(_ scanner: inout JSONScanner) throws(InputError) -> LimitSettings {
        var limits = LimitSettings()
        try scanner.members { (scanner, key) throws(InputError) in
            guard let field = LimitField(rawValue: key) else {
                let known = LimitField.allCases.map(\.rawValue)
                let hint = Nearness.nearest(to: key, among: known)
                throw scanner.error(
                    "an unknown limit '\(DisplayText.excerpt(key))'",
                    expected: hint.map { "'\($0)'" } ?? known.joined(separator: ", "), at: scanner.memberPlace
                )
            }
            if try scanner.peekToken() == UInt8(ascii: "n") { return try scanner.skip() }
            switch field {
            case .cpu: limits.cpu = .nanoseconds(try scaled(&scanner, key, by: 1_000_000_000))
            case .checkCPU: limits.checkCPU = .nanoseconds(try scaled(&scanner, key, by: 1_000_000_000))
            case .wall: limits.wall = .nanoseconds(try scaled(&scanner, key, by: 1_000_000_000))
            case .memory: limits.memory = ByteCount(bytes: try scaled(&scanner, key, by: 1 << 20))
            case .output: limits.output = ByteCount(bytes: try scaled(&scanner, key, by: 1 << 20))
            case .processes: limits.processes = try integer(&scanner, key, atLeast: 1)
            case .threads: limits.threads = try integer(&scanner, key, atLeast: 1)
            }
        }
        return limits
    }

    private static func scaled(
        _ scanner: inout JSONScanner, _ name: String, by scale: Int
    ) throws(InputError) -> Int {
        let place = try place(&scanner)
        let text = String(decoding: try scanner.lexemeIfAny(), as: UTF8.self)
        guard let value = DecimalText.scaled(text, by: scale), value > 0 else {
            throw scanner.error(
                "\(name) is no such number", expected: "a positive decimal number such as 0.5", at: place)
        }
        return value
    }
}
