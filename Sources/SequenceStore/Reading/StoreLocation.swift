import Glibc

/// Where stores are.
public enum StoreLocation {
    /// `seqjudge/sequences.sqlite` in `XDG_DATA_HOME`, or in `.local/share` in `HOME`; nil where neither is set. A path in
    /// `XDG_DATA_HOME` that is not absolute does not count, as the specification of these folders has it.
    public static var standard: String? {
        if let folder = variable("XDG_DATA_HOME"), folder.hasPrefix("/") {
            return "\(folder)/seqjudge/sequences.sqlite"
        }
        return variable("HOME").map { "\($0)/.local/share/seqjudge/sequences.sqlite" }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
