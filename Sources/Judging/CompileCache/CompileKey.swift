import Sandboxing
internal import Synchronization

/// Everything that decides what comes out of a compilation, but for the files that the source includes.
struct CompileKey: Sendable, Hashable {
    /// All of it, compared byte by byte.
    var material: [UInt8]

    /// The name of its entry.
    var fingerprint: Fingerprint { Fingerprint(of: material) }

    init(material: [UInt8]) { self.material = material }

    /// The key of a compilation by its parts; nil when a part cannot be looked at.
    init?(
        plan: CLanguage.CompilePlan, stages: CStages, compiler: CToolchain, profile: Profile, rung: Rung
    ) {
        var parts = PartWriter()
        parts.add(plan.input)
        parts.add(plan.arguments)
        parts.add(stages.arguments)
        parts.add(compiler.version)
        parts.add(Self.driver)
        let tools = [compiler.executable, stages.compiler[0], stages.assembler[0], stages.linker[0]]
        let files = tools + stages.fastLinker.prefix(1) + stages.linked
        parts.add(UInt64(files.count))
        for file in files {
            guard let mark = FileMark(of: file) else { return nil }
            mark.write(to: &parts)
        }
        // A header that is new may stand before one that was found: its folder's time tells.
        for folder in Self.headerFolders(compiler, stages) {
            if let mark = FileMark(of: folder, isFolder: true) { mark.write(to: &parts) }
        }
        parts.add(ProfileBytes.of(profile))
        parts.add(rung.rawValue)
        material = parts.bytes
    }

    private static func headerFolders(_ compiler: CToolchain, _ stages: CStages) -> [String] {
        let folders = compiler.includeFolders
        guard let option = stages.compiler.firstIndex(of: "-imultiarch") else { return folders }
        return folders + folders.map { "\($0)/\(stages.compiler[option + 1])" }
    }

    /// The driver's program decides which linker an object goes to.
    private static let driver = EmbeddedDriver.base64.withUTF8Buffer { Fingerprint(of: $0).bytes }
}

/// A profile as bytes, the same in every process.
enum ProfileBytes {
    private static let last = Mutex<(profile: Profile, bytes: [UInt8])?>(nil)

    /// The bytes; kept for the profile asked for last, for that is nearly always the same one.
    static func of(_ profile: Profile) -> [UInt8] {
        last.withLock { last in
            if let last, last.profile == profile { return last.bytes }
            let bytes = written(profile)
            last = (profile, bytes)
            return bytes
        }
    }

    private static func written(_ profile: Profile) -> [UInt8] {
        var parts = PartWriter()
        parts.add(profile.name)
        parts.add(profile.paths.flatMap { [$0.path, "\($0.isExecutable) \($0.isOptional)"] })
        parts.add("\(String(describing: profile.scratch)) \(profile.limits)")
        // A dictionary's order is another one in each process.
        parts.add(profile.environment.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
        parts.add(profile.options.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
        parts.add(UInt64(profile.systemCalls.rules.count))
        for rule in profile.systemCalls.rules {
            parts.add([rule.call, "\(rule.action)"])
            parts.add(UInt64(rule.conditions.count))
            for condition in rule.conditions {
                parts.add(UInt64(bitPattern: Int64(condition.argument)))
                parts.add(condition.mask)
                parts.add(condition.value)
            }
        }
        parts.add(UInt64(bitPattern: Int64(profile.systemCalls.otherwise)))
        return parts.bytes
    }
}

/// The files that a compilation has read, from the lists in make's form that the compiler and the assembler leave.
enum DependencyList {
    /// The paths; nil when one is not plain, or not absolute: then nobody can tell whether it has changed.
    static func paths(in text: [UInt8]) -> [String]? {
        var paths: Set<String> = []
        var isBehindTarget = false
        for line in text.split(separator: UInt8(ascii: "\n")) {
            // A backslash at its end joins a line with the next.
            let goesOn = line.last == UInt8(ascii: "\\")
            for word in (goesOn ? line.dropLast() : line).split(separator: UInt8(ascii: " ")) {
                if !isBehindTarget {
                    guard word.last == UInt8(ascii: ":") else { return nil }
                    isBehindTarget = true
                } else if !word.elementsEqual("<stdin>".utf8) {
                    guard word.first == UInt8(ascii: "/"), !word.contains(where: isSpecial),
                        let path = String(validating: word, as: UTF8.self)
                    else { return nil }
                    paths.insert(path)
                }
            }
            if !goesOn { isBehindTarget = false }
        }
        return paths.sorted()
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "#")
            || byte == UInt8(ascii: ":")
    }
}
