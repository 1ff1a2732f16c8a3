import Sandboxing
import Terms
import Testing

@testable import Judging

@Suite("The order of questions")
struct AskingOrderTests {
    private static func entries(_ terms: [Int], from offset: Int = 0) -> [IndexedTerm] {
        terms.enumerated().map { IndexedTerm(index: offset + $0.offset, term: Term($0.element)) }
    }

    private static let squares = entries((0..<30).map { $0 * $0 })

    private static func order(
        _ entries: [IndexedTerm] = squares, visible: Int? = nil, source: String = "x"
    ) -> AskingOrder {
        AskingOrder(entries, visible: visible, source: Array(source.utf8))
    }

    /// Each source has an order of its own.
    private static let sources = (0..<200).map { "source \($0)" }

    @Test("Every term is asked for once, and three pairs of neighbours the other way round")
    func pairs() {
        for source in Self.sources {
            let order = Self.order(source: source)
            #expect(order.positions.sorted() == Array(0..<30))
            let ahead = order.positions.indices.dropLast().filter {
                order.positions[$0] > order.positions[$0 + 1]
            }
            #expect(ahead.count == AskingOrder.mostPairs)
            for place in ahead {
                #expect(order.positions[place] == order.positions[place + 1] + 1)
                #expect(order.isAhead(order.positions[place]))
            }
            #expect(Set(order.again).count == AskingOrder.repeats && !order.again.contains(29))
        }
    }

    @Test("The same check is asked alike; another source or other hidden terms are not")
    func seed() {
        #expect(Self.order().positions == Self.order().positions)
        #expect(Set(Self.sources.map { Self.order(source: $0).positions }).count > 150)
        let orders = (0..<200).map { last in
            Self.order(Self.entries((0..<30).map { $0 * $0 } + [last])).positions
        }
        #expect(Set(orders).count > 150)
    }

    @Test("The first hidden term keeps its place")
    func boundary() {
        for source in Self.sources {
            let order = Self.order(visible: 10, source: source)
            #expect(!order.isAhead(10) && !order.isAhead(11) && order.positions[10] == 10)
        }
        #expect(Self.sources.contains { Self.order(source: $0).isAhead(10) })
        #expect(Self.sources.contains { Self.order(source: $0).isAhead(11) })
    }

    @Test("Equal terms and indices with a gap between them stay in order")
    func nothingToTurn() {
        #expect(Self.order(Self.entries([7, 7, 7, 7, 7])).positions == [0, 1, 2, 3, 4])
        let sparse = (0..<9).map { IndexedTerm(index: $0 * 10, term: Term($0)) }
        #expect(Self.order(sparse).positions == Array(0..<9))
        #expect(Self.order(Self.entries([1])).positions == [0])
        #expect(Self.order(Self.entries([1])).again == [])
    }

    /// Whether the order for this source asks for a position before the one below it.
    private static func isAhead(_ position: Int, _ source: String) -> Bool {
        AskingOrder(
            Judges.squares.table.entries, visible: Judges.squares.visible, source: Array(source.utf8)
        ).isAhead(position)
    }

    @Test("What hands out terms in order is told from what goes by n")
    func counter() async throws {
        let judge = try Judges.on(#require(Judges.rungs.max()))
        let report = try await judge.judge("k = -1\ndef a(n):\n    global k\n    k += 1\n    return k * k")
        #expect(report.verdict == .wrongAnswer)
        #expect(report.explanation.contains("does not go by n"), "\(report.explanation)")
    }

    @Test(
        "A wrong term is told by the lowest index, whichever of a pair was asked for first",
        arguments: [0, 1])
    func firstFailure(_ from: Int) async throws {
        let judge = try Judges.on(#require(Judges.rungs.max()))
        var tried = 0
        for salt in 0..<8 {
            let skeleton = "def a(n): return n * n + (n >= BOUND)  # \(salt)"
            // The bound is part of the source that the order follows from.
            for bound in 1...9 {
                let source = skeleton.replacing("BOUND", with: "\(bound)")
                guard Self.isAhead(bound + from, source) else { continue }
                tried += 1
                let report = try await judge.judge(source)
                #expect(report.firstFailure?.index == bound && report.tally.passed == bound)
                #expect(report.explanation == "a(\(bound)) is wrong")
            }
        }
        #expect(tried > 0)
    }

    @Test("A crash below a wrong term is the verdict, as it would be in order")
    func crashBelow() async throws {
        let judge = try Judges.on(#require(Judges.rungs.max()))
        var tried = 0
        for salt in 0..<40 {
            for bound in 1...8 {
                let source = "def a(n): return 1 // 0 if n == \(bound) else n * n + (n > \(bound))  # \(salt)"
                guard Self.isAhead(bound + 1, source) else { continue }
                tried += 1
                let report = try await judge.judge(source)
                #expect(report.verdict == .runTimeError && report.firstFailure?.index == bound)
                if tried == 3 { return }
            }
        }
        #expect(tried > 0)
    }

    @Test("With all cases, both of a pair are judged and all that follow")
    func allCases() async throws {
        let judge = try Judges.on(#require(Judges.rungs.max()))
        var tried = 0
        for salt in 0..<20 {
            let source = "def a(n): return n * n + (n == 6)  # \(salt)"
            guard Self.isAhead(6, source) || Self.isAhead(7, source) else { continue }
            tried += 1
            let report = try await judge.judge(source, options: CheckOptions(allCases: true))
            #expect(report.verdict == .wrongAnswer && report.explanation == "a(6) is wrong")
            #expect(report.tally.passed == 9 && report.cases.map(\.index) == Array(0..<10))
        }
        #expect(tried > 0)
    }
}
