import ArgumentParser

/// A row of the table, by the name that `--only` takes.
enum RowName: String, CaseIterable, ExpressibleByArgument, Codable {
    case cRun = "c-run"
    case pythonRun = "python-run"
    case checkPython = "check-python"
    case checkC = "check-c"
    case checkCachedC = "check-c-cached"
    case functionPython = "function-python"
    case functionC = "function-c"
    case sympy
    case batch
    case load

    /// What is done, and what it is compared with.
    var title: String {
        switch self {
        case .cRun: "a trivial C program / `posix_spawn` and wait of the same file"
        case .pythonRun: "a trivial Python program / `python3 -I -S FILE`"
        case .checkPython: "7-case check in Python / 7 × `python3 -I -S FILE`"
        case .checkC: "7-case check in C, never seen before / `gcc -O2` and 7 runs"
        case .checkCachedC: "7-case check in C, compiled before / `gcc -O2` and 7 runs"
        case .functionPython: "1,000 terms of a Python function / `python3 -I -S FILE` that prints them"
        case .functionC: "1,000 terms of a C function / `gcc -O2` and a run that prints them"
        case .sympy: "a program that imports sympy / `python3 FILE`"
        case .batch: "a batch of mixed candidates"
        case .load: "the batch with 8 × as many jobs as processors"
        }
    }

    /// What the project wants the ratio to be, where it has said so.
    func goal(_ jail: JailName) -> String? {
        switch (self, jail) {
        case (_, .bubblewrap): nil
        case (.cRun, .full), (.cRun, .lockdown): "≤ 1.3"
        case (.pythonRun, _), (.checkPython, _): "≤ 0.2"
        case (.checkC, _): "≤ 0.7"
        case (.checkCachedC, _): "≤ 0.25"
        default: nil
        }
    }
}

/// A jail, by the name that `--jails` takes.
enum JailName: String, CaseIterable, ExpressibleByArgument, Codable {
    case full
    case userns
    case lockdown
    case bubblewrap
}
