public import Sandboxing

/// The limits of a check.
public struct CheckLimits: Sendable, Hashable {
    /// The limits of one run; its `cpu` and `wall` hold for each case.
    public var run: Limits
    /// CPU time of all cases together. Default 10 s.
    public var checkCPU: Duration
    /// Size of the source. Default 256 KiB.
    public var source: ByteCount

    public init(
        run: Limits = Limits(), checkCPU: Duration = .seconds(10), source: ByteCount = .kib(256)
    ) {
        self.run = run
        self.checkCPU = checkCPU
        self.source = source
    }
}
