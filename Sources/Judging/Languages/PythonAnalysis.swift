/// What is known of a Python source without executing it.
public struct PythonAnalysis: Sendable, Hashable {
    /// A function at the top level, `def` or a name bound to a `lambda`.
    public struct Function: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// How many arguments it must get.
        public var required: Int
        /// How many it can get by position.
        public var places: Int
        /// What its body shows.
        public var traits: Set<Trait>
        /// The line of its definition, from 1.
        public var line: Int

        /// Whether it can be called with this many arguments.
        func accepts(_ count: Int) -> Bool {
            guard !traits.contains(.needsKeywords), !traits.contains(.isAsync) else { return false }
            return required <= count && (count <= places || traits.contains(.takesAny))
        }
    }

    /// What the body of a function shows.
    public enum Trait: String, Sendable, Hashable {
        case isLambda = "lambda"
        case isGenerator = "generator"
        case takesAny = "varargs"
        case needsKeywords = "keywords"
        case isAsync = "async"
        /// Each `return` gives a comparison or a truth value.
        case returnsTruth = "predicate"
        /// Each `return` gives a list.
        case returnsList = "list"
        /// It returns nothing.
        case returnsNothing = "nothing"
        /// Another top-level function uses it.
        case isHelper = "helper"
        /// What the program prints are its values, as they are.
        case isShown = "shown"
        /// What the program prints are the numbers for which it is true, and it alone decides.
        case isCondition = "condition"
        /// By the name of its first parameter it takes a limit of the terms.
        case takesLimit = "limit"
    }

    /// A name bound at the top level.
    public struct Variable: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it is bound to.
        public var kind: Kind
        /// The line, from 1.
        public var line: Int

        /// What a name is bound to.
        public enum Kind: String, Sendable, Hashable {
            /// A list, a tuple, or a call of `list` or `sorted`.
            case list
            /// A generator expression.
            case generator
            /// Another name, or a wrapped function.
            case alias
        }
    }

    /// What the program does when it is simply run.
    public enum Fact: String, Sendable, Hashable {
        case prints
        /// It prints inside an endless loop.
        case printsForEver = "prints-for-ever"
        /// It uses `input()` or `sys.stdin`.
        case readsInput = "reads"
        /// It uses `sys.argv`.
        case usesArguments = "argv"
        /// Its last statement is a bare expression, and nothing in it prints.
        case endsInExpression = "expression"
    }

    /// Why a source is not Python.
    public struct SyntaxFault: Sendable, Hashable {
        /// The line, from 1; 0 where there is none.
        public var line: Int
        /// The column, from 1; 0 where there is none.
        public var column: Int
        /// The interpreter's words.
        public var message: String
        /// The line's text, at most 200 characters.
        public var text: String
    }

    /// Top-level functions, in order; of several with one name the last.
    public var functions: [Function] = []
    /// Top-level variables, in order; of several with one name the last.
    public var variables: [Variable] = []
    /// Names of the imported modules.
    public var imports: [String] = []
    /// Names that the source uses and that are neither defined, imported nor built in, as far as can be told without
    /// running it; at most 50, in no order that means anything. Empty where they were not asked for.
    public var missing: [String] = []
    /// What the program does when it is run.
    public var facts: Set<Fact> = []
    /// Set when the source is not Python; then nothing else is known.
    public var syntaxFault: SyntaxFault?

    /// Reads what the harness wrote.
    /// - Throws: ``AnalysisError`` when that is not a whole description, as when the interpreter was stopped.
    public init(parsing output: some Sequence<UInt8>) throws(AnalysisError) {
        let text = String(decoding: Array(output), as: UTF8.self)
        var isWhole = false
        var definitions: [Definition] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard !isWhole else { throw AnalysisError() }
            if fields == ["done"] {
                isWhole = true
            } else if let definition = Definition(fields) {
                definitions.append(definition)
            } else if !read(fields) {
                throw AnalysisError()
            }
        }
        guard isWhole else { throw AnalysisError() }
        take(definitions)
    }

    private enum Definition {
        case function(Function)
        case variable(Variable)

        init?(_ fields: [String]) {
            switch (fields.first, fields.count) {
            case ("function", 6):
                guard let required = Int(fields[2]), let places = Int(fields[3]), let line = Int(fields[5])
                else { return nil }
                let traits = fields[4].split(separator: ",").compactMap { Trait(rawValue: String($0)) }
                self = .function(
                    Function(
                        name: fields[1], required: required, places: places, traits: Set(traits), line: line))
            case ("variable", 4):
                guard let kind = Variable.Kind(rawValue: fields[2]), let line = Int(fields[3]) else {
                    return nil
                }
                self = .variable(Variable(name: fields[1], kind: kind, line: line))
            default: return nil
            }
        }

        var name: String {
            switch self {
            case .function(let function): function.name
            case .variable(let variable): variable.name
            }
        }
    }

    /// Of several with one name the last stays. In one pass, since a source has room for tens of thousands.
    private mutating func take(_ definitions: [Definition]) {
        var names: Set<String> = []
        for definition in definitions.reversed() where names.insert(definition.name).inserted {
            switch definition {
            case .function(let function): functions.append(function)
            case .variable(let variable): variables.append(variable)
            }
        }
        functions.reverse()
        variables.reverse()
    }

    private mutating func read(_ fields: [String]) -> Bool {
        switch (fields.first, fields.count) {
        case ("fact", 2):
            guard let fact = Fact(rawValue: fields[1]) else { return false }
            facts.insert(fact)
        case ("import", 2):
            imports.append(fields[1])
        case ("missing", 2):
            missing.append(fields[1])
        case ("syntax", 5):
            guard let line = Int(fields[1]), let column = Int(fields[2]) else { return false }
            syntaxFault = SyntaxFault(line: line, column: column, message: fields[3], text: fields[4])
        default:
            return false
        }
        return true
    }
}

/// The description of a source broke off or is none.
public struct AnalysisError: Error, Hashable, CustomStringConvertible {
    public var description: String { "the description of the source is not complete" }
}
