/// Writes a filter anew so that it is loaded faster: a kernel compiles it for each run, in time that grows with its length.
///
/// libseccomp's program asks number after number. This one finds the block of 32 numbers and asks, for each action, one
/// mask whether the number's bit is in it; only for calls that depend on arguments are libseccomp's own instructions
/// kept. That both programs do the same is tried on every number before the new one is used.
struct CompactFilter {
    private typealias Step = FilterProgram.Instruction

    private let original: FilterProgram
    private let architecture: UInt32

    /// The answer to the numbers past the last one that is asked for.
    private let rest: UInt32
    private var blocks: [Block] = []

    /// What is done with 32 numbers.
    private struct Block {
        var masks: [UInt32: UInt32] = [:]
        var dependent: [(number: UInt32, steps: [Step])] = []
        var isUniform: Bool { dependent.isEmpty && masks.count == 1 }
    }

    /// Numbers from here on are those of the x32 ABI.
    private static let foreign: UInt32 = 0x4000_0000
    /// More than any kernel has; beyond, the answer must be one.
    private static let most: UInt32 = 1024

    /// The compact form of a program, or nil where it has a shape that this does not know.
    static func compacting(_ bytes: [UInt8], architecture: UInt32) -> [UInt8]? {
        guard let filter = CompactFilter(FilterProgram(bytes), architecture),
            let steps = filter.steps(), steps.count < filter.original.count
        else { return nil }
        let result = FilterProgram(steps)
        return filter.isSame(as: result) ? result.bytes : nil
    }

    private init?(_ original: FilterProgram, _ architecture: UInt32) {
        self.original = original
        self.architecture = architecture
        guard case .answer(let rest)? = original.outcome(number: Self.most, architecture: architecture) else {
            return nil
        }
        self.rest = rest
        for first in stride(from: 0, to: Self.most, by: 32) {
            var block = Block()
            for number in first..<first + 32 {
                switch original.outcome(number: number, architecture: architecture) {
                case .answer(let word): block.masks[word, default: 0] |= 1 << (number & 31)
                case .depends(let place): block.dependent.append((number, original.reachable(from: place)))
                case nil: return nil
                }
            }
            blocks.append(block)
        }
        while let last = blocks.last, last.isUniform, last.masks[rest] != nil { blocks.removeLast() }
        if blocks.isEmpty { return nil }
    }

    /// The whole program; nil where a jump would be too far.
    private func steps() -> [Step]? {
        guard case .answer(let foreign)? = original.outcome(number: Self.foreign, architecture: architecture),
            case .answer(let none)? = original.outcome(number: .max, architecture: architecture),
            case .answer(let other)? = original.outcome(number: 0, architecture: architecture ^ 1),
            let search = search(blocks.indices)
        else { return nil }
        // −1 is no call, but what a tracer that skips one leaves; libseccomp tells it from those of the x32 ABI.
        // X becomes the number's bit in its block, A the number.
        // The first step does nothing but keep the kernel from running the program on every number in advance, to note
        // which are always allowed: it gives up at a step of this kind, and a run is too short to make up for the work.
        let head: [Step] = [
            Step(code: 0x07), .load(4), .jump(0x15, architecture, 1, 0), .answer(other), .load(0),
            .jump(0x35, Self.foreign, 0, 3), .jump(0x15, .max, 0, 1), .answer(none), .answer(foreign),
            .jump(0x35, UInt32(blocks.count) * 32, 0, 1), .answer(rest),
            Step(code: 0x54, operand: 31), Step(code: 0x07), Step(code: 0x00, operand: 1), Step(code: 0x6c),
            Step(code: 0x07), .load(0),
        ]
        return head + search
    }

    /// Finds the block by halves.
    private func search(_ range: Range<Int>) -> [Step]? {
        if range.count == 1 { return steps(of: blocks[range.lowerBound]) }
        let middle = range.lowerBound + range.count / 2
        guard let low = search(range.lowerBound..<middle), let high = search(middle..<range.upperBound) else {
            return nil
        }
        let bound = UInt32(middle) * 32
        if low.count <= 255 { return [.jump(0x35, bound, UInt8(low.count), 0)] + low + high }
        return [.jump(0x35, bound, 0, 1), Step(code: 0x05, operand: UInt32(low.count))] + low + high
    }

    private func steps(of block: Block) -> [Step]? {
        var steps: [Step] = []
        for (number, own) in block.dependent {
            guard own.count <= 255 else { return nil }
            steps += [.jump(0x15, number, 0, UInt8(own.count))] + own
        }
        // The commonest answer needs no question.
        let answers = block.masks.sorted {
            ($0.value.nonzeroBitCount, $0.key) < ($1.value.nonzeroBitCount, $1.key)
        }
        if answers.count > 1 { steps.append(Step(code: 0x87)) }
        for (word, mask) in answers.dropLast() { steps += [.jump(0x45, mask, 0, 1), .answer(word)] }
        return steps + [.answer(answers.last?.key ?? rest)]
    }

    /// Tries both programs on every number and on those past the end, with arguments that no rule and that any rule
    /// may ask for. The conditions of rules are tried by who wrote the rules.
    private func isSame(as other: FilterProgram) -> Bool {
        let edges: [UInt32] = [
            Self.foreign - 1, Self.foreign, Self.foreign + 1, Self.foreign + 56, .max, 1 << 31,
        ]
        let patterns: [UInt64] = [0, .max, 1, 0xffff_ffff, 0xffff_ffff_0000_0000]
        for number in Array(0..<2 * Self.most) + edges {
            for pattern in patterns {
                for architecture in [architecture, 0x4000_0003, 0] {
                    let arguments = [UInt64](repeating: pattern, count: 6)
                    let signed = Int32(bitPattern: number)
                    let (mine, theirs) = (
                        original.answer(number: signed, architecture: architecture, arguments: arguments),
                        other.answer(number: signed, architecture: architecture, arguments: arguments)
                    )
                    guard mine != nil, mine == theirs else { return false }
                }
            }
        }
        return true
    }
}
