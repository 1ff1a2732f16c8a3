import Foundation
import Testing

@testable import Sandboxing

@Suite struct ProfileFloorTests {
    @Test(arguments: ["ptrace", "bpf", "unshare", "mount", "io_uring_setup", "clone3", "keyctl", "seccomp"])
    func `A profile that allows what reaches past the jail is refused, with its line`(call: String) throws {
        func text(_ section: String) -> String {
            "name: mine\nextends: c-run\nsystem_calls:\n  \(section):\n    - \(call)  # why not\n"
        }
        let error = #expect(throws: ProfileError.self) {
            try ProfileFile.read(text: text("allow"), file: "mine.yaml")
        }
        #expect(error?.line == 5 && error?.problem == "no profile may allow \(call)")
        #expect(throws: Never.self) { try ProfileFile.read(text: text("kill"), file: "mine.yaml") }
    }

    @Test func `clone may be allowed only where new namespaces are ruled out`() throws {
        func objection(_ mask: UInt64, _ value: UInt64) -> String? {
            ProfileFloor.objection(
                to: .init(
                    call: "clone", conditions: [.init(argument: 0, mask: mask, value: value)], action: .allow)
            )
        }
        #expect(ProfileFloor.objection(to: .init(call: "clone", action: .allow)) != nil)
        #expect(objection(0x7e03_0080, 0x10000) == nil)
        #expect(objection(0xffff_ffff, 17) == nil)
        for bit in [0x2_0000, 0x200_0000, 0x400_0000, 0x800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000]
            as [UInt64]
        {
            #expect(objection(0x7e03_0080, bit) != nil, "one of CLONE_NEW*")
            #expect(objection(0x7e03_0080 & ~bit, 0) != nil, "one of CLONE_NEW* is not looked at")
        }
        #expect(ProfileFloor.objection(to: .init(call: "clone", action: .fail(1))) == nil)
    }

    @Test func `A profile made in a program is held to the same`() throws {
        guard let jail = try? Jail() else { return }
        var profile = try ProfileStore.named("c-run").expanding(["c.program": []])
        profile.systemCalls.rules.insert(.init(call: "ptrace", action: .allow), at: 0)
        let error = #expect(throws: SandboxError.self) { try jail.makeCell(profile) }
        #expect(error?.description.contains("no profile may allow ptrace") == true)
    }

    @Test
    func `SECURITY.md explains all that a jail can lack, and the calls that stay forbidden are known ones`()
        throws
    {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../../SECURITY.md"),
            encoding: .utf8)
        let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for lack in Lack.allCases { #expect(words.contains("*\(lack.sentence)*"), "\(lack)") }
        for call in ProfileFloor.neverAllowed where SystemCallName.lookUp(call) == .unknown {
            // Newer than some libseccomp.
            #expect(call == "open_tree_attr", "\(call) is no system call")
        }
    }
}

extension JailTests {
    @Suite struct LackTests {
        @Test(arguments: offeredRungs)
        func `a scratch folder without a bound is told, and only that`(rung: Rung) throws {
            let sentence = Lack.boundedScratch.sentence
            #expect(
                try Cell.forPrograms(rung, profile: "c-compile").lacking.contains(sentence)
                    == (rung == .lockdown))
            #expect(try !Cell.forPrograms(rung).lacking.contains(sentence))
        }
    }
}
