// Stands in for what other targets will offer; to be deleted together with this comment once they do.
import ArgumentParser
import Judging
import Sandboxing
import Terms

enum ProfileLookup {
    static func find(_ nameOrPath: String) throws(CommandFailure) -> Profile {
        do { return try ProfileStore.named(nameOrPath) } catch { throw CommandFailure(.badInput, "no profile \(error)") }
    }
}
