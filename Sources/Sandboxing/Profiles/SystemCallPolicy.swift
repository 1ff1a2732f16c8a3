/// Which system calls a program may make. Anything not named is answered with ``otherwise``.
public struct SystemCallPolicy: Sendable, Hashable {
    /// The rules; several of one call are alternatives, the first whose conditions all hold decides.
    public var rules: [Rule]
    /// The errno for a call that no rule names. Default ENOSYS (38).
    public var otherwise: Int32

    /// A policy.
    public init(rules: [Rule], otherwise: Int32 = 38) {
        self.rules = rules
        self.otherwise = otherwise
    }

    /// What comes of a call.
    public enum Action: Sendable, Hashable {
        /// The kernel does it.
        case allow
        /// It fails with this errno.
        case fail(Int32)
        /// The program is ended, and the report names the call.
        case kill
        /// It makes a process: refused with EAGAIN and counted while the limit is one process, otherwise allowed.
        case process
    }

    /// A condition on one argument.
    public struct Condition: Sendable, Hashable {
        /// 0 … 5.
        public var argument: Int
        /// Which bits are looked at. Default the low 32, as the kernel takes an `int`.
        public var mask: UInt64
        /// What those bits must be.
        public var value: UInt64

        /// `(argument & mask) == value`.
        public init(argument: Int, mask: UInt64 = 0xffff_ffff, value: UInt64) {
            self.argument = argument
            self.mask = mask
            self.value = value
        }
    }

    /// What comes of one call, under conditions.
    public struct Rule: Sendable, Hashable {
        /// The call's name, as in `man 2`.
        public var call: String
        /// All must hold.
        public var conditions: [Condition]
        /// What comes of it.
        public var action: Action

        /// A rule for one call.
        public init(call: String, conditions: [Condition] = [], action: Action) {
            self.call = call
            self.conditions = conditions
            self.action = action
        }
    }
}
