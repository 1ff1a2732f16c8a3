import Glibc
import Sandboxing
import Testing

extension JailTests {
    /// Times are measured, so one test at a time.
    @Suite struct LimitTests {
        @Test("at least one rung is offered, and one that is not has its reason")
        func offered() {
            #expect(!offeredRungs.isEmpty)
            for check in HostSurvey.run().checks where check.name.hasPrefix("rung") && !check.isAvailable {
                print("skipped: \(check.name): \(check.detail)")
            }
        }

        @Test("exit codes and signals are told apart", arguments: Place.offered)
        func endings(place: Place) throws {
            let cell = try Cell.at(place)
            #expect(try cell.probe("exit", "0").report.ending == .exited(0))
            #expect(try cell.probe("exit", "137").report.ending == .exited(137))
            for number in [SIGSEGV, SIGABRT, SIGFPE] {
                #expect(try cell.probe("signal", "\(number)").report.ending == .signaled(number))
            }
        }

        @Test("a program that kills itself does not look as if memory had run out", arguments: Place.offered)
        func suicide(place: Place) throws {
            #expect(try Cell.at(place).probe("signal", "9").report.ending == .signaled(SIGKILL))
        }

        @Test("CPU time is limited to within 20 ms, of all threads together", arguments: Place.offered)
        func cpu(place: Place) throws {
            let cell = try Cell.at(place)
            for what in ["spin", "spin twice", "stubborn"] {
                let limits = Limits(cpu: .milliseconds(300), wall: .seconds(20))
                let report = try cell.probe(what, limits: limits).report
                #expect(report.ending == .breached(.cpu))
                #expect(
                    report.cpu >= .milliseconds(290) && report.cpu <= .milliseconds(320),
                    "\(what) \(report.cpu)")
            }
        }

        @Test("the CPU time of a child counts while it runs, on every rung", arguments: offeredRungs)
        func childCPU(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung, profile: "c-compile")
            let limits = Limits(cpu: .milliseconds(300), wall: .seconds(20), processes: 4)
            let report = try cell.probe("neighbour", limits: limits).report
            #expect(report.ending == .breached(.cpu))
            #expect(report.cpu >= .milliseconds(290) && report.cpu <= .milliseconds(350), "\(report.cpu)")
        }

        @Test("a sleeper is ended at the wall limit, however it handles signals", arguments: Place.offered)
        func wall(place: Place) throws {
            let report = try Cell.at(place)
                .probe("sleep", limits: Limits(cpu: .seconds(1), wall: .milliseconds(300))).report
            #expect(report.ending == .breached(.wall))
            #expect(report.wall >= .milliseconds(300) && report.wall < .milliseconds(400))
        }

        @Test(
            "a hog is ended at the memory limit, and the next run is not charged for it",
            arguments: Place.offered)
        func memory(place: Place) throws {
            let cell = try Cell.at(place)
            #expect(
                try cell.probe("hog", limits: Limits(memory: .mib(64))).report.ending == .breached(.memory))
            let after = try cell.probe("exit", "0", limits: Limits(memory: .mib(64))).report
            #expect(after.ending == .exited(0) && after.peakMemory < .mib(place.isForked ? 16 : 8))
        }

        @Test("a flood is stopped at the output limit", arguments: Place.offered)
        func output(place: Place) throws {
            let outcome = try Cell.at(place).probe("flood", limits: Limits(output: .kib(64)))
            #expect(outcome.report.ending == .breached(.output))
            #expect(outcome.output.utf8.count == 65_536)
        }

        @Test("endless recursion ends in SIGSEGV", arguments: Place.offered)
        func stack(place: Place) throws {
            #expect(try Cell.at(place).probe("dive").report.ending == .signaled(SIGSEGV))
        }

        @Test("a second process is refused and counted", arguments: Place.offered)
        func processes(place: Place) throws {
            let outcome = try Cell.at(place).probe("fork")
            #expect(outcome.output == "fork EAGAIN\n")
            #expect(outcome.report.processesRefused == 1)
            #expect(try Probe.unjailed("fork").output == "fork works\n")
        }

        @Test(
            "threads are limited", arguments: Place.offered.filter { $0.rung != .lockdown || geteuid() == 0 })
        func threads(place: Place) throws {
            let limits = Limits(cpu: .seconds(1), wall: .seconds(5), stack: .mib(1), threads: 8)
            let count = Int(try Cell.at(place).probe("threads", limits: limits).output.dropLast())
            #expect(try #require(count) < 12)
            #expect(Int(try Probe.unjailed("threads").output.dropLast()) == 500)
        }

        @Test("laps divide a run, and each has its own time", arguments: Place.offered)
        func laps(place: Place) throws {
            let cell = try Cell.at(place)
            let run = try cell.startProbe(
                ["echo"], limits: Limits(cpu: .milliseconds(100), wall: .milliseconds(400)))
            for number in 0..<4 {
                usleep(150_000)
                run.write(Array("\(number)\n".utf8))
                #expect(try run.next() == .output(Array("\(number)\n".utf8)))
                let lap = try #require(try run.lap())
                #expect(lap.wall >= .milliseconds(90) && lap.wall < .milliseconds(390))
            }
            guard case .ended(let report) = try run.next() else {
                return #expect(Bool(false), "the run went on")
            }
            #expect(report.ending == .breached(.wall))
        }
    }
}
