import Terms

/// Known sequences in one SQLite file.
public struct SequenceStore: Sendable {}
