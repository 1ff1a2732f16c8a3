extension Profile {
    /// The profile with each `${name}` in its paths replaced by the values of that name, one path for each.
    ///
    /// A path whose name has no value is left out when it is optional.
    /// - Parameter variables: the values, absolute paths, by name without `${}`.
    /// - Throws: ``ProfileError`` when a path that is not optional has no value.
    public func expanding(_ variables: [String: [String]]) throws(ProfileError) -> Profile {
        var result = self
        result.paths = []
        for rule in paths {
            let expanded = Profile.expand(rule.path, variables)
            if expanded.isEmpty, !rule.isOptional {
                throw ProfileError(file: name, problem: "nothing is known for the path '\(rule.path)'")
            }
            for path in expanded {
                result.paths.append(
                    PathRule(path: path, isExecutable: rule.isExecutable, isOptional: rule.isOptional))
            }
        }
        return result
    }

    private static func expand(_ path: String, _ variables: [String: [String]]) -> [String] {
        guard let start = path.firstIndex(of: "$"), path[start...].hasPrefix("${"),
            let end = path[start...].firstIndex(of: "}")
        else { return [path] }
        let name = String(path[path.index(start, offsetBy: 2)..<end])
        let tails = expand(String(path[path.index(after: end)...]), variables)
        return (variables[name] ?? []).flatMap { value in tails.map { path[..<start] + value + $0 } }
    }
}
