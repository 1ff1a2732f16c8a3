extension SourceText {
    /// A number token. What has a point, an exponent or an imaginary unit is no integer.
    mutating func readNumber() {
        begin(source[position])
        var radix: UInt8 = 10
        if peek() == UInt8(ascii: "0") {
            switch peek(1) | 32 {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "b"): radix = 2
            case UInt8(ascii: "o") where isPython: radix = 8
            case _ where !isPython && peek(1).isDecimalDigit: radix = 8
            default: break
            }
            if radix != 10, !peek(1).isDecimalDigit {
                bytes.append(contentsOf: source[position...position + 1])
                position += 2
            }
        }
        let start = bytes.count
        var magnitude = Magnitude(radix: radix)
        while position < source.count {
            let byte = source[position]
            if let digit = byte.digit(radix: radix) {
                magnitude.add(digit: digit)
                bytes.append(byte)
            } else if byte != UInt8(ascii: "_"), isPython || byte != UInt8(ascii: "'") {
                break
            }
            position += 1
        }
        let place = start..<bytes.count
        let end = position
        while position < source.count, source[position].isWordByte || source[position] == UInt8(ascii: ".") {
            position += 1
        }
        let suffix = source[end..<position]
        bytes.append(contentsOf: suffix)
        let isInteger = isPython ? suffix.isEmpty : suffix.allSatisfy { "ulzw".utf8.contains($0 | 32) }
        if !place.isEmpty, isInteger || isPython && suffix.first.map({ $0.isPythonWordStart }) ?? false {
            add(Literal(magnitude: magnitude.finish(), place: place, radix: radix))
        }
    }

    /// A string or character. Its numbers are literals, too: tables are often `"1 2 3".split()`.
    mutating func readString(isRaw: Bool) {
        let quote = source[position]
        let isStatement = isPython && isLineStart && depth == 0
        let isTriple = isPython && peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        let before = bytes.count
        let start = beginString(quote)
        while position < source.count {
            let byte = source[position]
            if byte == quote, !isTriple || peek(1) == quote && peek(2) == quote { break }
            if byte == UInt8(ascii: "\n"), !isTriple { break }
            if byte == UInt8(ascii: "\\") {
                readEscape(isRaw: isRaw)
            } else {
                bytes.append(byte)
                position += 1
            }
        }
        let place = start..<bytes.count
        if peek() == quote { position = min(source.count, position + (isTriple ? 3 : 1)) }
        bytes.append(quote)
        if isStatement, isStatementEnd {
            bytes.removeSubrange(before...)
        } else if isPython || quote == UInt8(ascii: "\"") {
            endString(place)
        }
    }

    /// Where the string's contents begin. Strings that follow each other are one, as the languages have it.
    private mutating func beginString(_ quote: UInt8) -> Int {
        if let last = strings.last, last.upperBound < bytes.count, bytes[last.upperBound] == quote,
            bytes[(last.upperBound + 1)...].allSatisfy({ $0 == 32 || $0 == UInt8(ascii: "\n") })
        {
            bytes.removeSubrange(last.upperBound...)
            (isApart, isLineStart) = (false, false)
        } else {
            begin(quote)
            bytes.append(quote)
        }
        return bytes.count
    }

    private mutating func endString(_ place: Range<Int>) {
        guard !place.isEmpty else { return }
        guard let last = strings.last, last.upperBound == place.lowerBound else {
            strings.append(place)
            return addNumbers(in: place)
        }
        strings[strings.count - 1] = last.lowerBound..<place.upperBound
        // A number that goes on over the seam is read again, up to so many digits in all.
        if bytes[place.lowerBound].isDecimalDigit, muted == nil, let number = literals.last?.place,
            number.upperBound == place.lowerBound, number.count <= seamDigits
        {
            seamDigits -= number.count
            literals.removeLast()
            addNumbers(in: number.lowerBound..<place.upperBound)
        } else {
            addNumbers(in: place)
        }
    }

    /// Whether nothing but blanks and a comment follows on the line.
    private var isStatementEnd: Bool {
        for byte in source[position...] {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
                return true
            }
            if byte != 32, !(9...13).contains(byte) { return false }
        }
        return true
    }

    /// An escape as the byte that it stands for; those that stand for no byte, as their letter.
    private mutating func readEscape(isRaw: Bool) {
        let letter = peek(1)
        if isRaw {
            bytes.append(contentsOf: source[position..<min(position + 2, source.count)])
            position = min(position + 2, source.count)
            return
        }
        position = min(position + 2, source.count)
        let radix: UInt8 = letter == UInt8(ascii: "x") ? 16 : 8
        if radix == 8, letter.digit(radix: 8) == nil {
            switch letter {
            case UInt8(ascii: "n"), UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): bytes.append(9)
            default: bytes.append(letter)
            }
            return
        }
        var value = UInt(letter.digit(radix: 8) ?? 0)
        for _ in 0..<2 {
            guard let digit = peek().digit(radix: radix), position < source.count else { break }
            value = value * UInt(radix) + UInt(digit)
            position += 1
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    private mutating func addNumbers(in place: Range<Int>) {
        var cursor = place.lowerBound
        while cursor < place.upperBound {
            guard bytes[cursor].isDecimalDigit else {
                cursor += 1
                continue
            }
            let start = cursor
            var magnitude = Magnitude(radix: 10)
            while cursor < place.upperBound, bytes[cursor].isDecimalDigit {
                magnitude.add(digit: bytes[cursor] - UInt8(ascii: "0"))
                cursor += 1
            }
            add(Literal(magnitude: magnitude.finish(), place: start..<cursor, radix: 10))
        }
    }
}
