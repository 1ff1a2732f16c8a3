internal import Terms

/// A piece of a line that cases are looked for in.
enum CaseToken: Hashable {
    case word(String)
    case number(Term)
    /// A sign; `==`, `->` and `=>` are one each, and so are their typographic forms.
    case sign(String)

    /// The pieces of a line. Marks of emphasis and of formulas are passed over.
    static func all(in line: Substring) -> [CaseToken] {
        var tokens: [CaseToken] = []
        var rest = Array(line.utf8)[...]
        while let byte = rest.first {
            if isLetter(byte) {
                let word = rest.prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
                tokens.append(.word(String(decoding: word, as: UTF8.self)))
                rest = rest.dropFirst(word.count)
            } else if isDigit(byte) {
                let digits = rest.prefix(while: isDigit)
                tokens.append(number(digits, &tokens))
                rest = rest.dropFirst(digits.count)
            } else {
                let sign = sign(at: rest)
                if !sign.text.isEmpty { tokens.append(.sign(sign.text)) }
                rest = rest.dropFirst(sign.length)
            }
        }
        return tokens
    }

    /// A number with the sign before it, where that is no operation.
    private static func number(_ digits: ArraySlice<UInt8>, _ tokens: inout [CaseToken]) -> CaseToken {
        let text = String(decoding: digits, as: UTF8.self)
        // What begins with a zero is no integer of ours.
        guard let plain = Term(text) else { return .word(text) }
        guard tokens.last == .sign("-"), let negative = Term("-" + text) else { return .number(plain) }
        let before = tokens.dropLast().last
        switch before {
        case nil, .word: break
        case .number: return .number(plain)
        case .sign(let sign): if sign == ")" || sign == "]" { return .number(plain) }
        }
        tokens.removeLast()
        return .number(negative)
    }

    private static func sign(at bytes: ArraySlice<UInt8>) -> (text: String, length: Int) {
        for (text, meaning) in [
            ("==", "=="), ("->", "->"), ("=>", "->"), ("→", "->"), ("⇒", "->"), ("↦", "->"), ("−", "-"),
            ("**", ""),
            ("×", "*"), ("·", "*"), ("\\to", "->"),
        ] where bytes.starts(with: text.utf8) {
            return (meaning, text.utf8.count)
        }
        guard let byte = bytes.first else { return ("", 1) }
        let passed = " \t\r`$\\*".utf8.contains(byte)
        // An asterisk between numbers is a product, and one beside words emphasis: neither matters but to end a value.
        if byte == UInt8(ascii: "*") { return ("*", 1) }
        return passed || byte >= 0x80 ? ("", 1) : (String(UnicodeScalar(byte)), 1)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 97 && byte | 0x20 <= 122 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }
}
