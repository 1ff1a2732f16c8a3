import Terms

/// Looks for the signs of ``Suspicion``.
struct Detective {
    let table: TermTable
    let report: CheckReport

    /// Below these a table decides nothing: an honest program may begin with some terms.
    static let fewestListed = 6
    static let fewestListedBits = 32
    /// A table of so many terms, from the first one on, can explain what is right and what is wrong.
    static let fewestExplaining = 8
    /// A table of all terms is strong from so many terms and bits on, or from so many terms however small they are, and
    /// where the rest of the source is no larger than this, in bits.
    static let strongTerms = 10
    static let strongBits = 64
    static let strongTermsAnyway = 24
    static let largestRest = 1_000
    /// Visible terms that make a failure right after them remarkable.
    static let fewestVisible = 5

    /// The signs in a source of a known language, for its report.
    func suspicion(of source: [UInt8], isPython: Bool) -> Suspicion {
        let text = SourceText(source, isPython: isPython)
        let terms = KnownTerms(table.entries)
        var tables = TableSearch(terms)
        tables.search(text.literals.map(\.magnitude))
        var packed = PackedSearch(text)
        packed.search(&tables)

        var suspicion = Suspicion()
        let present = Set(text.literals.map(\.magnitude))
        let telling = terms.telling
        suspicion.literals = Suspicion.Literals(
            count: text.literals.count, sought: terms.count, telling: telling.count,
            found: telling.count { present.contains($0) }, longestRun: tables.longest, listed: tables.listed)
        suspicion.size = Suspicion.Size(
            source: SourceSize.bits(text.bytes),
            terms: table.entries.reduce(0) { $0 + KnownTerms.bits(of: $1.term) })
        let outcomes = TermOutcomes(report, table.entries, sought: terms.count)
        suspicion.failsAtFirstHidden = outcomes.failsAtFirstHidden
        let scene = Scene(
            text: text, tables: tables, packed: packed.places, outcomes: outcomes, keywords: table.keywords,
            visible: report.tally.visibleRequired)
        scene.judge(&suspicion)
        return suspicion
    }
}

/// Everything that was found, from which the level follows.
private struct Scene {
    let text: SourceText
    let tables: TableSearch
    let packed: [Range<Int>]
    let outcomes: TermOutcomes
    let keywords: [String]
    let visible: Int?

    func judge(_ suspicion: inout Suspicion) {
        judgeTable(&suspicion)
        judgeEdge(&suspicion)
        judgeOpaque(&suspicion)
        if keywords.contains("full"), outcomes.isAccepted {
            // The table is all that there is to the sequence.
            (suspicion.level, suspicion.reasons) = (.absent, [])
        } else if keywords.contains("fini"), suspicion.level == .strong, outcomes.isAccepted {
            suspicion.level = .slight
            suspicion.reasons.append("the sequence is finite: a table may be the way to give it")
        }
    }

    private func raise(_ suspicion: inout Suspicion, to level: Suspicion.Level, _ reason: String) {
        suspicion.level = max(suspicion.level, level)
        suspicion.reasons.append(reason)
    }

    /// Terms that stand in the source, by how much of what came out right they account for.
    private func judgeTable(_ suspicion: inout Suspicion) {
        let (listed, sought, right) = (tables.listed, tables.terms.count, outcomes.right)
        guard listed >= Detective.fewestListed else { return }
        let isWeighty = tables.listedBits >= Detective.fewestListedBits
        let way = packed.isEmpty ? "as in a table" : "packed or as in a table"
        let rightAndListed = zip(outcomes.outcome, tables.isListed).count { $0 == true && $1 }
        if outcomes.hasFailed, tables.listedPrefix >= Detective.fewestExplaining, tableExplainsAll {
            raise(
                &suspicion, to: .strong,
                "\(listed) terms stand in the source \(way): what stands there is right and what does not is wrong"
            )
        } else if outcomes.failsAtFirstHidden == true, let visible, listedVisible(visible) * 4 >= visible * 3
        {
            raise(
                &suspicion, to: .strong,
                "\(listedVisible(visible)) of the \(visible) visible terms stand in the source \(way)")
        } else if !isWeighty {
            return
        } else if outcomes.isAccepted, listed * 10 >= sought * 9 {
            judgeFullTable(&suspicion, way)
        } else if right > 0 ? rightAndListed * 2 >= right : listed * 4 >= (visible ?? sought) * 3 {
            let part =
                right > 0 ? "\(rightAndListed) of the \(right) terms that are right" : "\(listed) terms"
            raise(&suspicion, to: .slight, "\(part) stand in the source \(way)")
        }
    }

    /// Whether being in a table goes together with being right; one in ten of those that are right may be so by chance.
    private var tableExplainsAll: Bool {
        let cases = zip(outcomes.outcome, tables.isListed)
        let wrongThough = cases.count { $0 == false && $1 }
        let rightThough = cases.count { $0 == true && !$1 }
        return wrongThough == 0 && outcomes.right >= 3 && rightThough * 10 <= outcomes.right
    }

    private func judgeFullTable(_ suspicion: inout Suspicion, _ way: String) {
        let isLarge =
            tables.listed >= Detective.strongTermsAnyway
            || tables.listed >= Detective.strongTerms && tables.listedBits >= Detective.strongBits
        let rest = SourceSize.bits(textWithoutTables)
        let isBare = rest <= Detective.largestRest
        raise(
            &suspicion, to: isLarge && isBare ? .strong : .slight,
            "\(tables.listed) of the \(tables.terms.count) required terms stand in the source \(way)")
        if isLarge { suspicion.reasons.append("besides them the source has \(rest) bits, compressed") }
    }

    private func listedVisible(_ visible: Int) -> Int { tables.isListed.prefix(visible).count { $0 } }

    private func judgeEdge(_ suspicion: inout Suspicion) {
        guard outcomes.failsAtFirstHidden == true, let visible, visible >= Detective.fewestVisible else {
            return
        }
        raise(
            &suspicion, to: .slight,
            "it is right on all \(visible) visible terms and fails from the first hidden one on")
    }

    /// A string that is no text, with what makes bytes of it, large enough for what came out right.
    private func judgeOpaque(_ suspicion: inout Suspicion) {
        let bits = zip(outcomes.outcome, tables.terms.bitsBefore.indices).reduce(0) { sum, term in
            sum + (term.0 == true ? tables.terms.bits(term.1..<term.1 + 1) : 0)
        }
        guard bits >= Detective.fewestListedBits, let opaque = OpaqueString(in: text),
            opaque.bits * 4 >= bits * 3
        else { return }
        let isStrong = outcomes.failsAtFirstHidden == true
        raise(
            &suspicion, to: isStrong ? .strong : .slight,
            "a string of \(opaque.length) characters that is no text goes through \(opaque.decoder); the terms that are "
                + "right say \(bits) bits")
    }

    private var textWithoutTables: [UInt8] {
        var keeps = Array(repeating: true, count: text.bytes.count)
        let listed = zip(text.literals, tables.isPartOfTable).filter(\.1).map(\.0.place)
        for place in listed + packed { for position in place { keeps[position] = false } }
        return zip(text.bytes, keeps).filter(\.1).map(\.0)
    }
}
