import CLibSeccomp

/// A compiled filter that can be run here, to see what it answers before a kernel is given it.
struct FilterProgram {
    /// A `struct sock_filter`.
    struct Instruction {
        var code: UInt16
        var ifTrue: UInt8 = 0
        var ifFalse: UInt8 = 0
        var operand: UInt32 = 0

        /// Loads a word of `struct seccomp_data`.
        static func load(_ offset: UInt32) -> Instruction { Instruction(code: 0x20, operand: offset) }
        static func answer(_ word: UInt32) -> Instruction { Instruction(code: 0x06, operand: word) }
        static func jump(_ code: UInt16, _ operand: UInt32, _ ifTrue: UInt8, _ ifFalse: UInt8) -> Instruction
        {
            Instruction(code: code, ifTrue: ifTrue, ifFalse: ifFalse, operand: operand)
        }

        /// Whether the jump is taken.
        func holds(_ accumulator: UInt32) -> Bool? {
            switch code {
            case 0x15: accumulator == operand
            case 0x25: accumulator > operand
            case 0x35: accumulator >= operand
            case 0x45: accumulator & operand != 0
            default: nil
            }
        }
    }

    private let instructions: [Instruction]

    init(_ instructions: [Instruction]) { self.instructions = instructions }

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

    /// The `struct sock_filter`s.
    var bytes: [UInt8] {
        instructions.flatMap { step in
            withUnsafeBytes(of: step.code) { Array($0) } + [step.ifTrue, step.ifFalse]
                + withUnsafeBytes(of: step.operand) { Array($0) }
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
        var (accumulator, register): (UInt32, UInt32) = (0, 0)
        var index = 0
        while index < instructions.count {
            let step = instructions[index]
            index += 1
            switch step.code {
            case 0x20:  // load a word
                guard step.operand % 4 == 0, step.operand / 4 < words.count else { return nil }
                accumulator = words[Int(step.operand / 4)]
            case 0x00: accumulator = step.operand
            case 0x54: accumulator &= step.operand
            case 0x6c: accumulator = register < 32 ? accumulator << register : 0
            case 0x07: register = accumulator
            case 0x87: accumulator = register
            case 0x05: index += Int(step.operand)
            case 0x06: return step.operand
            default:
                guard let holds = step.holds(accumulator) else { return nil }
                index += Int(holds ? step.ifTrue : step.ifFalse)
            }
        }
        return nil
    }

    /// What comes of a number whatever its arguments.
    enum Outcome {
        /// This answer.
        case answer(UInt32)
        /// From this instruction on the arguments decide.
        case depends(Int)
    }

    /// Nil when the program is broken or uses an instruction that libseccomp does not write.
    func outcome(number: UInt32, architecture: UInt32) -> Outcome? {
        var accumulator: UInt32 = 0
        var index = 0
        while index < instructions.count {
            let step = instructions[index]
            index += 1
            switch step.code {
            case 0x20 where step.operand == 0: accumulator = number
            case 0x20 where step.operand == 4: accumulator = architecture
            case 0x20: return .depends(index - 1)
            case 0x05: index += Int(step.operand)
            case 0x06: return .answer(step.operand)
            default:
                guard let holds = step.holds(accumulator) else { return nil }
                index += Int(holds ? step.ifTrue : step.ifFalse)
            }
        }
        return nil
    }

    /// The instructions that can come after one, itself included, in their order and with their jumps set right.
    func reachable(from start: Int) -> [Instruction] {
        var reached: Set<Int> = [start]
        for index in start..<instructions.count where reached.contains(index) {
            for next in following(index) { reached.insert(next) }
        }
        let order = reached.filter { $0 < instructions.count }.sorted()
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        return order.enumerated().map { place, index in
            var step = instructions[index]
            func distance(_ target: Int) -> Int { (places[target] ?? order.count) - place - 1 }
            switch step.code {
            case 0x05: step.operand = UInt32(distance(index + 1 + Int(step.operand)))
            case 0x15, 0x25, 0x35, 0x45:
                step.ifTrue = UInt8(clamping: distance(index + 1 + Int(step.ifTrue)))
                step.ifFalse = UInt8(clamping: distance(index + 1 + Int(step.ifFalse)))
            default: break
            }
            return step
        }
    }

    private func following(_ index: Int) -> [Int] {
        let step = instructions[index]
        return switch step.code {
        case 0x06: []
        case 0x05: [index + 1 + Int(step.operand)]
        case 0x15, 0x25, 0x35, 0x45: [index + 1 + Int(step.ifTrue), index + 1 + Int(step.ifFalse)]
        default: [index + 1]
        }
    }
}
