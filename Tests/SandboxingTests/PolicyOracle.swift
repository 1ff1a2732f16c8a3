@testable import Sandboxing

/// What a policy says of a call, read off its rules one after the other: the first that fits decides. Knows nothing of
/// filters, so that those can be held against it.
struct PolicyOracle {
    private let rules: [Int32: [SystemCallPolicy.Rule]]
    private let otherwise: Answer
    private let forks: Answer
    private let kills: Answer

    /// - Parameters:
    ///   - processes: the limit; above 1 a process may be made.
    ///   - hasListener: whether there is somebody to hand a call to that is to be killed, or that makes a process.
    init(_ policy: SystemCallPolicy, processes: Int, hasListener: Bool) {
        var rules: [Int32: [SystemCallPolicy.Rule]] = [:]
        for rule in policy.rules {
            guard case .number(let number) = SystemCallName.lookUp(rule.call) else { continue }
            rules[number, default: []].append(rule)
        }
        self.rules = rules
        otherwise = .failed(Int64(policy.otherwise))
        kills = hasListener ? .notified : .killed
        forks = processes > 1 ? .allowed : hasListener ? .notified : .failed(11)  // EAGAIN
    }

    /// What should come of a call.
    func answer(to call: Call) -> Answer {
        if call.isOfAnotherABI { return .killed }
        for rule in rules[call.kernelNumber] ?? [] where Self.fits(rule, call.arguments) {
            switch rule.action {
            case .allow: return .allowed
            case .fail(let errno): return .failed(Int64(errno))
            case .kill: return kills
            case .process: return forks
            }
        }
        return otherwise
    }

    private static func fits(_ rule: SystemCallPolicy.Rule, _ arguments: [UInt64]) -> Bool {
        for condition in rule.conditions {
            let looked = arguments[condition.argument] & condition.mask
            if looked != condition.value { return false }
        }
        return true
    }
}

extension Call {
    /// Whether it is a call by another machine's numbers, which every filter ends: `int 0x80`, and on x86-64 the x32 ABI
    /// with whatever else is from its bit on. -1 is no call of any ABI but what a tracer makes of one that it cancels.
    var isOfAnotherABI: Bool {
        #if arch(x86_64)
            let x32: UInt32 = 0x4000_0000
            return way == .int80 || (UInt32(bitPattern: kernelNumber) >= x32 && kernelNumber != -1)
        #else
            return way == .int80
        #endif
    }
}
