/// A rule for a sequence: a generator, its parameters, and the sequences that it works on.
///
/// The text form is the generator's word, each group of parameters in brackets, and the operands in parentheses:
/// `psum(sigma[1][1,0])`, `compose(digitsum[10][1],linear[1][2][0])`. It has no blanks, and reading it back gives an
/// equal value.
public struct Expression: Sendable, Hashable {
    /// What makes the sequence.
    public let generator: Generator
    /// Its parameters, in the groups that the generator asks for.
    public let parameters: [[Int]]
    /// The sequences that it works on.
    public let operands: [Expression]

    /// An expression as it stands, not checked.
    init(_ generator: Generator, _ parameters: [Int]..., of operands: [Expression] = []) {
        self.init(generator, groups: parameters, of: operands)
    }

    init(_ generator: Generator, groups: [[Int]], of operands: [Expression]) {
        self.generator = generator
        parameters = groups
        self.operands = operands
    }

    /// The index of its first term.
    public var start: Int { generator.rule.start(self) }

    /// How many generators are in it.
    public var size: Int { operands.reduce(1) { $0 + $1.size } }

    /// How many generators stand one above the other.
    public var height: Int { 1 + (operands.map(\.height).max() ?? 0) }

    /// Every generator in it, the root's first.
    public var generators: [Generator] { [generator] + operands.flatMap(\.generators) }

    /// What is known of its terms without computing them.
    var traits: Traits { generator.rule.traits(self) }

    /// The parameters of a group.
    subscript(group: Int) -> [Int] { parameters[group] }

    /// The parameter that is alone in its group, or the first one there.
    func number(_ group: Int) -> Int { parameters[group].first ?? 0 }

    /// Whether the parameters and the number of operands are such as the generator asks for.
    var isWellFormed: Bool {
        let rule = generator.rule
        return rule.groups.count == parameters.count && rule.arity == operands.count
            && zip(rule.groups, parameters).allSatisfy { $0.contains($1.count) }
            && rule.isSound(self)
    }
}

extension Expression: CustomStringConvertible {
    /// The text form.
    public var description: String {
        let groups = parameters.map { "[\($0.map(String.init).joined(separator: ","))]" }.joined()
        let inner = operands.map(\.description).joined(separator: ",")
        return generator.rawValue + groups + (operands.isEmpty ? "" : "(\(inner))")
    }
}

/// Why a text is no expression.
public struct ExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, in one line.
    public let problem: String
    /// The byte at which it is, counted from 1.
    public let column: Int

    /// The problem with its place.
    public var description: String { "column \(column): \(problem)" }
}

extension Expression {
    /// Reads the text form.
    /// - Throws: ``ExpressionError`` on anything that is not the text of an expression which the grammar has; also on
    ///   more than 40 generators one in the other.
    public init(parsing text: String) throws(ExpressionError) {
        var reader = ExpressionReader(text)
        self = try reader.expression(depth: 0)
        try reader.requireEnd()
    }
}

/// Reads the text form from left to right.
private struct ExpressionReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func expression(depth: Int) throws(ExpressionError) -> Expression {
        guard depth < 40 else { throw error("more than 40 generators one in the other") }
        let start = position
        while let byte = peek, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let generator = Generator(rawValue: word) else {
            position = start
            throw error(word.isEmpty ? "no generator" : "no generator is called \(word.prefix(40))")
        }
        var groups: [[Int]] = []
        while take("[") { groups.append(try group()) }
        var operands: [Expression] = []
        if take("(") {
            repeat { operands.append(try expression(depth: depth + 1)) } while take(",")
            guard take(")") else { throw error("no ) or , after an operand") }
        }
        let expression = Expression(generator, groups: groups, of: operands)
        guard expression.isWellFormed else {
            position = start
            throw error("\(word) takes other parameters or operands")
        }
        return expression
    }

    mutating func requireEnd() throws(ExpressionError) {
        if position < bytes.count { throw error("something follows the expression") }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func group() throws(ExpressionError) -> [Int] {
        var numbers: [Int] = []
        repeat { numbers.append(try number()) } while take(",")
        guard take("]") else { throw error("no ] or , after a parameter") }
        return numbers
    }

    private mutating func number() throws(ExpressionError) -> Int {
        let start = position
        _ = take("-")
        while let byte = peek, byte &- UInt8(ascii: "0") <= 9 { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        // One text for each number, so that equal expressions have equal texts.
        guard let number = Int(text), String(number) == text, number.magnitude <= 1_000_000 else {
            position = start
            throw error("no integer of at most a million")
        }
        return number
    }

    private func error(_ problem: String) -> ExpressionError {
        ExpressionError(problem: problem, column: position + 1)
    }
}
