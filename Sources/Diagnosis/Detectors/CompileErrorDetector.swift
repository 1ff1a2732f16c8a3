import Terms

/// A source that does not compile, or cannot be asked for terms.
struct CompileErrorDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        guard observation.outcome == .compileError else { return [] }
        let text = observation.errors
        func one(
            _ code: Finding.Code, _ sentence: String, _ hint: String, _ evidence: [Finding.Evidence] = []
        )
            -> [Found]
        { [Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)] }

        if let header = between(text, "fatal error: ", ": No such file") {
            return one(
                .missingModule, "the header \(header) is not there", "use the standard headers, or gmp.h",
                [.init("module", .text(header))])
        }
        if let name = between(text, "undefined reference to `", "'")
            ?? between(text, "implicit declaration of function '", "'")
            ?? between(text, "implicit declaration of function \u{2018}", "\u{2019}")
        {
            return one(
                .undefinedName, "the function \(name) is used and not defined",
                "define it, or include its header",
                [.init("name", .text(name))])
        }
        if let name = between(text, "error: '", "' undeclared")
            ?? between(text, "error: \u{2018}", "\u{2019} undeclared")
        {
            return one(
                .undefinedName, "the name \(name) is used and not declared",
                "declare it, or include its header",
                [.init("name", .text(name))])
        }
        let place = text.split(separator: "\n").first {
            $0.contains("error:") || $0.hasPrefix("solution.py:")
        }
        if observation.language == .python, let place {
            return one(
                .syntaxError, "the source is no Python: \(Quoted.text(place))", "mend the line that is named")
        }
        if text.contains("error:") {
            let sentence = "the source does not compile: \(Quoted.text(place ?? ""))"
            return one(
                text.contains("expected") ? .syntaxError : .doesNotCompile, sentence,
                "mend the line that is named")
        }
        if observation.convention == nil, !observation.explanation.contains("larger than") {
            return one(
                .noEntry,
                "there is nothing in the source to ask for terms: \(Quoted.text(observation.explanation))",
                "define a function of n, or print the terms; --entry names which is meant")
        }
        return one(.doesNotCompile, Quoted.text(observation.explanation), "")
    }

    private func between(_ text: String, _ start: String, _ end: String) -> String? {
        guard let from = text.firstRange(of: start) else { return nil }
        let rest = text[from.upperBound...].prefix { $0 != "\n" }
        guard let to = rest.firstRange(of: end) else { return nil }
        return Quoted.text(rest[..<to.lowerBound])
    }
}
