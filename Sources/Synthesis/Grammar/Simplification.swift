extension Expression {
    /// An expression for the same sequence, from the same index on, without what is easily seen to be superfluous: parts
    /// that undo each other, polynomials within polynomials, operands whose order does not matter.
    ///
    /// Many expressions of one sequence stay different. That two sequences are the same is told by their terms; this only
    /// makes programs and descriptions as plain as they can be.
    public var simplified: Expression {
        let inner = operands.map(\.simplified)
        let whole = Expression(generator, groups: parameters, of: inner)
        guard let plainer = whole.plainer, plainer.start == start else { return whole }
        return plainer.simplified
    }

    /// One step towards something plainer; nil where there is none.
    private var plainer: Expression? {
        switch generator {
        case .poly where parameters[0].count > 1 && parameters[0].last == 0:
            Expression(.poly, Array(parameters[0].dropLast()))
        case .affine: plainerAffine
        case .alternate where operands[0].generator == .alternate: operands[0].operands[0]
        case .mod: plainerModulus
        case .psum where operands[0].generator == .poly && operands[0][0] == [0]: operands[0]
        case .divsum where operands[0].generator == .moebiustransform: operands[0].operands[0]
        case .moebiustransform where operands[0].generator == .divsum: operands[0].operands[0]
        case .binomial where operands[0].generator == .invbinomial: operands[0].operands[0]
        case .invbinomial where operands[0].generator == .binomial: operands[0].operands[0]
        case .runmax where operands[0].generator == .runmax: operands[0]
        case .compose: plainerComposition
        case .add, .multiply, .max, .min, .gcd, .lcm, .xor, .convolve, .dirichlet: plainerPair
        case .subtract where operands[0] == operands[1]: Expression(.poly, [0])
        default: nil
        }
    }

    private var plainerAffine: Expression? {
        let (c, d, inner) = (parameters[0][0], parameters[0][1], operands[0])
        if c == 1, d == 0 { return inner }
        if inner.generator == .affine {
            return Expression(.affine, [c * inner[0][0], c * inner[0][1] + d], of: inner.operands)
        }
        if inner.generator == .poly || inner.generator == .figurate {
            var coefficients = inner[0].map { $0 * c }
            coefficients[0] += d
            return Expression(inner.generator, coefficients)
        }
        return nil
    }

    private var plainerModulus: Expression? {
        let (modulus, inner) = (number(0), operands[0])
        switch inner.generator {
        case .mod where inner.number(0).isMultiple(of: modulus):
            return Expression(.mod, [modulus], of: inner.operands)
        case .poly:
            let reduced = inner[0].map { ($0 % modulus + modulus) % modulus }
            return reduced == inner[0] ? nil : Expression(.mod, [modulus], of: [Expression(.poly, reduced)])
        default: return nil
        }
    }

    private var plainerComposition: Expression? {
        let identity = Expression(.poly, [0, 1])
        if operands[0] == identity { return operands[1] }
        return operands[1] == identity ? operands[0] : nil
    }

    private var plainerPair: Expression? {
        let (left, right) = (operands[0], operands[1])
        if left == right {
            switch generator {
            case .max, .min: return left
            case .add: return Expression(.affine, [2, 0], of: [left])
            case .xor: return Expression(.poly, [0])
            default: break
            }
        }
        if left.generator == .poly, right.generator == .poly, let joined = joined(left[0], right[0]) {
            return Expression(.poly, joined)
        }
        return right.description < left.description
            ? Expression(generator, groups: parameters, of: [right, left]) : nil
    }

    private func joined(_ left: [Int], _ right: [Int]) -> [Int]? {
        switch generator {
        case .add:
            return (0..<Swift.max(left.count, right.count)).map {
                ($0 < left.count ? left[$0] : 0) + ($0 < right.count ? right[$0] : 0)
            }
        case .multiply where left.count + right.count <= 8:
            var product = [Int](repeating: 0, count: left.count + right.count - 1)
            for (i, c) in left.enumerated() {
                for (j, d) in right.enumerated() { product[i + j] += c * d }
            }
            return product
        default: return nil
        }
    }
}
