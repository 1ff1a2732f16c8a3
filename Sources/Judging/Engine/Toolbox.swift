import Sandboxing

/// The profiles and toolchains of a judge.
struct Toolbox: Sendable {
    private let configuration: JudgeConfiguration

    init(_ configuration: JudgeConfiguration) { self.configuration = configuration }

    /// Where compiled programs are kept; nil: nowhere.
    var compileCache: CompileCache? { configuration.compileCache.map(CompileCache.init) }

    func python() throws(JudgeError) -> (language: PythonLanguage, profile: Profile) {
        let profile = try profile(PythonLanguage.defaultProfileName)
        do {
            let toolchain = try PythonToolchain.find(named: configuration.python)
            let language = PythonLanguage(
                python: toolchain, sitePackages: profile.options["site_packages"] == "true")
            return (language, try expand(profile, language.profileVariables))
        } catch let error as ToolError {
            throw JudgeError(.toolMissing, "\(error.tool) \(error.reason)", hint: error.remedy)
        } catch let error as JudgeError {
            throw error
        } catch {
            throw JudgeError(.internalFault, "\(error)")
        }
    }

    func c() throws(JudgeError) -> (language: CLanguage, compile: Profile, run: Profile) {
        let compiler: CToolchain
        do {
            compiler = try CToolchain.find(named: configuration.compiler)
        } catch {
            throw JudgeError(.toolMissing, "\(error.tool) \(error.reason)", hint: error.remedy)
        }
        let language = CLanguage(compiler: compiler)
        let compile = try bundled(CLanguage.compileProfileName)
        let run = try profile(CLanguage.defaultProfileName)
        return (
            language, try expand(compile, language.profileVariables),
            try expand(run, language.profileVariables)
        )
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
