import Terms
import Testing

@testable import SequenceStore

@Suite struct FindTests {
    private static let primes = "2,3,5,7,11,13,17,19,23,29,31,37,41,43,47,53,59,61"
    private static let files = [
        "stripped": """
        A000040 ,\(primes),
        A000045 ,0,1,1,2,3,5,8,13,21,34,55,89,144,233,377,610,
        A000032 ,2,1,3,4,7,11,18,29,47,76,123,199,322,521,
        A000594 ,1,-24,252,-1472,4830,-6048,-16744,84480,-113643,-115920,534612,
        A000004 ,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
        A000012 ,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
        A010051 ,0,1,1,0,1,0,1,0,0,0,1,0,1,0,0,0,1,0,1,0,0,0,1,0,0,0,0,0,1,0,1,0,
        A000142 ,1,1,2,6,24,120,720,5040,40320,362880,3628800,39916800,479001600,6227020800,87178291200,\
        1307674368000,20922789888000,355687428096000,6402373705728000,121645100408832000,2432902008176640000,\
        51090942171709440000,1124000727777607680000,
        """,
        "offsets": "A000040 1\nA000045 0\nA000594 1\nA000142 0\nA000032 0\n",
    ]

    private func find(_ text: String, limit: Int = 10) throws -> [SequenceMatch] {
        var matches: [SequenceMatch] = []
        try StoreFolder.with(Self.files) { folder in
            try folder.read("stripped", "offsets")
            matches = try folder.open().sequences(
                holding: text.split(separator: ",").compactMap { Term(String($0)) }, limit: limit)
        }
        return matches
    }

