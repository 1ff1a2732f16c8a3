import ArgumentParser
import Foundation
import SequenceStore
import Statistics
import Terms

/// Makes synthetic sequences, imports them, and measures how long looking up and finding take.
@main
struct StoreBenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-benchmark",
        abstract: "Measure the store of sequences, with as many made-up ones as are wanted.")

    @Option(help: "How many sequences there are.")
    var count = 400_000

    @Option(help: "What they are drawn from.")
    var seed: UInt64 = 1

    @Option(help: "How often each question is asked.")
    var rounds = 1_000

    @Option(help: "The folder for the files. (default: a temporary one, removed at the end)")
    var folder: String?

    @Flag(help: "Only write the files stripped, names and offsets.")
    var onlyWrite = false

    func run() throws {
        let made = folder ?? "\(NSTemporaryDirectory())/store-benchmark-\(getpid())"
        try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
        defer { if folder == nil { try? FileManager.default.removeItem(atPath: made) } }
        let sequences = SyntheticSequences(seed: seed)
        try write(sequences, to: made)
        if onlyWrite { return }
        let path = "\(made)/sequences.sqlite"
        try? FileManager.default.removeItem(atPath: path)
        try measureImport(path, ["stripped", "names", "offsets"].map { "\(made)/\($0)" }, "import of all")
        try measureImport(path, ["\(made)/stripped"], "the same stripped file again")
        let store = try SequenceStore(path: path)
        let figures = try store.figures()
        print(
            "size: \(figures.bytes >> 20) MiB, of it index \(figures.indexBytes >> 20) MiB,", terminator: " ")
        print("\(figures.sequences) sequences, \(figures.dataTerms) terms")
        try measureQuestions(store, sequences)
    }

    private func write(_ sequences: SyntheticSequences, to folder: String) throws {
        var parts = ["", "", ""]
        let names = ["stripped", "names", "offsets"].map { "\(folder)/\($0)" }
        for name in names { try Data().write(to: URL(filePath: name)) }
        let files = try names.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
        for number in 1...count {
            let id = SequenceID.normalize("A\(number)") ?? ""
            parts[0] += "\(id) ,\(sequences.terms(number)),\n"
            parts[1] += "\(id) \(sequences.title(number))\n"
            parts[2] += "\(id)\t\(number % 3)\n"
            if number % 1_000 != 0 && number != count { continue }
            for (part, file) in files.enumerated() {
                try file.write(contentsOf: Data(parts[part].utf8))
                parts[part] = ""
            }
        }
    }

    private func measureImport(_ path: String, _ inputs: [String], _ what: String) throws {
        let start = ContinuousClock.now
        let summary = try SequenceImport(store: path, inputs: inputs).run { _ in }
        print("\(what): \(start.duration(to: .now)), \(summary.records) records")
    }

    private func measureQuestions(_ store: SequenceStore, _ sequences: SyntheticSequences) throws {
        var dice = SeededRandom(seed: seed)
        try measure("look-up by name") {
            let id = "A\(dice.number(1...count))"
            return { try store.sequence(id) != nil }
        }
        for question in Question.allCases {
            try measure("find: \(question.rawValue)") {
                let number = dice.number(1...count)
                let all = sequences.terms(number).split(separator: ",").compactMap { Term(String($0)) }
                let terms = question.terms(of: all, &dice)
                return { try !store.sequences(holding: terms, limit: 10).isEmpty }
            }
        }
    }

    /// Times a question, made anew for each round.
    private func measure(_ name: String, _ make: () throws -> () throws -> Bool) throws {
        var times: [Duration] = []
        var hits = 0
        for _ in 0..<rounds {
            let ask = try make()
            let start = ContinuousClock.now
            if try ask() { hits += 1 }
            times.append(start.duration(to: .now))
        }
        times.sort()
        func figure(_ share: Double) -> String {
            let time = times[min(times.count - 1, Int(Double(times.count) * share))]
            return "\(Double(time.components.attoseconds / 1_000_000_000_000) / 1_000) ms"
        }
        print(
            "\(name): median \(figure(0.5)), 99 % \(figure(0.99)), most \(figure(1)), \(hits) of \(rounds) found"
        )
    }
}

/// What is asked for.
enum Question: String, CaseIterable {
    case inside = "8 terms from anywhere"
    case six = "6 terms from anywhere"
    case whole = "all terms"
    case prefix = "the first 3 terms"
    case multiplied = "10 terms, tripled"
    case added = "10 terms, plus 7"
    case sums = "partial sums of the first 10 terms"
    case differences = "differences of 10 terms"
    case ones = "8 ones"
    case counting = "1 to 12"
    case bits = "14 zeros and ones"
    case nothing = "8 random numbers"

    func terms(of all: [Term], _ dice: inout SeededRandom) -> [Term] {
        func part(_ length: Int) -> [Term] {
            let start = dice.number(0...max(0, all.count - length))
            return Array(all[start...].prefix(length))
        }
        // Long terms are not taken part in arithmetic here: this is about looking up.
        func small(_ terms: [Term]) -> [Int] { terms.map { ($0.intValue ?? 1) % 1_000_000_000 } }
        switch self {
        case .inside: return part(8)
        case .six: return part(6)
        case .whole: return all
        case .prefix: return Array(all.prefix(3))
        case .multiplied: return small(part(10)).map { Term($0 * 3) }
        case .added: return small(part(10)).map { Term($0 + 7) }
        case .sums:
            var sum = 0
            return small(Array(all.prefix(10))).map { value in
                sum += value
                return Term(sum)
            }
        case .differences:
            let values = small(part(11))
            return zip(values, values.dropFirst()).map { Term($1 - $0) }
        case .ones: return Array(repeating: 1, count: 8)
        case .counting: return (1...12).map { Term($0) }
        case .bits: return (0..<14).map { _ in Term(dice.number(0...1)) }
        case .nothing: return (0..<8).map { _ in Term(dice.number(-1_000_000...1_000_000)) }
        }
    }
}
