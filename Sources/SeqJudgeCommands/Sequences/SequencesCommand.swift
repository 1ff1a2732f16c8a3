public import ArgumentParser
public import SequenceStore
public import Terms

/// `seqjudge sequences`: the store of known sequences.
struct SequencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sequences",
        abstract: "Keep known sequences in a store, find them, make some, and part them.",
        discussion: """
            A store is one file. check and batch take true terms from it by the name of a sequence alone.

            Exit status: 0; 1 nothing was found; 64 usage; 65 bad input data, or no such store or sequence; \
            70 the store cannot be written, or another import is at work; 130 interrupted.
            """,
        subcommands: [
            Import.self, Show.self, Find.self, List.self, Stats.self, Export.self, SynthCommand.self,
            SplitCommand.self,
        ])
}

/// Which store.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store. (default: ~/.local/share/seqjudge/sequences.sqlite, or in XDG_DATA_HOME)",
            valueName: "file"),
        completion: .file())
    var store: String?

    /// The store alone, for what is asked of no other sequences.
    func open() throws(CommandFailure) -> SequenceStore {
        let path = try path()
        do throws(StoreError) {
            return try SequenceStore(path: path)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The sequences of the store and the bundled ones. A store that is named has to be there.
    func known() throws(CommandFailure) -> KnownSequences {
        do throws(StoreError) {
            return try KnownSequences(store: store)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The same for a command that may do without: a standard store that cannot be used is none.
    func knownIfAny() throws(CommandFailure) -> KnownSequences {
        if store != nil { return try known() }
        return (try? KnownSequences()) ?? .bundled
    }

    /// The file.
    func path() throws(CommandFailure) -> String {
        guard let path = store ?? StoreLocation.standard else {
            throw CommandFailure(
                .usage, "neither XDG_DATA_HOME nor HOME is set", hint: "name the file with --store")
        }
        return path
    }
}

extension StoredSequence.Preference: ExpressibleByArgument {}
extension RecordForm: ExpressibleByArgument {}

extension CommandFailure {
    init(_ error: StoreError) {
        let status: CommandStatus =
            switch error.kind {
            case .absent, .unusable, .badInput, .undecided: .badInput
            case .busy, .unwritable: .internalFault
            case .cancelled: .interrupted
            }
        self.init(status, error.message, hint: error.hint)
    }
}

extension KnownSequences {
    /// A sequence that has to be there.
    func require(_ id: String) throws(CommandFailure) -> StoredSequence {
        do throws(StoreError) {
            if let sequence = try sequence(id) { return sequence }
        } catch {
            throw CommandFailure(error)
        }
        let shown = DisplayText.excerpt(id)
        guard let store else {
            throw CommandFailure(
                .badInput, "no sequence '\(shown)' among the bundled ones, and there is no store",
                hint: "make one with: seqjudge sequences import")
        }
        throw CommandFailure(.badInput, "no sequence '\(shown)' in \(store.path), nor among the bundled ones")
    }
}
