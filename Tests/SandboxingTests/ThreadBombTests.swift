import Sandboxing
import Testing

extension JailTests {
    /// Runs that take every task there may be.
    @Suite struct ThreadBombTests {
        static let limits = Limits(cpu: .seconds(1), wall: .seconds(5), stack: .mib(1), threads: 8)

        @Test("a run that takes all tasks takes none from the next", arguments: offeredRungs)
        func executed(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung)
            for _ in 0..<200 {
                _ = try cell.probe("threads", limits: Self.limits)
                #expect(try cell.probe("exit", "0", limits: Self.limits).report.ending == .exited(0))
            }
        }

        @Test("nor where runs are forked from a template", arguments: offeredRungs)
        func forked(rung: Rung) throws {
            let cell = try Cell.warm(rung, Cell.python())
            let bomb = """
                import _thread, time
                try:
                    for _ in range(50): _thread.start_new_thread(time.sleep, (1,))
                except RuntimeError: time.sleep(0.002)
                import posix
                posix._exit(0)
                """
            for _ in 0..<200 {
                _ = try cell.python(bomb, limits: Self.limits)
                #expect(try cell.python("print(1)", limits: Self.limits).output == "1\n")
            }
        }
    }
}
