import Judging
import Terms

/// What came of a vote.
struct ConsensusReport: Sendable {
    var ballots: [Ballot]
    /// Programs with the text of another.
    var copies: [(name: String, of: String)]
    var indices: [Int]
    var table: TermTable
    private let consensus: Consensus

    init(ballots: [Ballot], copies: [(name: String, of: String)], indices: [Int], table: TermTable) {
        (self.ballots, self.copies, self.indices, self.table) = (ballots, copies, indices, table)
        let voters = ballots.compactMap { ballot in
            ballot.answers.map { Consensus.Voter(name: ballot.name, terms: $0.terms) }
        }
        consensus = Consensus(voters, at: indices)
    }

    private var rejected: [Ballot] { ballots.filter { $0.verdict != .accepted } }

    /// 0 where at least two are accepted and all agree.
    var status: CommandStatus {
        if ballots.contains(where: { $0.verdict == .internalError || $0.answers?.ending == .internalError }) {
            return .internalFault
        }
        return consensus.voters >= 2 && consensus.groups.count == 1 ? .success : .notAccepted
    }

    var text: String {
        let all = DisplayText.count(ballots.count, "program")
        var lines = [
            "\(DisplayText.grouped(consensus.voters)) of \(all) accepted on "
                + "\(DisplayText.count(table.entries.count, "known term")), "
                + DisplayText.count(consensus.groups.count, "group") + " beyond"
        ]
        for (place, group) in consensus.groups.enumerated() {
            let what =
                group.firstDifference.map { "differ from the first group at n = \($0)" }
                ?? (place == 0 ? "the largest group" : "")
            lines.append("")
            lines.append("  \(DisplayText.count(group.members.count, "program")): \(what)")
            if let index = group.firstDifference, let term = group.terms[index] {
                lines.append("    a(\(index)) = \(DisplayText.term(term))")
            }
            lines += group.members.map { "    \(DisplayText.line($0))\(ending(of: $0))" }
        }
        if !consensus.derived.isEmpty {
            lines += ["", "  derived terms, by agreement and not by proof"]
            lines += consensus.derived.map {
                "    a(\($0.index)) = \(DisplayText.term($0.term, limit: 100))  (\($0.agreeing) of \($0.answering))"
            }
        }
        if !rejected.isEmpty { lines += ["", "  not accepted"] }
        lines += rejected.map {
            "    \($0.verdict.rawValue)  \(DisplayText.line($0.name)): \(DisplayText.line($0.explanation))"
        }
        if !copies.isEmpty { lines += ["", "  the same text as another, not counted"] }
        lines += copies.map { "    \(DisplayText.line($0.name)), as \(DisplayText.line($0.of))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func ending(of name: String) -> String {
        let answers = ballots.first { $0.name == name }?.answers
        guard let answers, answers.ending != nil else { return "" }
        return " (\(DisplayText.line(answers.explanation)))"
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "sequence_id": .optional(table.id) { .string($0) },
            "known_terms": .integer(table.entries.count), "truth_source": .string(table.source),
            "asked_from": .integer(indices.first ?? 0), "asked_to": .integer(indices.last ?? 0),
            "programs": .array(ballots.map(program)),
            "groups": .array(consensus.groups.map(group)),
            "derived": .bool(true),
            "derived_terms": .array(
                consensus.derived.map {
                    .members([
                        "index": .integer($0.index), "term": .string($0.term.description),
                        "agreeing": .integer($0.agreeing), "answering": .integer($0.answering),
                    ])
                }),
            "copies": .array(
                copies.map { .members(["candidate": .string($0.name), "of": .string($0.of)]) }),
        ])
    }

    private func program(_ ballot: Ballot) -> JSONText {
        .members([
            "candidate": .string(ballot.name), "verdict": .string(ballot.verdict.rawValue),
            "explanation": .string(ballot.explanation),
            "answers": .optional(ballot.answers) { .integer($0.terms.count) },
            "ending": .optional(ballot.answers?.ending) { .string($0.rawValue) },
        ])
    }

    private func group(_ group: Consensus.Group) -> JSONText {
        .members([
            "members": .array(group.members.map { .string($0) }),
            "first_difference": .optional(group.firstDifference) { .integer($0) },
            "terms": .object(
                group.terms.sorted { $0.key < $1.key }
                    .map { JSONText.Member(name: "\($0.key)", value: .string($0.value.description)) }),
        ])
    }
}
