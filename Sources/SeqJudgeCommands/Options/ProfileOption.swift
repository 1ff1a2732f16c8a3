import ArgumentParser

/// The sandbox profile of what is run.
struct ProfileOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The sandbox profile: a bundled one's name, a file, or auto: python-math for a solution that imports a \
            package of it. (default: that of the language)
            """, valueName: "profile"))
    var profile: String?

    /// What follows from it.
    func choice() throws(CommandFailure) -> ProfileChoice { try ProfileChoice(named: profile) }
}
