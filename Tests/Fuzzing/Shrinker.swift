import Glibc

/// Makes an input that fails as small and as plain as it can while it still fails.
struct Shrinker {
    /// Whether an input fails in the same way.
    let fails: ([UInt8]) -> Bool
    /// How many inputs are tried at most.
    var attempts = 4_000
    /// When it stops however small the input is.
    let deadline: ContinuousClock.Instant

    init(seconds: Double = 60, fails: @escaping ([UInt8]) -> Bool) {
        self.fails = fails
        deadline = .now + .seconds(seconds)
    }

    /// The smallest input that was found.
    mutating func shrink(_ input: [UInt8]) -> [UInt8] {
        var best = input
        while let smaller = shorter(best) ?? plainer(best) { best = smaller }
        return best
    }

    private mutating func isFailure(_ candidate: [UInt8]) -> Bool {
        guard attempts > 0, ContinuousClock.now < deadline else { return false }
        attempts -= 1
        return fails(candidate)
    }

    /// One part less: large parts first.
    private mutating func shorter(_ input: [UInt8]) -> [UInt8]? {
        var size = input.count
        while size > 0 {
            var start = 0
            while start < input.count {
                let end = min(input.count, start + size)
                let candidate = Array(input[..<start] + input[end...])
                if isFailure(candidate) { return candidate }
                start = end
            }
            size /= 2
        }
        return nil
    }

    /// One byte plainer: `a` for any other, or `0` for one that is no digit.
    private mutating func plainer(_ input: [UInt8]) -> [UInt8]? {
        guard input.count <= 400 else { return nil }
        for position in input.indices {
            for plain in [UInt8(ascii: "0"), UInt8(ascii: "a")] where rank(plain) < rank(input[position]) {
                var candidate = input
                candidate[position] = plain
                if isFailure(candidate) { return candidate }
            }
        }
        return nil
    }

    private func rank(_ byte: UInt8) -> Int {
        byte == UInt8(ascii: "0") ? 0 : byte == UInt8(ascii: "a") ? 1 : (0x20...0x7e).contains(byte) ? 2 : 3
    }
}
