import Fuzzing
import Testing

/// What the search itself promises: each way to fail is found, and told by the smallest input that fails so.
@Suite struct FuzzSelfTests {
    @Test func `a broken promise is found and shrunk`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.mutations(of: ["one, two, three"])) { bytes in
                try require(
                    !(bytes.contains(UInt8(ascii: "w")) && bytes.count > 3), "a w in \(bytes.count) bytes")
            }.run()
        }
        let finding = try #require(Fuzz.finding(in: result?.standardErrorContent))
        #expect(finding.contains("a w in 4 bytes\ninput of 4 bytes: "), "\(finding)")
        #expect(finding.contains(#""000w""#) || finding.contains(#""w000""#), "\(finding)")
        #expect(finding.hasPrefix("1 cases, seed 1\n"))
    }

    @Test func `a trap, a hang and a hunger for memory are found`() async throws {
        let trap = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.choices) { bytes in
                var choices = Choices(bytes)
                let number = choices.number(0...1_000)
                if number > 500 { _ = [1, 2][number] }
            }.run()
        }
        #expect(Fuzz.finding(in: trap?.standardErrorContent)?.contains("traps") == true)
        let hang = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.binary(of: [[1]]), patience: 1) { bytes in while bytes.contains(1) {} }.run()
        }
        let loop = try #require(Fuzz.finding(in: hang?.standardErrorContent))
        #expect(loop.contains("hangs") && loop.contains("input of 1 bytes: \"\\x01\""), "\(loop)")
        let hunger = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Fuzz(.binary(of: [[1, 2, 3]]), memory: 64 << 20) { bytes in
                let size = bytes.count > 1 ? 256 << 20 : 1
                try require([UInt8](repeating: bytes.first ?? 1, count: size).count == size, "")
            }.run()
        }
        #expect(Fuzz.finding(in: hunger?.standardErrorContent)?.contains("input of 2 bytes") == true)
    }

    @Test func `choices are the first ones where there are no bytes`() {
        var none = Choices([])
        #expect(
            none.number(-3...300) == -3 && !none.flip() && none.pick(["a", "b"]) == "a"
                && none.integer() == "-300")
        var some = Choices([1, 0, 255, 7])
        #expect(some.flip() && some.number(0...255) == 0 && some.number(0...65_535) == 0xff07)
        var wide = Choices(Array(repeating: 0xff, count: 8))
        #expect(wide.number(Int.min...Int.max) == Int.max)
    }
}
