// Stands in for what other targets will offer; to be deleted together with this comment once they do.
import ArgumentParser
import Judging
import Sandboxing
import Terms

struct JudgeConfiguration: Sendable {
    var requiredRung: Rung?
    var exactRung: Rung?
    var python: String?
    var compiler: String?
    var profile: Profile?
    var jobs: Int = 1
    init() {}
}

final class Judge: Sendable {
    init(configuration: JudgeConfiguration = .init()) throws(JudgeError) {}
    func check(
        _ candidate: Candidate, against truth: Truth, options: CheckOptions = .init()
    ) async throws(JudgeError) -> CheckReport {
        throw JudgeError(.internalFault, "the judge is not part of this build")
    }
    func close() async {}
}

struct Candidate: Sendable {
    var name: String
    var source: [UInt8]
    var language: String?
    var entry: Entry?
    init(name: String, source: [UInt8], language: String? = nil, entry: Entry? = nil) {
        self.name = name
        self.source = source
        self.language = language
        self.entry = entry
    }
}

struct Truth: Sendable {
    var table: TermTable
    var visible: Int?
    init(table: TermTable, visible: Int? = nil) {
        self.table = table
        self.visible = visible
    }
}

struct CheckOptions: Sendable {
    var limits: CheckLimits
    var allCases: Bool
    var forgivePrompts: Bool
    init(limits: CheckLimits = .init(), allCases: Bool = false, forgivePrompts: Bool = false) {
        self.limits = limits
        self.allCases = allCases
        self.forgivePrompts = forgivePrompts
    }
}

struct JudgeError: Error, Sendable {
    enum Kind: Sendable { case usage, input, toolMissing, refused, internalFault, cancelled }
    var kind: Kind
    var message: String
    var hint: String?
    init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}

struct HostCheck: Sendable {
    var name: String
    var isAvailable: Bool
    var detail: String
    var remedy: String?
}

struct HostSurvey: Sendable {
    var checks: [HostCheck] = []
    var rung: Rung?
    var lacking: [String] = []
    static func run() -> HostSurvey { HostSurvey() }
}

enum TermSource {
    static func read(path: String, id: String?, offset: Int?) throws(InputError) -> TermTable {
        try BFileReader(TermInput(path: path)).read(id: id)
    }
}

struct InternalFormatReader {
    init(_ input: TermInput) {}
    func find(id: String? = nil, offset: Int? = nil) throws(InputError) -> TermTable {
        throw InputError(file: "", problem: "not part of this build")
    }
}

struct JSONTermsReader {
    init(_ input: TermInput) {}
    func find(id: String? = nil, offset: Int? = nil) throws(InputError) -> TermTable {
        throw InputError(file: "", problem: "not part of this build")
    }
}

enum ProfileLookup {
    static func find(_ nameOrPath: String) throws(CommandFailure) -> Profile {
        throw CommandFailure(.badInput, "no profile '\(nameOrPath)' in this build")
    }
}
