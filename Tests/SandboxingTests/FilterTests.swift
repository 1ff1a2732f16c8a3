import Glibc
import Testing

@testable import Sandboxing

/// System calls by number, which Swift's C import leaves out because they take any number of arguments.
private enum Raw {
    typealias Function = @convention(c) (Int, UInt, UInt, UInt, UInt, UInt) -> Int

    /// Makes a system call: its result, or minus its errno.
    static func call(_ name: String, _ a: UInt = 0, _ b: UInt = 0, _ c: UInt = 0, number extra: Int = 0)
        -> Int
    {
        guard let symbol = dlsym(nil, "syscall"), case .number(let number) = SystemCallName.lookUp(name)
        else {
            return -9999
        }
        let function = unsafeBitCast(symbol, to: Function.self)
        let result = function(Int(number) + extra, a, b, c, 0, 0)
        return result < 0 ? -Int(errno) : result
    }

    /// Puts a filter over this process for good; the process must be a child made for the test.
    static func load(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            // struct sock_fprog: a count of instructions, padding, their address.
            var program = [UInt(bytes.count / 8), UInt(bitPattern: raw.baseAddress)]
            program.withUnsafeMutableBytes { pointer in
                guard call("prctl", 38, 1) == 0,
                    call("seccomp", 1, 0, UInt(bitPattern: pointer.baseAddress)) == 0
                else { _exit(99) }
            }
        }
    }

    static func load(_ rules: [SystemCallPolicy.Rule], processes: Int = 1) {
        let always = ["exit_group", "exit", "rt_sigreturn", "futex"].map {
            SystemCallPolicy.Rule(call: $0, action: .allow)
        }
        do {
            load(
                try SeccompFilter.compile(
                    SystemCallPolicy(rules: always + rules), processes: processes, listener: false))
        } catch { _exit(98) }
    }
}

@Suite struct FilterTests {
    @Test func `A call that is allowed works, another fails with the policy's errno`() async {
        await #expect(processExitsWith: .success) {
            guard Raw.call("getppid") > 0, Raw.call("getpid") > 0 else { _exit(1) }
            Raw.load([.init(call: "getpid", action: .allow), .init(call: "uname", action: .fail(EROFS))])
            _exit(
                Raw.call("getpid") > 0 && Raw.call("getppid") == -Int(ENOSYS)
                    && Raw.call("uname") == -Int(EROFS)
                    ? 0 : 2)
        }
    }

    @Test func `A call that kills ends the process by SIGSYS`() async {
        await #expect(processExitsWith: .signal(SIGSYS)) {
            Raw.load([.init(call: "ptrace", action: .kill)])
            _ = Raw.call("ptrace")
            _exit(0)
        }
    }

    @Test func `A new process is refused at the limit of one and allowed above`() async {
        await #expect(processExitsWith: .success) {
            Raw.load([.init(call: "clone", conditions: [.init(argument: 0, value: 17)], action: .process)])
            _exit(Raw.call("clone", 17) == -Int(EAGAIN) ? 0 : 1)
        }
        await #expect(processExitsWith: .success) {
            Raw.load([.init(call: "clone", action: .process)], processes: 2)
            let child = Raw.call("clone", 17)
            _exit(child >= 0 ? 0 : 1)
        }
    }

    @Test func `Dirty upper halves of 32-bit arguments change nothing`() async {
        await #expect(processExitsWith: .success) {
            Raw.load([
                .init(
                    call: "personality", conditions: [.init(argument: 0, value: 0xffff_ffff)], action: .allow),
                .init(call: "personality", action: .fail(EPERM)),
            ])
            let clean = Raw.call("personality", 0xffff_ffff)
            let dirty = Raw.call("personality", 0xdead_beef_ffff_ffff)
            let denied = Raw.call("personality", 0x0004_0000)
            let dirtyDenied = Raw.call("personality", 0xffff_ffff_0004_0000)
            _exit(clean >= 0 && dirty == clean && denied == -Int(EPERM) && dirtyDenied == denied ? 0 : 1)
        }
    }

    #if arch(x86_64)
        @Test func `Calls by the numbers of 32-bit programs end the process`() async {
            await #expect(processExitsWith: .signal(SIGSYS)) {
                // mov eax, 20 (getpid of i386); int 0x80; ret
                let code: [UInt8] = [0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3]
                let page = mmap(
                    nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                guard let page, page != MAP_FAILED else { _exit(97) }
                page.copyMemory(from: code, byteCount: code.count)
                let getpid32 = unsafeBitCast(page, to: (@convention(c) () -> Int32).self)
                // The control: without the filter it works, or this host has no 32-bit calls and kills by SIGSEGV.
                guard getpid32() > 0 else { _exit(96) }
                Raw.load([.init(call: "getpid", action: .allow)])
                _ = getpid32()
                _exit(0)
            }
        }

        @Test func `Calls by x32 numbers end the process`() async {
            await #expect(processExitsWith: .signal(SIGSYS)) {
                Raw.load([.init(call: "getpid", action: .allow)])
                guard Raw.call("getpid") > 0 else { _exit(1) }
                _ = Raw.call("getpid", number: 0x4000_0000)
                _exit(0)
            }
        }
    #endif

    @Test func `Of several rules the first that fits decides`() throws {
        let policy = SystemCallPolicy(rules: [
            .init(call: "ioctl", conditions: [.init(argument: 1, value: 5)], action: .fail(EPERM)),
            .init(call: "ioctl", conditions: [.init(argument: 1, mask: 4, value: 4)], action: .allow),
            .init(
                call: "ioctl",
                conditions: [.init(argument: 0, value: 1), .init(argument: 2, mask: .max, value: 0)],
                action: .kill),
            .init(call: "ioctl", action: .fail(ENOTTY)),
        ])
        let program = FilterProgram(try SeccompFilter.compile(policy, processes: 1, listener: false))
        guard case .number(let number) = SystemCallName.lookUp("ioctl") else { return }
        func answer(_ arguments: UInt64...) -> UInt32? {
            program.answer(
                number: number, architecture: architecture, arguments: arguments + [0, 0, 0])
        }
        #expect(answer(1, 5, 0) == 0x0005_0000 | UInt32(EPERM))
        #expect(answer(1, 7, 0) == 0x7fff_0000)
        #expect(answer(1, 3, 0) == 0x8000_0000)
        #expect(answer(1, 3, 1 << 40) == 0x0005_0000 | UInt32(ENOTTY))
        #expect(answer(2, 3, 0) == 0x0005_0000 | UInt32(ENOTTY))
    }

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

    @Test func `A number has its call's name`() throws {
        guard case .number(let number) = SystemCallName.lookUp("ptrace") else {
            Issue.record("no ptrace")
            return
        }
        #expect(SystemCallName.name(of: number) == "ptrace")
        #expect(SystemCallName.name(of: 60_000) == "call 60000")
    }

    private var architecture: UInt32 {
        #if arch(x86_64)
            0xc000_003e
        #else
            0xc000_00b7
        #endif
    }
}
