/// What of a sequence is kept in the index: hashes of short stretches of its terms.
///
/// A stretch begins at every term and ends by what is in it: after at least four terms with three different ones among
/// them, or after twelve. So a stretch of the terms looked for is one of the sequence that holds them, wherever that is;
/// stretches that say little, as those of zeros and ones, are long enough to say something; and constant ones are none.
enum Windows {
    /// The three indices that there are.
    enum Form: Int, CaseIterable {
        /// Ratios of the magnitudes to the first that is not zero: neither signs nor a factor change them.
        case ratios
        /// First differences: no summand changes them.
        case differences
        /// The magnitudes of the first one to six terms of a sequence.
        case beginnings

        fileprivate var seed: UInt64 { UInt64(rawValue + 1) &* 0x9e37_79b9_7f4a_7c15 }
    }

    static let shortest = 4
    static let longest = 12
    static let variety = 3
    /// The beginnings that are kept are this long at most.
    static let longestBeginning = 6

    /// Where the stretch ends that begins at a position; nil where the terms end before it does, or all are equal.
    @inline(__always)
    static func end(_ values: UnsafeBufferPointer<UInt64>, from start: Int) -> Int? {
        let limit = min(values.count, start + longest)
        let first = values[start]
        var second = first
        var distinct = 1
        var position = start + 1
        while position < limit {
            let value = values[position]
            position += 1
            if distinct == 1, value != first {
                second = value
                distinct = 2
            } else if distinct == 2, value != first, value != second {
                distinct = variety
            }
            if distinct == variety, position - start >= shortest { return position }
        }
        return position - start == longest && distinct > 1 ? position : nil
    }

    /// Gives the hash of each stretch of magnitudes, in the form of ratios.
    static func ratios(_ magnitudes: [UInt64], _ body: (UInt32) -> Void) {
        let inverses = inverses(magnitudes)
        magnitudes.withUnsafeBufferPointer { values in
            for start in values.indices {
                guard let end = end(values, from: start) else { continue }
                var scale = start
                while values[scale] == 0 { scale += 1 }
                let factor = inverses[scale]
                var hash = Form.ratios.seed
                for position in start..<end { hash = mix(hash, Residue.multiply(values[position], factor)) }
                body(UInt32(truncatingIfNeeded: hash >> 32))
            }
        }
    }

    /// Gives the hash of each stretch of differences.
    static func differences(_ differences: [UInt64], _ body: (UInt32) -> Void) {
        differences.withUnsafeBufferPointer { values in
            for start in values.indices {
                guard let end = end(values, from: start) else { continue }
                var hash = Form.differences.seed
                for position in start..<end { hash = mix(hash, values[position]) }
                body(UInt32(truncatingIfNeeded: hash >> 32))
            }
        }
    }

    /// Gives the hash of each beginning, from that of one term on.
    static func beginnings(_ magnitudes: [UInt64], _ body: (UInt32) -> Void) {
        var hash = Form.beginnings.seed
        for value in magnitudes.prefix(longestBeginning) {
            hash = mix(hash, value)
            body(UInt32(truncatingIfNeeded: hash >> 32))
        }
    }

    /// The inverses of all, for the price of one and three multiplications for each; those of zeros are zero.
    private static func inverses(_ values: [UInt64]) -> [UInt64] {
        var products: [UInt64] = []
        products.reserveCapacity(values.count)
        var product: UInt64 = 1
        for value in values {
            products.append(product)
            if value != 0 { product = Residue.multiply(product, value) }
        }
        var rest = Residue.inverse(product)
        for position in values.indices.reversed() where values[position] != 0 {
            products[position] = Residue.multiply(products[position], rest)
            rest = Residue.multiply(rest, values[position])
        }
        return products
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        var mixed = (hash ^ value) &* 0xbf58_476d_1ce4_e5b9
        mixed ^= mixed >> 29
        mixed = mixed &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 32
    }
}
