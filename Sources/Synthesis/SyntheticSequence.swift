/// A sequence with the program that makes it.
public struct SyntheticSequence: Sendable {}
