import Judging
import Testing

@testable import SeqJudgeCommands

@Suite struct BatchProgressTests {
    private func moment(
        _ records: Int, lines: Int = 0, bytes: Int = 0, size: Int? = nil, shards: Int = 1, earlier: Int = 0
    ) -> BatchMoment {
        var tally = BatchTally()
        tally.records = records
        tally.verdicts = [.wrongAnswer: records / 2, .accepted: records - records / 2]
        return BatchMoment(
            tally: tally, reading: .init(lines: lines, bytes: bytes), elapsed: .seconds(10), inputSize: size,
            shards: shards, earlier: earlier)
    }

    @Test func `where the size is not known there is neither total nor time left`() {
        #expect(moment(1_234, lines: 2_000, bytes: 9).text == "1,234 judged, 123.4/s; AC 617, WA 617")
        #expect(moment(0).text.hasPrefix("0 judged, 0.0/s"))
    }

    @Test func `the total is judged by the bytes of the lines so far`() {
        let text = moment(1_000, lines: 1_100, bytes: 1_000, size: 10_000).text
        #expect(text == "1,000 of ~11,000 (9%), 100.0/s, 1 min 40 s left; AC 500, WA 500")
        #expect(moment(100, lines: 1_000, bytes: 10, size: 10, shards: 4).total == 250)
        #expect(moment(500, lines: 10, bytes: 10, size: 10, earlier: 400).rate == 10)
    }

    @Test(arguments: [0, 1, 20, 59, 60, 80, 200])
    func `a bar is never wider than the terminal`(width: Int) {
        let bar = moment(1_000, lines: 1_100, bytes: 5_000, size: 10_000).bar(width: width)
        #expect(bar.count <= max(0, width - 1))
        #expect(bar.hasPrefix("[#########...........] 1,000") == (width >= 60))
    }

    @Test func `work on a known number of items tells how much is left`() {
        let moment = WorkProgress.Moment(done: 1_234, total: 10_000, elapsed: .seconds(10))
        #expect(moment.text == "1,234 of 10,000 (12%), 123.4/s, 1 min 11 s left")
        #expect(moment.bar(width: 80).hasPrefix("[##..................] 1,234 of"))
        #expect(WorkProgress.Moment(done: 0, total: 0, elapsed: .zero).text == "0 of 0")
        #expect(WorkProgress.Moment(done: 0, total: 5, elapsed: .seconds(3)).text == "0 of 5 (0%)")
    }

    @Test func `work counts what its tasks have done`() async {
        let progress = WorkProgress(total: 100, .none)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { [counter = progress.counter] in counter.advance() } }
        }
        progress.end()
        #expect(progress.counter.count == 100)
    }

    @Test func `times are told in units that are read at a glance`() {
        #expect(BatchMoment.roughly(.seconds(59)) == "59 s")
        #expect(BatchMoment.roughly(.seconds(200)) == "3 min 20 s")
        #expect(BatchMoment.roughly(.seconds(7_500)) == "2 h 5 min")
    }

    @Test func `the summary is a table of what there is`() {
        var summary = BatchSummary(moment: moment(3, earlier: 1))
        summary.moment.tally.errors = [.tool: 2]
        summary.moment.tally.retries = 1
        #expect(
            summary.text == """
                  AC  accepted      2  66.7%
                  WA  wrong answer  1  33.3%
                      in all        3
                  0.2 checks a second, candidates' CPU 0 ms, wall 10 s, 1 done before, 1 retry, IE tool 2

                """)
    }
}
