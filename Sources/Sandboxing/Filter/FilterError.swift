/// Why a policy cannot be made into a filter.
public struct FilterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What sort of trouble it is.
    public enum Kind: Sendable, Hashable {
        /// No filters are written for this processor.
        case architecture
        /// libseccomp does not know a call of this name.
        case unknownCall(String)
        /// A condition names an argument other than 0 … 5.
        case argument(Int)
        /// libseccomp refused a step, with this errno.
        case library(step: String, errno: Int32)
        /// The rules take more instructions than a kernel accepts (4,096).
        case tooLong(Int)
        /// The program does not do what the policy says; it is not used.
        case mismatch(call: String, arguments: [UInt64])
    }

    /// What sort of trouble it is.
    public let kind: Kind

    init(_ kind: Kind) { self.kind = kind }

    /// One line for people.
    public var description: String {
        switch kind {
        case .architecture: "no filter is written for this processor; expected x86-64 or aarch64"
        case .unknownCall(let name): "unknown system call '\(name)'"
        case .argument(let number): "a system call has no argument \(number); expected 0 … 5"
        case .library(let step, let errno): "libseccomp: \(step): errno \(errno)"
        case .tooLong(let count): "the filter has \(count) instructions; a kernel accepts 4096"
        case .mismatch(let call, let arguments): "the filter does not do as told: \(call)\(arguments)"
        }
    }
}
