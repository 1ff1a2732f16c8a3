import Judging
import Sandboxing
import Terms

/// From the bytes of a line to its record.
struct LineJudge: Sendable {
    /// How a candidate is judged, and the profile's own limits; a value, so that a test can put another in its place.
    typealias Check =
        @Sendable (Candidate, Truth, Options, _ profile: String?) async throws(JudgeError) -> CheckReport

    /// What a request asks of a check. The limits are settings still, because a profile has limits of its own.
    struct Options: Sendable {
        var limits: LimitSettings
        var allCases: Bool
        var forgivePrompts: Bool
        var forgiveImports: Bool
    }

    /// What holds where a request says nothing.
    struct Defaults: Sendable {
        var limits = LimitSettings()
        var allCases = false
        var forgivePrompts = false
        var forgiveImports = false
    }

    let library: TruthLibrary
    var defaults = Defaults()
    var style = VerdictRecord.Style()
    /// What paths in requests start from; nil: the working folder.
    var folder: String?
    /// The most bytes of a line, for the message about longer ones.
    var longestLine = 16 << 20
    /// Whether a line that is no request stops the batch.
    var isStrict = false
    let check: Check

    /// Judges a line.
    func judge(_ line: RequestLine) async -> BatchRunner.Outcome {
        if line.isTooLong {
            let error = RequestError(
                "a line of more than \(ByteCount(bytes: longestLine)); --max-line raises that")
            return refuse(VerdictRecord(line: line, label: RequestLabel(), style: style), error)
        }
        let parsed = RequestParser.parse(line.bytes)
        let record = VerdictRecord(line: line, label: parsed.label, style: style)
        let request: BatchRequest
        let task: (Candidate, Truth, Options, notes: [String])
        do throws(RequestError) {
            request = try parsed.request.get()
            task = try prepare(request, line.number)
        } catch {
            return refuse(record, error)
        }
        do throws(JudgeError) {
            var report = try await check(task.0, task.1, task.2, request.profile)
            report.notes += task.notes
            return .record(record.judged(report, language: request.language))
        } catch {
            return outcome(of: error, record)
        }
    }

    private func refuse(_ record: VerdictRecord, _ error: RequestError) -> BatchRunner.Outcome {
        guard isStrict else { return .record(record.failed(.input, error)) }
        let place = "line \(record.line.number)" + (error.column.map { ", column \($0)" } ?? "")
        return .stop(
            CommandFailure(
                .badInput, "\(place): \(error.message)", hint: "without --strict the batch goes on"))
    }

    private func outcome(of error: JudgeError, _ record: VerdictRecord) -> BatchRunner.Outcome {
        if error.kind == .cancelled { return .cancelled }
        let kind: VerdictRecord.ErrorKind =
            switch error.kind {
            case .usage, .input: .input
            case .toolMissing: .tool
            case .refused: .refused
            case .internalFault, .cancelled: .host
            }
        return .record(record.failed(kind, RequestError(error.description)))
    }

    private func prepare(
        _ request: BatchRequest, _ line: Int
    ) throws(RequestError) -> (Candidate, Truth, Options, notes: [String]) {
        if let profile = request.profile, profile.contains("/") || profile.contains(".") {
            throw RequestError("profile '\(DisplayText.excerpt(profile))' is no bundled profile's name")
        }
        let entry = try entry(for: request)
        let count = request.count ?? entry.count
        let visible = request.visible ?? entry.visible
        let part: TermTable
        do throws(CommandFailure) {
            part = try TruthOptions.restrict(entry.table, count: count, indices: request.indices)
        } catch {
            // The messages name the options of check; the members have the same names.
            throw RequestError(
                error.message.hasPrefix("--") ? String(error.message.dropFirst(2)) : error.message)
        }
        let options = Options(
            limits: request.limits.over(defaults.limits).over(entry.limits),
            allCases: request.allCases ?? defaults.allCases,
            forgivePrompts: request.forgivePrompts ?? defaults.forgivePrompts,
            forgiveImports: request.forgiveImports ?? defaults.forgiveImports)
        let truth = Truth(table: part, visible: TruthOptions.visible(visible, of: entry.table, in: part))
        return (try candidate(for: request, line), truth, options, entry.notes)
    }

    private func entry(for request: BatchRequest) throws(RequestError) -> TruthLibrary.Entry {
        switch request.target {
        case .terms(let terms):
            return TruthLibrary.Entry(
                table: TermTable(
                    offset: request.offset ?? 0, terms: terms, keywords: request.keywords,
                    source: "the request"))
        case .sequence(let id): return try library.find(id, offset: request.offset)
        }
    }

    private func candidate(for request: BatchRequest, _ line: Int) throws(RequestError) -> Candidate {
        let ending = request.language == "c" ? "c" : "py"
        switch request.code {
        case .text(let bytes):
            return Candidate(
                name: "line-\(line).\(ending)", source: bytes, language: request.language,
                entry: request.entry)
        case .file(let path):
            let place = path.hasPrefix("/") ? path : (folder ?? "") + path
            do throws(CommandFailure) {
                // One byte past the limit is enough for the judge to see that the source is too large.
                let bytes = try FileBytes.read(path: place, limit: CheckLimits().source.bytes + 1)
                let name = path.split(separator: "/").last.map(String.init) ?? path
                return Candidate(
                    name: name, source: bytes, language: request.language, entry: request.entry)
            } catch {
                throw RequestError(error.message)
            }
        }
    }
}
