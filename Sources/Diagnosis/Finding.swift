/// One thing that is wrong with a candidate, or may be.
public struct Finding: Sendable, Hashable {}
