import Glibc
import Testing

@testable import Sandboxing

/// Makes a system call, which Swift's C import leaves out because it takes any number of arguments: its result, or minus
/// its errno.
private func call(_ name: String, _ a: UInt, _ b: UInt = 0, _ c: UInt = 0, _ d: UInt = 0) -> Int {
    typealias Function = @convention(c) (Int, UInt, UInt, UInt, UInt) -> Int
    guard let symbol = dlsym(nil, "syscall"), case .number(let number) = SystemCallName.lookUp(name) else {
        return -Int(ENOSYS)
    }
    let result = unsafeBitCast(symbol, to: Function.self)(Int(number), a, b, c, d)
    return result < 0 ? -Int(errno) : result
}

@Suite struct FilterTests {
    @Test func `An unknown call and an impossible argument are errors`() {
        #expect(throws: FilterError.self) {
            try SeccompFilter.compile(
                .init(rules: [.init(call: "launder", action: .allow)]), processes: 1, listener: false)
        }
        #expect(throws: FilterError.self) {
            try SeccompFilter.compile(
                .init(rules: [.init(call: "read", conditions: [.init(argument: 6, value: 0)], action: .allow)]
                ),
                processes: 1, listener: false)
        }
    }

    /// Conditions look at 32 bits unless they say otherwise, which is right only if the kernel does too.
    @Test func `The kernel does not look at the upper halves of what conditions take for 32 bits`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let pipe = UInt(ends[0])
        var room = [UInt](repeating: 0, count: 8)
        room.withUnsafeMutableBytes { bytes in
            let place = UInt(bitPattern: bytes.baseAddress)
            for dirt: UInt in [0, 0xdead_beef_0000_0000, 0xffff_ffff_0000_0000] {
                #expect(call("personality", dirt | 0xffff_ffff) >= 0)
                #expect(call("fcntl", pipe, dirt | 1) == 0)  // F_GETFD
                #expect(call("ioctl", pipe, dirt | 0x541b, place) == 0)  // FIONREAD
                #expect(call("prctl", dirt | 3) >= 0)  // PR_GET_DUMPABLE
                #expect(call("prlimit64", dirt, dirt | 3, 0, place) == 0)  // RLIMIT_STACK, to read
            }
            // And that of the one argument which is an address it does: this one cannot be read.
            #expect(call("prlimit64", 0, 3, 0xdead_beef_0000_0000, place) == -Int(EFAULT))
        }
    }

    @Test func `A number has its call's name`() throws {
        guard case .number(let number) = SystemCallName.lookUp("ptrace") else {
            Issue.record("no ptrace")
            return
        }
        #expect(SystemCallName.name(of: number) == "ptrace")
        #expect(SystemCallName.name(of: 60_000) == "call 60000")
    }
}
