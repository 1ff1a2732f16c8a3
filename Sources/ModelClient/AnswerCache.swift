import Foundation
import Statistics

/// Answers of a model, kept in files, one each: a second run does not pay for what was answered.
///
/// A file holds the request with the answer, and an answer counts only for the very same request. Files are written beside
/// their place and moved there, so that an end at any moment leaves no half answer, and two runs at once do no harm.
struct AnswerCache: Sendable {
    let folder: String

    private struct Entry: Codable {
        var url: String
        var sample: Int
        var request: String
        var reply: ChatReply
    }

    /// The answer to a request; nil where there is none, or what is there cannot be read.
    func answer(to request: ChatRequest, at url: String) -> ChatReply? {
        guard let body = try? request.body,
            let data = FileManager.default.contents(atPath: path(body, request, url)),
            let entry = try? JSONDecoder().decode(Entry.self, from: data)
        else { return nil }
        guard entry.url == url, entry.sample == request.sample,
            entry.request == String(decoding: body, as: UTF8.self)
        else { return nil }
        return entry.reply
    }

    /// Keeps an answer.
    func keep(_ reply: ChatReply, to request: ChatRequest, at url: String) throws {
        let body = try request.body
        let place = URL(filePath: path(body, request, url))
        let entry = Entry(
            url: url, sample: request.sample, request: String(decoding: body, as: UTF8.self), reply: reply)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try encoder.encode(entry).write(to: place, options: .atomic)
    }

    /// A name only: what is in the file is compared as a whole.
    private func path(_ body: Data, _ request: ChatRequest, _ url: String) -> String {
        let key = Array(url.utf8) + [0] + Array("\(request.sample)".utf8) + [0] + Array(body)
        let name = FNV1a.hash(key).hexadecimal + FNV1a.hash(key, after: 0x9ae1_6a3b_2f90_404f).hexadecimal
        return "\(folder)/\(name.prefix(2))/\(name).json"
    }
}
