internal import Terms

/// What the name of a function tells about its meaning.
enum EntryNames {
    /// Names that a solution's function usually has, the likeliest first.
    static let usual = ["a", "solution", "solve", "nth", "nth_term", "term", "a_n", "an", "seq", "sequence"]
    /// A usual name too, but as often that of a helper; it counts only where the program prints nothing.
    static let weak = ["f"]

    /// The A-number that a name holds: `A000045`, `a45_list` and `isA000045` hold `A000045`.
    static func sequenceID(in name: String) -> String? {
        let letters = Array(name.utf8)
        var best: String?
        for start in letters.indices where letters[start] | 0x20 == UInt8(ascii: "a") {
            let digits = letters[(start + 1)...].prefix { $0 &- 48 <= 9 }
            // Six digits or, alone, any number of them: `a2` in `beta2` is no sequence.
            guard digits.count >= 6 || (start == 0 && digits.count == letters.count - 1) else { continue }
            best =
                best
                ?? SequenceID.normalize(String(decoding: letters[start..<digits.endIndex], as: UTF8.self))
        }
        return best
    }

    /// Whether a name holds the A-number, or where none is wanted, any one with six digits.
    static func matches(_ name: String, _ wanted: String?) -> Bool {
        guard let held = sequenceID(in: name) else { return false }
        guard let wanted else { return name.utf8.count >= 7 }
        return SequenceID.same(held, wanted)
    }

    /// `A000045_list`, `list_of_a`.
    static func saysList(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("list") || name.hasPrefix("list")
    }

    /// `aupto`, `A000045_upto`, `up_to`: the terms up to a limit.
    static func saysUpTo(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("upto") || name.hasSuffix("up_to") || name.hasPrefix("upto")
            || name.hasPrefix("up_to")
    }

    /// `A000045_gen`, `agen`, `generator`.
    static func saysGenerator(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("gen") || name.hasSuffix("generator")
    }

    /// `isok`, `ok`, `is_term`, `isA000045`.
    static func saysPredicate(_ name: String) -> Bool {
        let lower = name.lowercased()
        return saysPredicateOutright(name) || lower.hasPrefix("is_")
            || (lower.hasPrefix("isa") && sequenceID(in: name) != nil)
    }

    /// Names that mean the sequence's own condition and not that of a helper.
    static func saysPredicateOutright(_ name: String) -> Bool {
        ["isok", "is_ok", "ok"].contains(name.lowercased())
    }
}
