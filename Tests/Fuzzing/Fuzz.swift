import Glibc

/// What a property says of an input that breaks it.
public struct Violation: Error {
    let text: String

    /// A violation, in one sentence.
    public init(_ text: String) { self.text = text }
}

/// Throws a ``Violation`` unless a condition holds.
public func require(_ condition: Bool, _ text: @autoclosure () -> String) throws {
    if !condition { throw Violation(text()) }
}

/// A property that has to hold for every input, tried on as many as time allows.
///
/// Each round runs in a forked child, so that a trap, a hang and a hunger for memory are findings like any other: the
/// case is known by its number, is made again from the seed, and is shrunk in children of its own. So it must be run
/// where no other thread is at work, which is what an exit test gives it.
///
/// Environment: `SEQJUDGE_FUZZ_SECONDS` is how long each property is tried (default 2); `SEQJUDGE_FUZZ_SEED` is the
/// seed (default: 1, or with `SEQJUDGE_FUZZ_SECONDS` one of the clock). Both are told with a finding.
public struct Fuzz {
    /// Where inputs come from.
    public enum Source {
        /// Changes of samples, and the pieces that mean something in their format.
        case mutations(of: [String], words: [String] = [])
        /// The same, of bytes.
        case binary(of: [[UInt8]])
        /// Random bytes, for a property that takes its ``Choices`` from them.
        case choices
    }

    /// nil: inputs are random bytes.
    private let mutator: Mutator?
    /// How much more address space than at the start the property may take.
    let memory: Int
    let check: ([UInt8]) throws -> Void

    /// CPU seconds for one case, at most.
    let patience: Int

    /// A property.
    /// - Parameters:
    ///   - memory: how many bytes of memory it may take for any input. Inputs are of 4 MiB at most.
    ///   - patience: how many seconds of CPU time it may take for any input.
    ///   - check: throws a ``Violation``, or any error, for an input that breaks it.
    public init(
        _ source: Source, memory: Int = 512 << 20, patience: Int = 10,
        check: @escaping ([UInt8]) throws -> Void
    ) {
        mutator =
            switch source {
            case .mutations(let samples, let words):
                Mutator(samples: samples.map { Array($0.utf8) }, words: words.map { Array($0.utf8) })
            case .binary(let samples): Mutator(samples: samples, words: [])
            case .choices: nil
            }
        self.memory = memory
        self.patience = patience
        self.check = check
    }

    /// Tries the property and writes to standard error what came of it, for ``finding(in:)``.
    public func run() {
        let seed = Fuzz.seed
        let page = SharedPage()
        let outcome = Child.outcome(memory: memory, page) {
            let deadline = ContinuousClock.now + .seconds(Fuzz.seconds)
            while ContinuousClock.now < deadline {
                page.number += 1
                if let problem = problem(of: input(page.number, seed)) { return problem }
            }
            return nil
        }
        var text = "\(page.number) cases, seed \(seed)\n"
        if let outcome { text += report(outcome, input(page.number, seed)) }
        write(2, text, text.utf8.count)
    }

    /// The finding in what ``run()`` wrote; nil where there is none.
    public static func finding(in bytes: [UInt8]?) -> String? {
        guard let bytes else { return "the run itself broke off" }
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n")
        if getenv("SEQJUDGE_FUZZ_SECONDS") != nil { print(lines.first ?? "no figures") }
        return lines.count == 1 ? nil : text
    }

    private func report(_ outcome: String, _ input: [UInt8]) -> String {
        let kind = Fuzz.kind(outcome)
        let page = SharedPage()
        var shrinker = Shrinker { bytes in
            let again = Child.outcome(memory: memory, page) { problem(of: bytes) }
            return again.map(Fuzz.kind) == kind
        }
        let small = shrinker.shrink(input)
        let why =
            Child.outcome(memory: memory, page) { problem(of: small) } ?? "(only the first time) \(outcome)"
        return "\(why)\ninput of \(small.count) bytes: \(Fuzz.escaped(small))\n"
    }

    /// What tells two findings apart: their words without the numbers and quotes in them.
    private static func kind(_ outcome: String) -> String {
        String(outcome.prefix { $0 != "'" && $0 != ":" && !$0.isNumber }.prefix(40))
    }

    private func problem(of input: [UInt8]) -> String? {
        Child.startClock(seconds: patience)
        do {
            try check(input)
            return nil
        } catch let violation as Violation {
            return violation.text
        } catch {
            return "an error: \(error)"
        }
    }

    private func input(_ number: Int, _ seed: UInt64) -> [UInt8] {
        var random = FuzzGenerator(seed: seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
        if let mutator { return mutator.input(&random) }
        return (0..<random.below(1 << (2 + random.below(9)))).map { _ in UInt8(random.below(256)) }
    }

    private static var seconds: Double { variable("SEQJUDGE_FUZZ_SECONDS").flatMap(Double.init) ?? 2 }

    private static var seed: UInt64 {
        if let seed = variable("SEQJUDGE_FUZZ_SEED").flatMap({ UInt64($0) }) { return seed }
        return variable("SEQJUDGE_FUZZ_SECONDS") == nil ? 1 : UInt64.random(in: 1...999_999)
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Text that can be put into a test: everything but printable ASCII escaped, cut after 4,000 characters.
    static func escaped(_ bytes: [UInt8]) -> String {
        var text = "\""
        for byte in bytes.prefix(4_000) {
            switch byte {
            case UInt8(ascii: "\n"): text += "\\n"
            case UInt8(ascii: "\r"): text += "\\r"
            case UInt8(ascii: "\t"): text += "\\t"
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\\(UnicodeScalar(byte))"
            case 0x20...0x7e: text.unicodeScalars.append(UnicodeScalar(byte))
            default: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + (bytes.count > 4_000 ? "\"…" : "\"")
    }
}
