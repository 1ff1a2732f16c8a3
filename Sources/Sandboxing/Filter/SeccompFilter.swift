import CLibSeccomp
import Glibc

/// Makes seccomp filters from policies.
public enum SeccompFilter {
    /// Makes the program that the kernel is given.
    ///
    /// It kills what calls by another machine's numbers (`int 0x80`, x32). Each condition looks at the bits of its
    /// mask only, so the upper half of a 32-bit argument does not matter. The program is run here on the corner cases
    /// of each condition before it is handed out.
    /// - Parameters:
    ///   - policy: the rules.
    ///   - processes: the limit of processes. With 1, rules of `.process` refuse.
    ///   - listener: whether a supervisor will be there to be asked about calls that are killed or refused, so that
    ///     it can name them. Without one they are killed, or refused with EAGAIN, by the kernel.
    ///   - part: which part of the filter. Default all of it. Both other parts together do the same.
    /// - Returns: the `struct sock_filter`s, 8 bytes each.
    /// - Throws: ``FilterError``.
    public static func compile(
        _ policy: SystemCallPolicy, processes: Int, listener: Bool, part: Part = .whole
    ) throws(FilterError) -> [UInt8] {
        let answers = Answers(policy: policy, processes: processes, listener: listener, part: part)
        guard let context = seccomp_init(answers.word(for: .fail(policy.otherwise))) else {
            throw FilterError(.library(step: "seccomp_init", errno: ENOMEM))
        }
        defer { seccomp_release(context) }
        guard [0xc000_003e, 0xc000_00b7].contains(seccomp_arch_native()) else {
            throw FilterError(.architecture)
        }
        try check(seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, killProcess), "bad-architecture action")
        try check(seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimise")
        let rules = Dictionary(grouping: policy.rules, by: \.call)
        for (call, number) in try numbers(of: policy) {
            for rule in SystemCallPolicy.disjoint(rules[call] ?? []) {
                let word = answers.word(for: rule.action)
                // libseccomp refuses a rule that says what the default says.
                if word == answers.word(for: .fail(policy.otherwise)) { continue }
                try add(rule.bits.conditions, word, number, call, context)
            }
        }
        let bytes = try export(context)
        guard bytes.count / 8 <= 4096 else { throw FilterError(.tooLong(bytes.count / 8)) }
        try verify(bytes, answers)
        guard let compact = CompactFilter.compacting(bytes, architecture: seccomp_arch_native()) else {
            return bytes
        }
        try verify(compact, answers)
        return compact
    }

    /// A part of a filter. A run that is forked and not executed loads it in two parts, since its listener has to be
    /// handed over before all of it is in force; of two filters the kernel does what the stricter one says, and to
    /// ask a supervisor is stricter than to allow.
    public enum Part: Sendable, Hashable {
        /// Everything.
        case whole
        /// What a supervisor is asked about; the rest is allowed.
        case notifying
        /// The rest; what a supervisor is asked about is allowed.
        case remaining
    }

    static let killProcess: UInt32 = 0x8000_0000
    private static let notify: UInt32 = 0x7fc0_0000
    private static let allow: UInt32 = 0x7fff_0000
    /// Whether the kernel goes on with a call that was answered so. A broken program counts as one that does.
    static func allows(answer: UInt32?) -> Bool { answer.map { $0 & 0xffff_0000 == allow } ?? true }
    private static func fail(_ errno: Int32) -> UInt32 { 0x0005_0000 | UInt32(errno & 0xffff) }

    /// What the kernel is told for each action.
    private struct Answers {
        var policy: SystemCallPolicy
        var processes: Int
        var listener: Bool
        var part: Part

        func word(for action: SystemCallPolicy.Action) -> UInt32 {
            let word = wholeWord(for: action)
            return switch part {
            case .whole: word
            case .notifying: word == SeccompFilter.notify ? word : SeccompFilter.allow
            case .remaining: word == SeccompFilter.notify ? SeccompFilter.allow : word
            }
        }

