import Sandboxing
import Testing

@Suite struct LimitValueTests {
    @Test(
        arguments: [
            (0, "0 B"), (1_023, "1023 B"), (3_584, "3.5 KiB"), (256 << 20, "256 MiB"),
            ((1 << 31) - 1, "1.9 GiB"),
            (Int.max, "8589934591.9 GiB"),
        ])
    func `any number of bytes can be written out`(bytes: Int, text: String) {
        #expect(ByteCount(bytes: bytes).description == text)
    }

    @Test func `a time that does not fit is the largest number of nanoseconds`() {
        #expect(Duration.seconds(-1).nanoseconds == 0)
        #expect(Duration.milliseconds(1_500).nanoseconds == 1_500_000_000)
        // The seconds still fit here, and with what is behind the point no longer.
        #expect((Duration.seconds(18_446_744_073) + .milliseconds(999)).nanoseconds == .max)
        #expect(
            (Duration.seconds(18_446_744_073) + .milliseconds(709)).nanoseconds == 18_446_744_073_709_000_000)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
    }
}