    @Test(
        arguments: [
            ("0,1,1,2,3,5", "A000045", .equal, 0), ("3,5,8,13", "A000045", .equal, 4),
            ("2,3,5", "A000040", .equal, 1), ("2", "A000032", .equal, 0), ("2,1", "A000032", .equal, 0),
            ("1,-24,252,-1472", "A000594", .equal, 1), ("-1,24,-252,1472", "A000594", .negated, 1),
            ("1,24,252,1472,4830", "A000594", .magnitudes, 1),
            ("9,15,24,39", "A000045", .multiplied(numerator: 3, denominator: 1), 4),
            ("-10,-14,-22,-26,-34", "A000040", .multiplied(numerator: -2, denominator: 1), 3),
            ("12,60,360,2520,20160", "A000142", .multiplied(numerator: 1, denominator: 2), 4),
            ("102,103,105,107,111", "A000040", .added(100), 1),
            ("-3,-1,3,5,9,11,15,21", "A000040", .added(-8), 3),
            ("2,5,10,17,28,41", "A000040", .partialSums, 1), ("10,17,28,41,58", "A000040", .partialSums, 3),
            ("1,2,2,4,2,4,2,4,6", "A000040", .differences, 1),
            (
                "5040,40320,362880,3628800,39916800,479001600,6227020800,87178291200,1307674368000",
                "A000142", .equal, 7
            ),
            ("51090942171709440001,1124000727777607680001,1", "", .equal, 0),
            ("0,1,1,0,1,0,1,0,0,0,1,0,1", "A010051", .equal, 0), ("1,1,1,1,1,1", "A000012", .equal, 0),
            ("0,0,0", "A000004", .equal, 0),
        ] as [(String, String, SequenceMatch.Relation, Int)])
    func `terms are found as they come of a sequence's`(
        text: String, id: String, relation: SequenceMatch.Relation, index: Int
    ) throws {
        let match = try find(text).first
        if id.isEmpty {
            #expect(match == nil)
        } else {
            #expect(
                match?.id == id && match?.relation == relation && match?.index == index,
                "\(String(describing: match))")
            #expect(match?.fitting == text.split(separator: ",").count)
        }
    }

    @Test(
        arguments: [
            "0,1,1,2,3,6", "3,5,8,14", "2,3,6", "-1,24,-252,-1473", "1,24,252,1471,4830", "9,15,24,40",
            "102,103,105,107,112", "2,5,10,17,28,42", "3,6,11,18,29,42", "1,2,2,4,2,4,2,4,7",
            "5040,40320,362880,3628800,39916800,479001600,6227020800,87178291201",
            "20922789888000,355687428096000,6402373705728000,121645100408832000,2432902008176640001",
            "5,5,5,5,5,5,5", "0,1,1,0,1,0,1,0,0,0,1,0,0,1",
        ])
    func `terms of which one is wrong are not found`(text: String) throws {
        #expect(try find(text) == [])
    }

    @Test func `terms that go on beyond what is known fit as far as that goes`() throws {
        let match = try #require(try find("\(Self.primes),67,71,73").first)
        #expect(match.id == "A000040" && match.relation == .equal && match.fitting == 18)
        // Fewer than eight in common are too few.
        #expect(try find("47,53,59,61,67,71,73,79,83") == [])
        #expect(try find("31,37,41,43,47,53,59,61,67,71").first?.fitting == 8)
    }

    @Test func `equal comes first, then signs, a factor, a summand; beginnings before the middle`() throws {
        let files = [
            "stripped": """
            A000001 ,9,1,2,4,8,16,32,
            A000002 ,3,6,12,24,48,96,
            A000003 ,1,2,4,8,16,32,64,
            A000004 ,-1,-2,-4,-8,-16,-32,
            A000005 ,11,12,14,18,26,42,74,
            A000006 ,1,2,4,8,16,32,65,
            """,
            "x.seq": "%I A000006\n%S A000006 1,2,4,8,16,32,65\n%O A000006 0\n%K A000006 dead\n",
        ]
        try StoreFolder.with(files) { folder in
            try folder.read("stripped", "x.seq")
            let matches = try folder.open().sequences(holding: [1, 2, 4, 8, 16, 32], limit: 10)
            #expect(matches.map(\.id) == ["A000003", "A000001", "A000006", "A000004", "A000002", "A000005"])
            #expect(try folder.open().sequences(holding: [1, 2, 4, 8, 16, 32], limit: 2).count == 2)
            #expect(try folder.open().sequences(holding: [1, 2, 4, 8, 16, 32], limit: 0) == [])
            #expect(try folder.open().sequences(holding: [], limit: 5) == [])
        }
    }

    @Test func `terms that only the b-file has are found, with their index`() throws {
        let squares =
            (0...40).map { "\($0) \($0 * $0)\n" }.joined() + "50 2500\n51 2601\n52 2704\n53 2809\n54 2916\n"
        try StoreFolder.with(["stripped": "A000290 ,0,1,4,9\n", "b000290.txt": squares]) { folder in
            try folder.read("stripped", "b000290.txt")
            let store = try folder.open()
            #expect(try store.sequences(holding: [400, 441, 484, 529], limit: 3).first?.index == 20)
            #expect(try store.sequences(holding: [2500, 2601, 2704, 2809], limit: 3).first?.index == 50)
            #expect(try store.sequences(holding: [1521, 1600, 2500, 2601], limit: 3) == [])
        }
    }

    @Test func `a stretch that thousands share keeps the lowest numbers`() throws {
        let lines = (1...6_000).map { "A\($0) ,1,2,3,4,5,6,7,\($0),\($0 * 7 % 1009)\n" }.joined()
        try StoreFolder.with(["stripped": lines]) { folder in
            try folder.read("stripped")
            let store = try folder.open()
            let common = try store.sequences(holding: [1, 2, 3, 4, 5, 6], limit: 3)
            #expect(common.map(\.id) == ["A000001", "A000002", "A000003"])
            let rare = try store.sequences(holding: [3, 4, 5, 6, 7, 5_999], limit: 3)
            #expect(rare.map(\.id) == ["A005999"])
        }
    }
}
