@testable import Sandboxing

/// A generator whose numbers are the same in every run (the multiplicative sequence of Steele, Lea and Flood).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

/// The calls with which a policy's filters are tried.
struct TrialCalls {
    private let conditional: [Int32: [SystemCallPolicy.Rule]]
    private var numbers: SeededNumbers

    /// Every number of a kernel's calls, and more than there are.
    private static let known: [UInt64] = Array(0...1023) + [.max]

    init(_ policy: SystemCallPolicy, seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        var conditional: [Int32: [SystemCallPolicy.Rule]] = [:]
        for rule in policy.rules where !rule.conditions.isEmpty {
            guard case .number(let number) = SystemCallName.lookUp(rule.call) else { continue }
            conditional[number, default: []].append(rule)
        }
        self.conditional = conditional
    }

    /// By this machine's own numbers: all of them, with zeros, random arguments and those that conditions are about;
    /// and some of those that no call has.
    mutating func native() -> [Call] {
        var calls: [Call] = []
        for number in Self.known {
            calls.append(Call(number: number, arguments: Self.zeros))
            for _ in 0..<4 { calls.append(Call(number: number, arguments: random())) }
            // The upper half of the register is no part of a number.
            calls.append(Call(number: number & 0xffff_ffff | numbers.next() << 32, arguments: random()))
        }
        for (number, rules) in conditional.sorted(by: { $0.key < $1.key }) {
            for arguments in corners(rules) {
                calls.append(Call(number: UInt64(number), arguments: arguments))
            }
        }
        let edges: [UInt64] = [1024, 1025, 1055, 1056, 2047, 2048, 4095, 4096, 65535, 65536, 0x3fff_ffff]
        for number in edges + (0..<200).map({ _ in UInt64.random(in: 1024..<0x4000_0000, using: &numbers) }) {
            calls.append(Call(number: number, arguments: random()))
        }
        #if arch(x86_64)
            for number: UInt64 in [96, 201, 309] {  // gettimeofday, time, getcpu
                calls.append(Call(way: .vsyscall, number: number, arguments: Self.zeros))
            }
        #endif
        return calls
    }

    /// By the numbers of other ABIs, and negative ones. Each is to end its process, which takes its time.
    mutating func foreign() -> [Call] {
        var calls: [Call] = []
        let x32: UInt64 = 0x4000_0000
        for number in Self.known {
            for arguments in [Self.zeros, random()] {
                calls.append(Call(number: number | x32, arguments: arguments))
                #if arch(x86_64)
                    calls.append(Call(way: .int80, number: number & 0xffff_ffff, arguments: arguments))
                #endif
            }
        }
        for (number, rules) in conditional.sorted(by: { $0.key < $1.key }) {
            for arguments in rules.map({ fitting($0) }) {
                calls.append(Call(number: UInt64(number) | x32, arguments: arguments))
                #if arch(x86_64)
                    calls.append(Call(way: .int80, number: UInt64(number), arguments: arguments))
                #endif
            }
        }
        let edges: [UInt64] = [
            0x4000_0400, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0x8000_003b, 0xc000_0000, 0xc000_003b,
            0xffff_fffe, 0xffff_fffd, 0xffff_fc18, .max - 1, .max - 2,
        ]
        for number in edges + (0..<100).map({ _ in numbers.next() | x32 }) {
            calls.append(Call(number: number, arguments: random()))
        }
        return calls
    }

    private static let zeros = [UInt64](repeating: 0, count: 6)

    private mutating func random() -> [UInt64] {
        (0..<6).map { _ in
            let word = numbers.next()
            return switch word & 7 {
            case 0: word >> 56
            case 1: word & 0xffff_ffff_0000_0000 | word >> 57
            case 2: word >> 32
            case 3: 0x7fff_0000_0000 | word >> 40
            case 4: ~(word >> 56)
            case 5: 1 << (word >> 58)
            default: word
            }
        }
    }

    /// Arguments that fulfil a rule, and are random besides.
    private mutating func fitting(_ rule: SystemCallPolicy.Rule) -> [UInt64] {
        var arguments = random()
        for condition in rule.conditions {
            arguments[condition.argument] = arguments[condition.argument] & ~condition.mask | condition.value
        }
        return arguments
    }

    /// Arguments about which the conditions of a call's rules disagree.
    private mutating func corners(_ rules: [SystemCallPolicy.Rule]) -> [[UInt64]] {
        let conditions = Dictionary(grouping: rules.flatMap(\.conditions), by: \.argument)
        var result: [[UInt64]] = []
        for (argument, own) in conditions.sorted(by: { $0.key < $1.key }) {
            for value in own.flatMap({ near($0) }) {
                // The value with three upper halves, and three sorts of other arguments.
                let rule = rules[Int(numbers.next() % UInt64(rules.count))]
                let dirty = numbers.next() & 0xffff_ffff_0000_0000
                let halves = [0, 0xffff_ffff_0000_0000, dirty]
                for (half, var arguments) in zip(halves, [Self.zeros, fitting(rule), random()]) {
                    arguments[argument] = value ^ half
                    result.append(arguments)
                }
            }
        }
        // All that any of the rules asks for together, each fulfilled and not.
        return result + product(conditions)
    }

    /// A condition's value, what is next to it, one bit away from it, and each choice of bits where there are few.
    private mutating func near(_ condition: SystemCallPolicy.Condition) -> [UInt64] {
        let (mask, value) = (condition.mask, condition.value)
        var result = [value, value &+ 1, value &- 1, ~value, value | ~mask, value | numbers.next() & ~mask]
        for shift: UInt64 in 0..<64 { result.append(value ^ 1 << shift) }
        guard mask.nonzeroBitCount <= 10 else { return result }
        var subset = mask
        while true {
            result.append(subset | numbers.next() & ~mask)
            if subset == 0 { return result }
            subset = (subset - 1) & mask
        }
    }

    private mutating func product(_ conditions: [Int: [SystemCallPolicy.Condition]]) -> [[UInt64]] {
        var result = [random()]
        for (argument, own) in conditions.sorted(by: { $0.key < $1.key }) {
            let values = Set(
                own.flatMap { [$0.value, $0.value ^ ($0.mask & (~$0.mask &+ 1)), 1 << 32 | $0.value] })
            guard result.count * values.count <= 4096 else { break }
            result = result.flatMap { before in
                values.sorted().map { value in
                    var arguments = before
                    arguments[argument] = value
                    return arguments
                }
            }
        }
        return result
    }
}
