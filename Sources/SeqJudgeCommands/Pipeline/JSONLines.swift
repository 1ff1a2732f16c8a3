import Foundation
import Sandboxing
import Terms

/// Files of one JSON value a line, read line by line in bounded memory. Blank lines are passed over.
enum JSONLines {
    /// The longest line of a stage of the pipeline.
    static let longest = ByteCount.mib(64)

    /// Reads a file, or standard input for `-`.
    /// - Throws: for what cannot be read, a line that is too long, and what the body throws.
    static func forEach(
        _ path: String, longest: ByteCount = longest, _ body: (RequestLine) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        let input = try RequestInput(path: path)
        var lines = LineSplitter(longest: longest.bytes)
        var failure: CommandFailure?
        func take(_ line: RequestLine) {
            guard failure == nil else { return }
            do throws(CommandFailure) {
                if line.isTooLong {
                    throw CommandFailure(
                        .badInput, "\(input.name):\(line.number): a line of more than \(longest)")
                }
                try body(line)
            } catch {
                failure = error
            }
        }
        reading: while failure == nil {
            switch input.read() {
            case .later: continue
            case .bytes(let bytes): lines.take(bytes[...], take)
            case .failed(let problem): throw CommandFailure(.badInput, "\(input.name): \(problem)")
            case .end:
                lines.finish(take)
                break reading
            }
        }
        if let failure { throw failure }
    }

    /// Reads values of one type from a file.
    /// - Parameter what: what a line is to be, for errors: `a problem`.
    static func forEach<Value: Decodable>(
        _ type: Value.Type, in path: String, _ what: String, _ body: (Value) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        try forEach(path) { (line) throws(CommandFailure) in try body(decode(type, line, path, what)) }
    }

    /// The value that a line holds.
    static func decode<Value: Decodable>(
        _ type: Value.Type, _ line: RequestLine, _ path: String, _ what: String
    ) throws(CommandFailure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(line.bytes))
        } catch {
            throw CommandFailure(.badInput, "\(path):\(line.number): no \(what): \(reason(error))")
        }
    }

    /// All values of a file that is small enough to be held.
    static func read<Value: Decodable>(
        _ type: Value.Type, in path: String, _ what: String
    ) throws(CommandFailure) -> [Value] {
        var values: [Value] = []
        try forEach(type, in: path, what) { (value) throws(CommandFailure) in values.append(value) }
        return values
    }

    /// What a decoder complains about, in a few words.
    static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is no JSON" }
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let path = place(context)
            return "there is no \"\(path.isEmpty ? "" : path + ".")\(key.stringValue)\""
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\"\(place(context))\" is of another type"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is no JSON" : "\"\(place(context))\" makes no sense"
        @unknown default: return "it cannot be read"
        }
    }

    /// A value as a line of JSON with its line feed, members in alphabetical order: equal values make equal lines.
    static func line(_ value: some Encodable) throws(CommandFailure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
        } catch {
            throw CommandFailure(.internalFault, "cannot be written as JSON: \(error)")
        }
    }
}
