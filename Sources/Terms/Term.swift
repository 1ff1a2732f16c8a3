/// An exact integer in canonical decimal.
public struct Term: Hashable, Sendable {}
