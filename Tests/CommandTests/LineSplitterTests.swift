import Testing

@testable import SeqJudgeCommands

@Suite struct LineSplitterTests {
    private func split(_ text: String, chunk: Int, longest: Int = 1_000) -> [RequestLine] {
        var splitter = LineSplitter(longest: longest)
        var lines: [RequestLine] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            splitter.take(rest.prefix(chunk)) { lines.append($0) }
            rest = rest.dropFirst(chunk)
        }
        splitter.finish { lines.append($0) }
        return lines
    }

    private func texts(_ lines: [RequestLine]) -> [String] {
        lines.map { "\($0.number):" + String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `lines are the same however the bytes come`(chunk: Int) {
        let text = "\u{FEFF}one\n\n  \t\ntwo\r\n\u{FEFF}\rthree\n\r\nlast"
        #expect(
            texts(split(text, chunk: chunk)) == ["1:one", "4:two", "5:\u{FEFF}\rthree", "7:last"])
        #expect(split(text, chunk: chunk) == split(text, chunk: 1_000))
    }

    @Test func `nothing, blank lines and a mark alone are no lines`() {
        for text in ["", "\n", "\r\n\n", " ", "\u{FEFF}", "\u{FEFF}\n"] {
            #expect(split(text, chunk: 2).isEmpty, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [1, 5, 1_000])
    func `a line that is too long is passed over and told`(chunk: Int) {
        let text = String(repeating: "x", count: 11) + "\nshort\n" + String(repeating: "y", count: 50)
        let lines = split(text, chunk: chunk, longest: 10)
        #expect(lines.map(\.isTooLong) == [true, false, true])
        #expect(lines.map(\.number) == [1, 2, 3])
        #expect(lines[0].bytes.isEmpty)
        #expect(split("0123456789\n", chunk: chunk, longest: 10).first?.isTooLong == false)
        #expect(lines[0].digest != lines[2].digest)
        #expect(lines.map(\.digest) == split(text, chunk: 3, longest: 10).map(\.digest))
    }

    @Test func `a digest tells lines apart, and not their ends`() {
        let digests = split("a\nb\na\r\n", chunk: 9).map(\.digest)
        #expect(digests[0] == digests[2])
        #expect(digests[0] != digests[1])
        // The published FNV-1a value.
        #expect(digests[0] == 0xaf63_dc4c_8601_ec8c)
    }
}

@Suite struct DoneLinesTests {
    @Test(arguments: [1, 2, 3])
    func `lines in any order are found, and no others`(shards: Int) throws {
        var generator = SeededNumbers(UInt64(shards))
        let shard = try #require(Shard(argument: "\(shards)/\(shards)"))
        let mine = (1...300).filter { shard.rank(ofLine: $0) != nil }
        let chosen = Set(mine.shuffled(using: &generator).prefix(mine.count * 2 / 3))
        var done = DoneLines(shard: shard)
        for line in chosen.shuffled(using: &generator) {
            // Twice, because a record may be there twice.
            for _ in 1...2 {
                let isMine = done.insert(line: line, digest: UInt64(line))
                #expect(isMine)
            }
        }
        #expect(done.count == chosen.count)
        for line in mine {
            #expect(done.standing(of: line, digest: UInt64(line)) == (chosen.contains(line) ? .done : .toDo))
            if chosen.contains(line) { #expect(done.standing(of: line, digest: 0) == .differs) }
        }
        for line in mine where !chosen.contains(line) { _ = done.insert(line: line, digest: 1) }
        #expect(done.ranges == [0...(mine.count - 1)])
    }

    @Test func `a line of another share is refused`() throws {
        var done = DoneLines(shard: try #require(Shard(argument: "2/3")))
        let isMine = done.insert(line: 5, digest: 0)
        let isOther = done.insert(line: 6, digest: 0)
        #expect(isMine && !isOther)
    }

    @Test func `shares have all lines, each once`() throws {
        let shards = try (1...5).map { try #require(Shard(argument: "\($0)/5")) }
        for line in 1...100 { #expect(shards.count { $0.rank(ofLine: line) != nil } == 1) }
        for share in shards {
            #expect((1...100).compactMap { share.rank(ofLine: $0) } == Array(0..<20))
        }
        for text in ["0/5", "6/5", "1", "1/", "/1", "a/b", "1/2/3", "-1/2", ""] {
            #expect(Shard(argument: text) == nil, "\(text)")
        }
    }
}
