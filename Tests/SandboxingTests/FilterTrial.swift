import Foundation
import Testing

@testable import Sandboxing

/// A system call as a program makes it.
struct Call: Sendable {
    /// How the kernel is entered.
    enum Way: UInt64, Sendable {
        /// This machine's own instruction, the number in a register of 64 bits. On x86-64 the x32 ABI is a bit of it.
        case number
        /// `int 0x80`, by the numbers of 32-bit x86 programs.
        case int80
        /// A call of the page where x86-64 kernels once had three calls.
        case vsyscall
    }

    var way = Way.number
    var number: UInt64
    var arguments: [UInt64]
}

extension Call: CustomStringConvertible {
    /// The number that the kernel sees: it looks at 32 bits of the register.
    var kernelNumber: Int32 { Int32(truncatingIfNeeded: number) }
    var name: String { way == .int80 ? "int 0x80" : SystemCallName.name(of: kernelNumber) }

    var description: String {
        let arguments = arguments.map { "0x" + String($0, radix: 16) }.joined(separator: ", ")
        return "\(name) by \(way), 0x\(String(number, radix: 16))(\(arguments))"
    }
}

/// What comes of a call.
enum Answer: Hashable, Sendable {
    /// The kernel would do it.
    case allowed
    /// It fails with this errno.
    case failed(Int64)
    /// It is handed to the listener.
    case notified
    /// It ends the process.
    case killed
    /// The processor or the kernel has no such way to make a call.
    case absent
    /// Nothing that a filter of ours should answer.
    case strange(String)
}

/// Filters on trial: what the kernel makes of calls under them, none of which is done. See ``trialSource``.
struct FilterTrial {
    /// `struct sock_filter`s of one filter or of two, the oldest first. A listener belongs to the first.
    var filters: [[UInt8]]
    var hasListener: Bool

    private enum Code {
        static let (passed, told, mistold): (Int64, Int64, Int64) = (-3333, -3334, -3335)
        static let (killed, threadKilled, trapped, absent, illegal): (Int64, Int64, Int64, Int64, Int64) = (
            1, 2, 3, 4, 5
        )
        static let noTracer = -Int64(ENOSYS)
    }

    /// What comes of each call.
    func answers(to calls: [Call]) throws -> [Answer] {
        var answers = try run(calls, listening: false).map(Self.answer)
        guard hasListener else { return answers }
        // What passes was allowed or handed over. Calls that end their process need no second look.
        let again = calls.indices.filter { answers[$0] != .killed && answers[$0] != .absent }
        for (index, code) in zip(again, try run(again.map { calls[$0] }, listening: true)) {
            answers[index] = Self.answer(answers[index], code)
        }
        return answers
    }

    private static func answer(_ code: Int64) -> Answer {
        switch code {
        case Code.passed: .allowed
        case Code.killed: .killed
        case Code.absent: .absent
        case Code.threadKilled: .strange("ends the thread alone")
        case Code.trapped: .strange("sends SIGSYS")
        case Code.illegal: .strange("sends SIGILL")
        case -4095 ... -1: .failed(-code)
        default: .strange("done, with \(code)")
        }
    }

    private static func answer(_ first: Answer, _ code: Int64) -> Answer {
        switch (first, code) {
        case (.allowed, Code.noTracer): .allowed
        case (.allowed, Code.told): .notified
        case (.allowed, Code.mistold): .strange("the listener is told of another call")
        case (.failed(let errno), _) where code == -errno: first
        default: .strange("\(first), then \(code)")
        }
    }

    /// Numbers that this kernel does not ask filters about: what the guarding filter alone does not refuse.
    ///
    /// Since Linux 6.14 `uretprobe` and later `uprobe` are such (x86-64, 335 and 336), which the kernel's own probes are
    /// made of. Made by a program, the one sends SIGILL and the other fails with ENXIO.
    static let unfiltered = Result {
        let calls = (UInt64(0)...1023).map { Call(number: $0, arguments: [0, 0, 0, 0, 0, 0]) }
        let answers = try FilterTrial(filters: [], hasListener: false).answers(to: calls)
        return Dictionary(
            uniqueKeysWithValues: zip(calls, answers).filter { $1 != .allowed }.map { ($0.kernelNumber, $1) })
    }

    private func run(_ calls: [Call], listening: Bool) throws -> [Int64] {
        var words: [UInt64] = []
        words.reserveCapacity(8 * calls.count)
        for call in calls {
            words.append(call.way.rawValue)
            words.append(call.number)
            words += call.arguments
        }
        var job = Data()
        let header =
            [listening ? 1 : 0, filters.count] + [0, 1].map { $0 < filters.count ? filters[$0].count : 0 }
        for field in header { withUnsafeBytes(of: UInt32(field)) { job.append(contentsOf: $0) } }
        withUnsafeBytes(of: UInt64(calls.count)) { job.append(contentsOf: $0) }
        for filter in filters { job.append(contentsOf: filter) }
        words.withUnsafeBytes { job.append(contentsOf: $0) }
        let output = try Self.program.get().run(input: job)
        try #require(output.count == 8 * calls.count)
        return output.withUnsafeBytes { raw in
            calls.indices.map { raw.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self) }
        }
    }

    #if arch(x86_64)
        // Without a red zone, since `int 0x80` is set up on the stack.
        private static let flags = ["-O1", "-mno-red-zone"]
    #else
        private static let flags = ["-O1"]
    #endif
    private static let program = Result { try CompiledProgram("filter-trial", trialSource, flags: flags) }
}
