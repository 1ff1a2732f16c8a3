import CJail

/// What a warden says during a run.
enum WardenMessage {
    /// What a case used, by its number.
    case lapped(UInt32, Lap)
    /// By how much the wall limit was stretched in this case.
    case waits(Duration)
    /// The run is over.
    case ended(jail_ended)
    /// Nothing that this side knows; or what only brings a descriptor.
    case unknown

    /// Reads a message: its kind, and its size to the byte.
    init(_ bytes: UnsafeRawBufferPointer) {
        if let lapped: jail_lapped = WardenMessage.decode(JAIL_LAPPED, bytes) {
            let lap = Lap(cpu: .nanoseconds(lapped.cpu_ns), wall: .nanoseconds(lapped.wall_ns))
            self = .lapped(lapped.serial, lap)
        } else if let waits: jail_waits = WardenMessage.decode(JAIL_WAITS, bytes) {
            self = .waits(.nanoseconds(waits.waited_ns))
        } else if let ended: jail_ended = WardenMessage.decode(JAIL_ENDED, bytes) {
            self = .ended(ended)
        } else {
            self = .unknown
        }
    }

    private static func decode<Message: BitwiseCopyable>(
        _ kind: Int, _ bytes: UnsafeRawBufferPointer
    ) -> Message? {
        guard bytes.count == MemoryLayout<Message>.size,
            bytes.loadUnaligned(as: UInt32.self) == UInt32(kind)
        else { return nil }
        return bytes.loadUnaligned(as: Message.self)
    }
}
