/// What is known of a C source without compiling it.
public struct CSourceScan: Sendable, Hashable {
    /// A function defined at the top level.
    public struct Function: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its return type as written, without `static` and the like: `unsigned long`.
        public var returnType: String
        /// Its parameters as written, one text each; empty for `()` and `(void)`.
        public var parameters: [String]
        /// The line of its name, from 1.
        public var line: Int

        /// How it can be asked for a(n); nil when it cannot.
        var shape: Shape? {
            let isGMP = { (text: String) in text.contains("mpz_t") || text.contains("mpz_ptr") }
            let isIndex = { (text: String) in !text.contains("*") && !text.contains("[") }
            switch parameters.count {
            case 1:
                guard isIndex(parameters[0]), !isGMP(parameters[0]), returnType != "void" else { return nil }
                let words = returnType.split(separator: " ")
                let isText =
                    words.last == "*" && words.contains("char") && words.count(where: { $0 == "*" }) == 1
                guard isText || !(words.contains("*") || words.contains("struct") || isGMP(returnType)) else {
                    return nil
                }
                return .value
            case 2:
                let (first, second) = (parameters[0], parameters[1])
                guard isIndex(first), isIndex(second) else { return nil }
                if isGMP(first) { return isGMP(second) ? .mpzFromMPZ : .mpzFirst }
                return isGMP(second) ? .mpzSecond : nil
            default: return nil
            }
        }
    }

    /// How a function is called for a(n).
    enum Shape: Sendable, Hashable {
        /// `T f(n)`
        case value
        /// `void f(mpz_t result, n)`
        case mpzFirst
        /// `void f(n, mpz_t result)`
        case mpzSecond
        /// `void f(mpz_t result, mpz_t n)`
        case mpzFromMPZ
    }

    /// Functions defined at the top level, in order, `main` left out.
    public private(set) var functions: [Function] = []
    /// Whether there is a `main`.
    public private(set) var hasMain = false
    /// Whether `main` uses its arguments.
    public private(set) var usesArguments = false
    /// Whether standard input is read.
    public private(set) var readsInput = false
    /// What `#include` lines name.
    public private(set) var includes: [String] = []

    /// Words in the bodies of functions, but for a function's own name in its own body.
    private(set) var used: Set<String> = []
    /// Whether the GMP library is used.
    public var usesGMP: Bool { includes.contains("gmp.h") }

    private static let readers: Set<String> = [
        "scanf", "getchar", "fgets", "getline", "stdin", "gets", "fgetc", "getc", "gmp_scanf", "mpz_inp_str",
    ]

    /// Looks through a source.
    public init(_ source: some Sequence<UInt8>) {
        let text = CTokens(source)
        includes = text.includes
        readsInput = text.tokens.contains { Self.readers.contains($0.text) }
        var heads = Heads()
        var position = 0
        while position < text.tokens.count {
            let token = text.tokens[position]
            let next = position + 1 < text.tokens.count ? text.tokens[position + 1].text : ""
            if token.text.hasPrefix("__attribute"), next == "(" {
                position = Self.end(of: text.tokens, openedAt: position + 1, "(", ")")
            } else if token.text == "{" {
                let end = Self.end(of: text.tokens, openedAt: position, "{", "}")
                if let function = heads.function() { add(function, body: text.tokens[position..<end]) }
                position = end
            } else {
                heads.take(token)
                position += 1
            }
        }
    }

    /// The tokens since the last definition or semicolon, each of which is looked at once, whatever the source.
    private struct Heads {
        private var tokens: [CToken] = []

        mutating func take(_ token: CToken) {
            if token.text == ";" { tokens = [] } else { tokens.append(token) }
        }

        /// The function whose body begins here.
        mutating func function() -> Function? {
            // `struct point {`, `= {`: the definition goes on behind.
            guard tokens.last?.text == ")" else { return nil }
            defer { tokens = [] }
            return CSourceScan.function(headedBy: tokens[...])
                ?? CSourceScan.behindMacro(tokens).flatMap(CSourceScan.function(headedBy:))
        }
    }

    /// What stands behind brackets that come before a head: `TABLE(int) long f(int n)`.
    private static func behindMacro(_ head: [CToken]) -> ArraySlice<CToken>? {
        var depth = 0
        var ends: [Int] = []
        for (position, token) in head.enumerated() {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            if token.text == ")", depth == 0 { ends.append(position) }
        }
        guard ends.count > 1, ends.last == head.count - 1 else { return nil }
        let rest = head[(ends[ends.count - 2] + 1)...]
        // A type and a name: what follows the brackets of a function is one name, if anything.
        return rest.prefix { $0.text != "(" }.count > 1 ? rest : nil
    }

    private mutating func add(_ function: Function, body: ArraySlice<CToken>) {
        used.formUnion(body.lazy.map(\.text).filter { $0 != function.name })
        guard function.name == "main" else {
            functions.append(function)
            return
        }
        hasMain = true
        guard function.parameters.count >= 2 else { return }
        let names = function.parameters[1].split(separator: " ").filter {
            CTokens.isLetter($0.utf8.first ?? 0)
        }
        usesArguments = body.contains { $0.text == names.last.map(String.init) }
    }

    /// The place behind the bracket that closes the one at `start`.
    private static func end(
        of tokens: [CToken], openedAt start: Int, _ open: String, _ close: String
    ) -> Int {
        var depth = 0
        for position in start..<tokens.count {
            if tokens[position].text == open { depth += 1 }
            if tokens[position].text == close { depth -= 1 }
            if depth == 0 { return position + 1 }
        }
        return tokens.count
    }

    /// The function whose head these tokens are: `TYPE NAME ( PARAMETERS )`.
    private static func function(headedBy tokens: ArraySlice<CToken>) -> Function? {
        let head = Array(tokens)
        guard let open = head.firstIndex(where: { $0.text == "(" }), open > 0, head[open - 1].isIdentifier,
            head.last?.text == ")", end(of: head, openedAt: open, "(", ")") == head.count,
            !head[..<open].contains(where: { $0.text == "=" })
        else { return nil }
        let noise: Set<String> = [
            "static", "inline", "extern", "register", "__inline", "__inline__", "const",
        ]
        let type = head[..<(open - 1)].map(\.text).filter { !noise.contains($0) }
        let parameters = split(head[(open + 1)..<(head.count - 1)])
        return Function(
            name: head[open - 1].text, returnType: type.isEmpty ? "int" : type.joined(separator: " "),
            parameters: parameters == ["void"] ? [] : parameters, line: head[open - 1].line)
    }

    private static func split(_ tokens: ArraySlice<CToken>) -> [String] {
        guard !tokens.isEmpty else { return [] }
        var parts: [[String]] = [[]]
        var depth = 0
        for token in tokens {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            if token.text == ",", depth == 0 {
                parts.append([])
            } else {
                parts[parts.count - 1].append(token.text)
            }
        }
        return parts.map { $0.joined(separator: " ") }
    }
}
