import Testing

@testable import Judging

@Suite struct LanguageToolchainTests {
    @Test func `the real interpreter and its library are found`() throws {
        let python = try PythonToolchain.find()
        #expect(python.version.hasPrefix("3."))
        #expect(
            python.libraryFolders.contains {
                $0.hasSuffix("python3." + python.version.split(separator: ".")[1])
            })
    }

    @Test func `the compiler and its parts are found`() throws {
        let gcc = try CToolchain.find()
        #expect(gcc.version.hasPrefix("gcc "))
        #expect(!gcc.version.contains("?"))
        #expect(gcc.includeFolders.contains("/usr/include"))
        #expect(gcc.toolchainFolders.contains { $0.hasSuffix("/as") })
        #expect(!gcc.toolchainFolders.contains { $0.hasSuffix("/bin") })
    }

    @Test func `a tool that is missing or another is told`() {
        #expect(throws: ToolError.self) { try PythonToolchain.find(named: "no-such-python") }
        #expect(throws: ToolError.self) { try PythonToolchain.find(named: "/bin/true") }
        #expect(throws: ToolError.self) { try CToolchain.find(named: "/bin/cat") }
    }
}
