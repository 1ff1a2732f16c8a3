import Terms

/// Uncaught exceptions, fatal signals, and other bad ends.
struct ExceptionDetector: Detector {
    func findings(_ facts: Facts) -> [Found] {
        let observation = facts.observation
        if observation.outcome == .securityViolation {
            return [
                one(
                    .accessRefused,
                    "the program tried what the jail forbids: \(Quoted.text(observation.explanation))",
                    "compute the terms without files, network or other processes")
            ]
        }
        guard observation.outcome == .runTimeError else { return [] }
        let error = ErrorText(observation.errors)
        guard observation.language == .python, let type = error.type else { return signal(facts) }
        var evidence: [Finding.Evidence] = [.init("exception", .text(Quoted.text(type)))]
        if let line = error.line { evidence.append(.init("line", .integer(line))) }
        if let first = facts.firstFailure { evidence.append(.init("first_n", .integer(first))) }
        if let special = known(type, error, facts, evidence) { return [special] }
        let place = error.line.map { " in line \($0)" } ?? ""
        return [
            one(
                .uncaughtException, "an exception\(place): \(Quoted.text("\(type): \(error.message)"))",
                "see the last lines of standard error", evidence)
        ]
    }

    private func one(
        _ code: Finding.Code, _ sentence: String, _ hint: String, _ evidence: [Finding.Evidence] = []
    ) -> Found {
        Found(finding: Finding(code, .certain, sentence, hint: hint, evidence: evidence), share: 1)
    }

    private func known(_ type: String, _ error: ErrorText, _ facts: Facts, _ evidence: [Finding.Evidence])
        -> Found?
    {
        let message = error.message
        let first = facts.firstFailure.map { " at n = \($0)" } ?? ""
        switch type {
        case "ModuleNotFoundError", "ImportError", "NameError", "UnboundLocalError": return nil
        case "RecursionError":
            let reached = facts.integers.last(where: { $0.index < facts.firstFailure ?? .max })?.index
            return one(
                .recursionLimit, "Python's limit of nested calls is reached\(first)",
                "use a loop, fill a table from below, or raise sys.setrecursionlimit",
                evidence + (reached.map { [.init("reached_n", .integer($0))] } ?? []))
        case "StopIteration": return exhausted(evidence)
        case "RuntimeError" where message.contains("StopIteration"): return exhausted(evidence)
        case "EOFError": return missingInput(evidence)
        case "ValueError" where message.contains("for integer string conversion"):
            return one(
                .digitLimit, "Python refuses to write or read an integer of so many digits\(first)",
                "call sys.set_int_max_str_digits(0)", evidence)
        case "ValueError" where message.hasPrefix("invalid literal for int() with base 10: ''"):
            return missingInput(evidence)
        case "ValueError" where error.code.contains("input()") || error.code.contains("stdin"):
            return missingInput(evidence)
        case "OverflowError":
            return one(
                .floatOverflow, "a floating-point number is too large\(first): \(Quoted.text(message))",
                "use integers: // for /, math.isqrt for sqrt", evidence)
        case "ZeroDivisionError":
            return one(.divisionByZero, "there is a division by zero\(first)", "treat that n apart", evidence)
        case "IndexError" where error.code.contains("argv"): return missingInput(evidence)
        case "IndexError", "KeyError":
            return one(
                .indexOutOfRange, "there is no such element\(first): \(Quoted.text(message))",
                "check the size of the list, and the first and the last index", evidence)
        case "TypeError": return typeError(message, evidence)
        case "PermissionError", "FileNotFoundError", "OSError", "ConnectionError", "gaierror",
            "BlockingIOError",
            "ChildProcessError", "URLError":
            return one(
                .accessRefused,
                "the program wants what the jail does not give: \(Quoted.text("\(type): \(message)"))",
                "compute the terms without files, network or other processes", evidence)
        case "MemoryError":
            return one(.memoryGrowth, "the memory does not suffice\(first)", "keep less at a time", evidence)
        case "SystemExit":
            return one(.exitsEarly, "the program ends itself\(first)", "return the value instead", evidence)
        default: return nil
        }
    }

    private func exhausted(_ evidence: [Finding.Evidence]) -> Found {
        one(
            .generatorExhausted, "a generator is asked for more than it has (StopIteration)",
            "make it anew for each n, or let it go on for ever", evidence)
    }

    private func missingInput(_ evidence: [Finding.Evidence]) -> Found {
        one(
            .missingInput, "the program wants input that does not come",
            "n comes by the convention that the report names: --entry changes it",
            evidence)
    }

    private func typeError(_ message: String, _ evidence: [Finding.Evidence]) -> Found? {
        if message.contains("positional argument") || message.contains("keyword-only argument") {
            return one(
                .wrongArgumentCount,
                "a function is called with a number of arguments that it does not take: \(Quoted.text(message))",
                "the function that is asked takes n alone: give the others a default", evidence)
        }
        if message.contains("'str'") || message.contains(" str") || message.contains("string") {
            return one(
                .argumentAsText, "text is used as if it were a number: \(Quoted.text(message))",
                "convert it with int()", evidence)
        }
        return nil
    }

    private func signal(_ facts: Facts) -> [Found] {
        let text = facts.observation.explanation
        var evidence: [Finding.Evidence] = []
        if let first = facts.firstFailure { evidence.append(.init("first_n", .integer(first))) }
        let place = facts.firstFailure.map { " at n = \($0)" } ?? ""
        if text.contains("SIGFPE") {
            return [
                one(
                    .divisionByZero, "there is an integer division by zero\(place)", "treat that n apart",
                    evidence)
            ]
        }
        if text.contains("SIGSEGV") || text.contains("SIGBUS") || facts.observation.errors.contains("free()")
        {
            return [
                one(
                    .invalidMemory, "memory is used that is not the program's\(place)",
                    "check pointers and array bounds, and how deep calls are nested", evidence)
            ]
        }
        if text.contains("SIGABRT") || text.contains("exited with code") {
            return [
                one(
                    .exitsEarly, "the program ends itself\(place): \(Quoted.text(text))",
                    "print the term and return 0", evidence)
            ]
        }
        return [one(.uncaughtException, "the program ends badly\(place): \(Quoted.text(text))", "", evidence)]
    }
}
