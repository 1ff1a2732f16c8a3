import Terms

/// Where the answers are wrong: at the start, in a residue class, for numbers of a kind, from some n on.
struct PlaceDetector: Detector {
    private struct Place {
        var index: Int
        var isRight: Bool
    }

    func findings(_ facts: Facts) -> [Found] {
        let places = facts.observation.answers.compactMap { item -> Place? in
            switch item.answer {
            case .integer(let answer): Place(index: item.index, isRight: answer == item.truth)
            case .malformed: Place(index: item.index, isRight: false)
            case .missing, .stopped: nil
            }
        }
        let wrong = places.filter { !$0.isRight }
        guard places.count >= 6, !wrong.isEmpty, wrong.count < places.count else { return [] }
        let finding =
            start(places, wrong) ?? residueClass(places, wrong) ?? kind(places, wrong) ?? tail(places, wrong)
            ?? few(places, wrong)
        return finding.map { [Found(finding: $0, share: facts.share(wrong.count))] } ?? []
    }

    private func start(_ places: [Place], _ wrong: [Place]) -> Finding? {
        guard wrong.count <= 3, places.prefix(wrong.count).allSatisfy({ !$0.isRight }),
            places.count >= wrong.count + 5
        else { return nil }
        let list = Quoted.list(wrong.map(\.index))
        return Finding(
            .wrongStart, places.count >= wrong.count + 8 ? .certain : .likely,
            "only the start is wrong: n = \(list)",
            hint: "treat the first indices apart, as the definition does",
            evidence: [.init("indices", .integers(wrong.map(\.index)))])
    }

    private func residueClass(_ places: [Place], _ wrong: [Place]) -> Finding? {
        guard wrong.count >= 3, places.count >= wrong.count + 3 else { return nil }
        for modulus in 2...12 {
            var counts = Array(repeating: (right: 0, wrong: 0), count: modulus)
            for place in places {
                let residue = ((place.index % modulus) + modulus) % modulus
                if place.isRight { counts[residue].right += 1 } else { counts[residue].wrong += 1 }
            }
            let bad = counts.indices.filter { counts[$0].wrong > 0 }
            let good = counts.indices.filter { counts[$0].wrong == 0 && counts[$0].right > 0 }
            let stray = bad.reduce(0) { $0 + counts[$1].right }
            guard !good.isEmpty, bad.count * 2 <= modulus || bad.count == 1 || modulus <= 4,
                stray * 6 <= wrong.count, wrong.count >= 3 * bad.count
            else { continue }
            let list = bad.map(String.init).joined(separator: " or ")
            let words = modulus == 2 ? (bad == [0] ? "even n" : "odd n") : "n with n mod \(modulus) = \(list)"
            return Finding(
                .failsInClass, .likely, "wrong for \(words), right for the others",
                hint: "check the case that the definition has for these n",
                evidence: [
                    .init("modulus", .integer(modulus)), .init("residues", .integers(bad)),
                    .init("wrong", .integer(wrong.count)),
                ])
        }
        return nil
    }

    private func kind(_ places: [Place], _ wrong: [Place]) -> Finding? {
        guard wrong.count >= 3 else { return nil }
        let known = places.compactMap { place in
            IndexKind.factors(place.index).map { (place: place, factors: $0) }
        }
        guard known.count == places.count || known.count >= places.count - 1 else { return nil }
        for kind in IndexKind.allCases {
            let inside = known.filter { kind.holds($0.factors, $0.place.index) }
            let hit = inside.count { !$0.place.isRight }
            // All that is wrong is of the kind, nearly all of the kind is wrong, and the kind is not nearly all.
            guard hit == wrong.count, hit * 10 >= inside.count * 8, inside.count + 3 <= known.count else {
                continue
            }
            return Finding(
                .failsOnKind, .likely, "wrong for \(kind.rawValue), right for the others",
                hint: "check the case that the definition has for these n",
                evidence: [
                    .init("kind", .text(kind.rawValue)), .init("wrong", .integer(hit)),
                    .init("of", .integer(inside.count)),
                ])
        }
        return nil
    }

    private func tail(_ places: [Place], _ wrong: [Place]) -> Finding? {
        let before = places.count { $0.index < wrong[0].index }
        let after = places.count - before
        guard before >= 3, wrong.count >= 3, wrong.count * 20 >= after * 17 else { return nil }
        return Finding(
            .failsFrom, .possible,
            "right up to n = \(wrong[0].index - 1), wrong from n = \(wrong[0].index) on",
            hint: "look for a bound, an array or a type that is too small for larger n",
            evidence: [.init("first_n", .integer(wrong[0].index)), .init("wrong", .integer(wrong.count))])
    }

    private func few(_ places: [Place], _ wrong: [Place]) -> Finding? {
        guard wrong.count <= 3 || wrong.count * 8 <= places.count, places.count >= 8 else { return nil }
        return Finding(
            .failsAtFew, .possible, "right but at a few n: \(Quoted.list(wrong.map(\.index)))",
            hint: "see what is special about these n",
            evidence: [.init("indices", .integers(Array(wrong.map(\.index).prefix(16))))])
    }
}
