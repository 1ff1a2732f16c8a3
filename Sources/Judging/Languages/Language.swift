/// A language that candidates are written in. The place for the next one: a type like ``PythonLanguage`` or
/// ``CLanguage`` beside these, a profile in `sandbox-profiles/`, and a fixture.
public protocol Language: Sendable {
    /// The name in reports and options: `python`.
    static var name: String { get }
    /// The file name endings, without the dot, that mean the language.
    static var fileExtensions: [String] { get }
    /// The profile that its candidates run under unless another is asked for.
    static var defaultProfileName: String { get }
    /// What the report says of the toolchain.
    var toolchain: CheckReport.Toolchain { get }
    /// Values for the variables in a profile's paths: `python.library` → folders of the host.
    var profileVariables: [String: [String]] { get }
}

/// How a candidate is started and asked, once its calling convention is decided.
public struct RunPlan: Sendable, Hashable {
    /// How answers come.
    public enum Framing: Sendable, Hashable {
        /// A process for each index; its whole standard output is the answer.
        case perProcess
        /// One process; for each ``RunPlan/question(_:)`` written to it comes one line.
        case lines
        /// One process; its standard output is the terms in order. It may have to be stopped.
        case stream
    }

    /// What one process gets.
    public struct Start: Sendable, Hashable {
        /// The arguments, the program's name first.
        public var arguments: [String]
        /// What is written to its standard input at once.
        public var input: [UInt8]
        /// Whether the standard input ends there; otherwise questions follow.
        public var closesInput: Bool
    }

    /// The program, a path inside the jail.
    public var executable: String
    /// How answers come.
    public var framing: Framing
    let arguments: [String]
    let entry: Entry
    /// The source and the harness's mode, where a harness reads them from standard input.
    var harness: HarnessInput?

    /// What a process is started with.
    /// - Parameters:
    ///   - index: the index asked for; of a stream, the first one. A predicate is tried from here on, rows are asked
    ///     for from here on.
    ///   - count: how many terms will be read; it goes to a list function as its argument. It tells the
    ///     candidate no more than a stream that is stopped after as many terms would.
    public func start(at index: Int, count: Int = 1) -> Start {
        var arguments = arguments
        var input: [UInt8] = []
        if let harness {
            input = harness.bytes(for: entry, index: index, count: count)
        } else if entry == .argv {
            arguments.append(String(index))
        }
        if entry == .stdin || (harness == nil && entry.isPredicate) {
            input += question(index)
        }
        return Start(arguments: arguments, input: input, closesInput: framing != .lines)
    }

    /// What a process that has described its source is told, so that it goes on as one that was started for this.
    func continuation(at index: Int, count: Int = 1) -> [UInt8] {
        guard let harness else { return [] }
        return harness.line(for: entry, index: index, count: count) + (entry == .stdin ? question(index) : [])
    }

    /// The bytes that ask a running process for one index, with ``Framing-swift.enum/lines``.
    public func question(_ index: Int) -> [UInt8] { Array("\(index)\n".utf8) }

    /// The framing that goes with a calling convention.
    static func framing(of entry: Entry) -> Framing {
        switch entry {
        case .stdin, .argv: .perProcess
        case .function: .lines
        case .terms, .generator, .list, .upTo, .rows, .table, .predicate, .predicateFromOne: .stream
        }
    }
}

/// What the Python harness reads first: a header line and the source.
struct HarnessInput: Sendable, Hashable {
    var source: [UInt8]
    /// Whether the last statement is an expression to be printed.
    var printsExpression = false
    /// Names that the source does not define and gets all the same, each as `+MODULE:NAME`, or `+MODULE:`.
    var offered: [String] = []

    func bytes(for entry: Entry, index: Int, count: Int) -> [UInt8] {
        bytes(mode: words(for: entry, index: index, count: count))
    }

    /// The line that a source which is there already is run by.
    func line(for entry: Entry, index: Int, count: Int) -> [UInt8] {
        Array((words(for: entry, index: index, count: count) + "\n").utf8)
    }

    private func words(for entry: Entry, index: Int, count: Int) -> String {
        ([mode(for: entry, index: index, count: count)] + offered).joined(separator: " ")
    }

    private func mode(for entry: Entry, index: Int, count: Int) -> String {
        switch entry {
        case .stdin: "run"
        case .argv: "run \(index)"
        case .terms: printsExpression ? "expression" : "terms"
        case .function(let name): "function \(name)"
        case .generator(let name): "generator \(name)"
        case .list(let name): "list \(name) \(count)"
        case .upTo(let name): "upto \(name) \(count)"
        case .rows(let name): "rows \(name) \(index)"
        case .table(let name, let order): "table \(name) \(index) \(order.rawValue)"
        case .predicate(let name): "predicate \(name) \(index)"
        case .predicateFromOne(let name): "predicate \(name) 1"
        }
    }

    func bytes(mode: String) -> [UInt8] { Array("\(source.count) \(mode)\n".utf8) + source }
}

extension Entry {
    var isPredicate: Bool {
        switch self {
        case .predicate, .predicateFromOne: true
        default: false
        }
    }

    /// Whether it goes through the rows of a table, which begin at the sequence's offset.
    var isByRows: Bool {
        switch self {
        case .rows, .table: true
        default: false
        }
    }

    /// The name of the function or variable, where the convention has one.
    var symbol: String? {
        switch self {
        case .stdin, .argv, .terms: nil
        case .function(let name), .generator(let name), .list(let name), .upTo(let name), .rows(let name),
            .table(let name, _), .predicate(let name), .predicateFromOne(let name):
            name
        }
    }
}