        private func wholeWord(for action: SystemCallPolicy.Action) -> UInt32 {
            switch action {
            case .allow: SeccompFilter.allow
            case .fail(let errno): SeccompFilter.fail(errno)
            case .kill: listener ? SeccompFilter.notify : SeccompFilter.killProcess
            case .process where processes > 1: SeccompFilter.allow
            case .process: listener ? SeccompFilter.notify : SeccompFilter.fail(EAGAIN)
            }
        }
    }

    /// Each call once, with its number; calls of other machines are left out.
    private static func numbers(of policy: SystemCallPolicy) throws(FilterError) -> [(String, Int32)] {
        var seen: Set<String> = []
        var result: [(String, Int32)] = []
        for rule in policy.rules {
            for condition in rule.conditions where !(0...5).contains(condition.argument) {
                throw FilterError(.argument(condition.argument))
            }
            guard seen.insert(rule.call).inserted else { continue }
            switch SystemCallName.lookUp(rule.call) {
            case .number(let number): result.append((rule.call, number))
            case .elsewhere: continue
            case .unknown: throw FilterError(.unknownCall(rule.call))
            }
        }
        return result
    }

    private static func add(
        _ conditions: [SystemCallPolicy.Condition], _ word: UInt32, _ number: Int32, _ call: String,
        _ context: scmp_filter_ctx
    ) throws(FilterError) {
        let arguments = conditions.map { condition in
            scmp_arg_cmp(
                arg: UInt32(condition.argument), op: SCMP_CMP_MASKED_EQ, datum_a: condition.mask,
                datum_b: condition.value)
        }
        try check(
            seccomp_rule_add_exact_array(context, word, number, UInt32(arguments.count), arguments),
            "rule of \(call)")
    }

    private static func export(_ context: scmp_filter_ctx) throws(FilterError) -> [UInt8] {
        // A pipe holds 64 KiB, twice the longest filter; a longer one fails and does not wait.
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FilterError(.library(step: "pipe", errno: errno)) }
        defer { for end in ends { close(end) } }
        for end in ends {
            // A child started in between inherits an end of a pipe that holds nothing secret and that nobody awaits.
            guard fcntl(end, F_SETFD, FD_CLOEXEC) == 0, fcntl(end, F_SETFL, O_NONBLOCK) == 0 else {
                throw FilterError(.library(step: "pipe", errno: errno))
            }
        }
        try check(seccomp_export_bpf(context, ends[1]), "export")
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let size = read(ends[0], &bytes, bytes.count)
        guard size >= 0 else { throw FilterError(.library(step: "read the filter", errno: errno)) }
        bytes.removeSubrange(size...)
        return bytes
    }

    /// Runs the program on the corners of each rule: bits outside the masks all clear and all set, and each bit of
    /// the masks turned round.
    private static func verify(_ bytes: [UInt8], _ answers: Answers) throws(FilterError) {
        let program = FilterProgram(bytes)
        for rule in answers.policy.rules {
            guard case .number(let number) = SystemCallName.lookUp(rule.call),
                let bits = ArgumentBits(rule.conditions)
            else { continue }
            for arguments in corners(of: bits) {
                let expected = answers.word(for: answers.policy.action(for: rule.call, arguments: arguments))
                let answer = program.answer(
                    number: number, architecture: seccomp_arch_native(), arguments: arguments)
                guard answer == expected else {
                    throw FilterError(.mismatch(call: rule.call, arguments: arguments))
                }
            }
        }
    }

    private static func corners(of bits: ArgumentBits) -> [[UInt64]] {
        var result: [[UInt64]] = []
        for fill: UInt64 in [0, .max] {
            let start = bits.masks.indices.map { bits.values[$0] | (fill & ~bits.masks[$0]) }
            result.append(start)
            for argument in bits.masks.indices {
                for shift: UInt64 in 0..<64 where bits.masks[argument] & (1 << shift) != 0 {
                    var turned = start
                    turned[argument] ^= 1 << shift
                    result.append(turned)
                }
            }
        }
        return result
    }

    private static func check(_ result: Int32, _ step: String) throws(FilterError) {
        if result < 0 { throw FilterError(.library(step: step, errno: -result)) }
    }
}
