import Judging
import Sandboxing
import Testing

@testable import SeqJudgeCommands

@Suite struct QuantityTests {
    @Test(
        arguments: [
            ("2s", Duration.seconds(2)), ("500ms", .milliseconds(500)), ("0.1s", .milliseconds(100)),
            ("1.5min", .seconds(90)), ("250us", .microseconds(250)), ("2 s", .seconds(2)),
        ])
    func `times are read with their unit`(text: String, duration: Duration) {
        #expect(TimeArgument(argument: text)?.duration == duration)
    }

    @Test(arguments: [
        "2", "", "s", "-1s", "0s", "1e3s", "1.s", ".5s", "2h", "99999999999999999999s", "2days", "25min5",
    ])
    func `times without sense are refused`(text: String) {
        #expect(TimeArgument(argument: text) == nil)
    }

    @Test(
        arguments: [
            ("256MiB", 268_435_456), ("1.5KiB", 1_536), ("512B", 512), ("1gib", 1 << 30), ("10kB", 10_000),
        ])
    func `sizes are read with their unit`(text: String, bytes: Int) {
        #expect(SizeArgument(argument: text)?.byteCount == ByteCount(bytes: bytes))
    }

    @Test(arguments: ["256", "0MiB", "MiB", "-1MiB", "1TiB", "9999999999999GiB"])
    func `sizes without sense are refused`(text: String) {
        #expect(SizeArgument(argument: text) == nil)
    }

    @Test func `a wall limit follows the CPU limit unless it is given`() {
        #expect(LimitSettings(cpu: .seconds(1)).limits(profile: nil).run.wall == .seconds(4))
        let both = LimitSettings(cpu: .seconds(1), wall: .seconds(9)).limits(profile: nil)
        #expect(both.run.wall == .seconds(9))
        #expect(LimitSettings(cpu: .seconds(30)).limits(profile: nil).checkCPU == .seconds(30))
        #expect(LimitSettings().limits(profile: nil).checkCPU == .seconds(10))
    }

    @Test func `settings of the command line win over those of a file`() {
        let merged = LimitSettings(cpu: .seconds(1)).over(LimitSettings(cpu: .seconds(5), memory: .mib(64)))
        #expect(merged == LimitSettings(cpu: .seconds(1), memory: .mib(64)))
    }
}
