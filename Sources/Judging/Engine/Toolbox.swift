import Sandboxing
import Synchronization

/// The profiles and toolchains of a judge, each read and found once.
final class Toolbox: Sendable {
    /// What a check of a Python candidate needs.
    struct PythonTools: Sendable {
        var language: PythonLanguage
        var toolchain: CheckReport.Toolchain
        var profile: Profile
        var template: Template
        /// The packages that the profile names and that are installed.
        var packages: [String]
    }

    /// What a check of a C candidate needs.
    struct CTools: Sendable {
        var language: CLanguage
        var compile: Profile
        var run: Profile
    }

    private let configuration: JudgeConfiguration
    private let foundPython = Mutex<PythonTools?>(nil)
    private let foundPackages = Mutex<PythonTools?>(nil)
    private let foundC = Mutex<CTools?>(nil)

    /// Whether Python runs are forked from a template.
    var usesTemplates: Bool { configuration.usesTemplates }

    /// Where compiled programs are kept; nil: nowhere.
    let compileCache: CompileCache?

    init(_ configuration: JudgeConfiguration) {
        self.configuration = configuration
        compileCache = configuration.compileCache.map(CompileCache.init)
    }

    func python() throws(JudgeError) -> PythonTools {
        try foundPython.withLock { known throws(JudgeError) in
            if let tools = known { return tools }
            let tools = try findPython(try profile(PythonLanguage.defaultProfileName))
            known = tools
            return tools
        }
    }

    /// The tools of the profile `python-math` and the package that they are for, where the judge may choose them and one
    /// of these modules is a package of that profile that is installed.
    func python(importing modules: [String]) throws(JudgeError) -> (PythonTools, package: String)? {
        guard configuration.choosesProfile, configuration.profile == nil, !modules.isEmpty else { return nil }
        let tools = try foundPackages.withLock { known throws(JudgeError) in
            if let tools = known { return tools }
            let tools = try findPython(try bundled(PythonLanguage.packagesProfileName))
            known = tools
            return tools
        }
        let names = modules.map { String($0.prefix { $0 != "." }) }
        return tools.packages.first(where: names.contains).map { (tools, $0) }
    }

    func c() throws(JudgeError) -> CTools {
        try foundC.withLock { known throws(JudgeError) in
            if let tools = known { return tools }
            let tools = try findC()
            known = tools
            return tools
        }
    }

    private func findPython(_ profile: Profile) throws(JudgeError) -> PythonTools {
        let toolchain: PythonToolchain
        do {
            toolchain = try PythonToolchain.find(named: configuration.python)
        } catch {
            throw JudgeError(.toolMissing, "\(error.tool) \(error.reason)", hint: error.remedy)
        }
        let language = PythonLanguage(
            python: toolchain, sitePackages: profile.options["site_packages"] == "true")
        let words = { (option: String) in
            (profile.options[option] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return PythonTools(
            language: language, toolchain: language.toolchain,
            profile: try expand(profile, language.profileVariables),
            template: language.template(preloading: words("preload")),
            packages: language.sitePackages ? words("packages").filter(toolchain.hasPackage) : [])
    }

    private func findC() throws(JudgeError) -> CTools {
        let compiler: CToolchain
        do {
            compiler = try CToolchain.find(named: configuration.compiler)
        } catch {
            throw JudgeError(.toolMissing, "\(error.tool) \(error.reason)", hint: error.remedy)
        }
        let language = CLanguage(compiler: compiler)
        let compile = try bundled(CLanguage.compileProfileName)
        let run = try profile(CLanguage.defaultProfileName)
        return CTools(
            language: language, compile: try expand(compile, language.profileVariables),
            run: try expand(run, language.profileVariables))
    }

    private func profile(_ name: String) throws(JudgeError) -> Profile {
        if let own = configuration.profile { return own }
        return try bundled(name)
    }

    private func bundled(_ name: String) throws(JudgeError) -> Profile {
        do {
            return try ProfileStore.named(name)
        } catch {
            throw JudgeError(.internalFault, "the bundled profile \(name): \(error)")
        }
    }

    private func expand(_ profile: Profile, _ variables: [String: [String]]) throws(JudgeError) -> Profile {
        do {
            return try profile.expanding(variables)
        } catch {
            throw JudgeError(.input, "profile \(profile.name): \(error)")
        }
    }
}
