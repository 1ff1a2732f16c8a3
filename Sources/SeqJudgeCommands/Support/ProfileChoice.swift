import Judging
import Sandboxing

/// The profile that a caller asked for, and what follows from it.
struct ProfileChoice: Sendable, Equatable {
    /// The profile; nil: that of each language.
    var profile: Profile?
    /// With packages for a Python program that imports them; nil: as `profile` says.
    var packages: Profile?

    /// The word that stands for a choice by what a program imports.
    static let auto = "auto"

    /// A choice by a bundled profile's name, a file's path, or `auto`; nil: each language's own profile.
    init(named name: String? = nil) throws(CommandFailure) {
        if name == Self.auto {
            packages = try ProfileLookup.find(PythonLanguage.packagesProfileName)
        } else if let name {
            profile = try ProfileLookup.find(name)
        }
    }

    /// A profile; nil: each language's own.
    init(profile: Profile?) { self.profile = profile }

    /// A judge's configuration with this choice in it.
    func configuration(_ options: JudgeOptions, jobs: Int) -> JudgeConfiguration {
        var configuration = options.configuration(profile: profile, jobs: jobs)
        configuration.choosesProfile = packages != nil
        return configuration
    }

    /// The options of a check: the settings over the limits of the profile, or of each that may be chosen.
    func options(_ settings: LimitSettings) -> CheckOptions {
        var options = CheckOptions(limits: settings.limits(profile: profile))
        if let packages { options.packageLimits = settings.limits(profile: packages) }
        return options
    }
}
