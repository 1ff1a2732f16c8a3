import CLibSeccomp

/// A compiled filter that can be run here, to see what it answers before a kernel is given it.
struct FilterProgram {
    private struct Instruction {
        var code: UInt16
        var ifTrue: UInt8
        var ifFalse: UInt8
        var operand: UInt32
    }

    private let instructions: [Instruction]

    /// - Parameter bytes: `struct sock_filter`s of this machine.
    init(_ bytes: [UInt8]) {
        instructions = stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            bytes.withUnsafeBytes { raw in
                Instruction(
                    code: raw.loadUnaligned(fromByteOffset: start, as: UInt16.self), ifTrue: raw[start + 2],
                    ifFalse: raw[start + 3],
                    operand: raw.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
            }
        }
    }

    var count: Int { instructions.count }

    /// The answer to a call by this machine's own numbers.
    func answer(number: Int32, arguments: [UInt64]) -> UInt32? {
        answer(number: number, architecture: seccomp_arch_native(), arguments: arguments)
    }

    /// The filter's answer to a call, a `SECCOMP_RET_*` word; nil when the program is broken or uses an instruction
    /// that libseccomp does not write.
    func answer(number: Int32, architecture: UInt32, arguments: [UInt64]) -> UInt32? {
        // struct seccomp_data: number, architecture, address of the instruction (8 bytes), six arguments.
        var words = [UInt32(bitPattern: number), architecture, 0, 0]
        for argument in arguments { words += [UInt32(truncatingIfNeeded: argument), UInt32(argument >> 32)] }
        var accumulator: UInt32 = 0
        var index = 0
        while index < instructions.count {
            let step = instructions[index]
            index += 1
            let isTrue: Bool
            switch step.code {
            case 0x20:  // load a word
                guard step.operand % 4 == 0, step.operand / 4 < words.count else { return nil }
                accumulator = words[Int(step.operand / 4)]
                continue
            case 0x54:  // and
                accumulator &= step.operand
                continue
            case 0x05:  // jump
                index += Int(step.operand)
                continue
            case 0x06: return step.operand
            case 0x15: isTrue = accumulator == step.operand
            case 0x25: isTrue = accumulator > step.operand
            case 0x35: isTrue = accumulator >= step.operand
            case 0x45: isTrue = accumulator & step.operand != 0
            default: return nil
            }
            index += Int(isTrue ? step.ifTrue : step.ifFalse)
        }
        return nil
    }
}
