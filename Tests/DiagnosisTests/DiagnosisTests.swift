import Diagnosis
import Foundation
import Terms
import Testing

@Suite struct DocumentationTests {
    private static let text = Result {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Documentation/diagnosis.md"), encoding: .utf8)
    }

    @Test func `every code has its row, and every row its code`() throws {
        let rows = try Self.text.get().split(separator: "\n").filter { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(Set(rows) == Set(Finding.Code.allCases.map(\.rawValue)))
        #expect(rows.count == Set(rows).count)
    }

    @Test func `codes are lower-case words that are never used twice`() {
        let codes = Finding.Code.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }, "\(code)")
        }
    }
}
