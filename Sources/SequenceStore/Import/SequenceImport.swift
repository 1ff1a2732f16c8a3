import GRDB
public import Terms

/// Reads files of sequences into a store.
///
/// What is new is merged with what the store has. All is written to a copy beside the store, which takes its place when
/// all is done: whatever ends an import before, the store is as it was.
public struct SequenceImport: Sendable {
    /// What is told while it goes on.
    public enum Event: Sendable {
        /// A record that was not taken, or a file that could not be read on.
        case rejected(InputError)
        /// A thing that the user should know of a record that was taken.
        case note(String)
        /// How far it is.
        case progress(Progress)
    }

    /// How far an import is.
    public struct Progress: Sendable {
        /// Records taken so far.
        public var records = 0
        /// Files read so far.
        public var files = 0
        /// Files there are.
        public var allFiles = 0
        /// The file that is being read; nil while the index is being made.
        public var file: String?
    }

    /// What came of an import.
    public struct Summary: Sendable, Equatable {
        /// Files read.
        public var files = 0
        /// Records taken.
        public var records = 0
        /// Records and files rejected.
        public var rejected = 0
        /// Sequences that were not in the store before.
        public var added = 0
        /// Sequences whose terms the import has changed: not made longer, but made different.
        public var changed = 0
        /// Sequences of this import whose data and b-file differ.
        public var disagreeing = 0
    }

    /// The file that is made or brought up to date.
    public var store: String
    /// Files, folders, or `-` for standard input.
    public var inputs: [String]
    /// The form of all inputs; nil: told from each one's content.
    public var form: RecordForm?

    /// An import.
    public init(store: String, inputs: [String], form: RecordForm? = nil) {
        self.store = store
        self.inputs = inputs
        self.form = form
    }

    /// Runs the import.
    /// - Parameters:
    ///   - isCancelled: asked every now and then; when it says yes, the import ends, and the store is as it was.
    ///   - report: what is told meanwhile.
    /// - Throws: ``StoreError``; then the store is as it was.
    public func run(
        isCancelled: () -> Bool = { false }, report: (Event) -> Void
    ) throws(StoreError) -> Summary {
        var files: [String] = []
        for input in inputs { files += try InputWalk.files(input) }
        // A store that is none, or a newer one's, is told before anything is written.
        do throws(StoreError) {
            _ = try SequenceStore(path: store)
        } catch {
            if error.kind != .absent { throw error }
            try DraftFile.makeFolders(for: store)
        }
        let draft = try DraftFile(besides: store)
        defer { draft.discard() }
        let summary: Summary
        do {
            summary = try fill(draft.path, files, isCancelled, report)
        } catch let error as StoreError {
            throw error
        } catch {
            throw SequenceImport.unwritable(draft.path, error)
        }
        try draft.commit()
        return summary
    }

    private func fill(
        _ path: String, _ files: [String], _ isCancelled: () -> Bool, _ report: (Event) -> Void
    ) throws -> Summary {
        var configuration = Configuration()
        // What fails leaves its transaction open: there is no journal to go back by, and the draft is thrown away.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            // The draft is thrown away when anything goes wrong, and is brought to disk as a whole at the end.
            for pragma in [
                "page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
                "cache_size = -65536", "temp_store = MEMORY",
            ] {
                try database.execute(sql: "PRAGMA \(pragma)")
            }
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let summary = try queue.inDatabase { database in
            try database.execute(sql: "BEGIN")
            if try !database.tableExists("sequences") { try database.execute(sql: StoreSchema.creation) }
            var writer = try RecordWriter(database)
            try read(files, into: &writer, isCancelled, report)
            guard writer.summary.records > 0 else {
                throw StoreError(.badInput, "nothing was taken: no file has a record that could be read")
            }
            try writer.compare(report)
            report(
                .progress(
                    Progress(records: writer.summary.records, files: files.count, allFiles: files.count)))
            if writer.hasNewTerms { try IndexWriter.rebuild(database, isCancelled) }
            try database.execute(sql: "COMMIT")
            return writer.summary
        }
        try queue.close()
        return summary
    }

    private func read(
        _ files: [String], into writer: inout RecordWriter, _ isCancelled: () -> Bool,
        _ report: (Event) -> Void
    ) throws {
        var progress = Progress(allFiles: files.count)
        for file in files {
            progress.file = file
            report(.progress(progress))
            var failure: (any Error)?
            do throws(InputError) {
                let reader = try RecordReader(path: file, form: form)
                let source = Result { try writer.source(reader.form, reader.name) }
                try reader.readAll { result in
                    do {
                        if progress.records & 255 == 0, isCancelled() { throw SequenceImport.cancelled }
                        switch result {
                        case .success(let record):
                            try writer.take(record, source.get(), report)
                            progress.records += 1
                            if progress.records & 1023 == 0 { report(.progress(progress)) }
                        case .failure(let error):
                            writer.summary.rejected += 1
                            report(.rejected(error))
                        }
                        return true
                    } catch {
                        failure = error
                        return false
                    }
                }
            } catch {
                // A signal to the whole group ends the unpacking tool, too, and that is no fault of the file.
                if isCancelled() { throw SequenceImport.cancelled }
                writer.summary.rejected += 1
                report(.rejected(error))
            }
            if let failure { throw failure }
            if isCancelled() { throw SequenceImport.cancelled }
            progress.files += 1
            writer.summary.files += 1
        }
    }

    static let cancelled = StoreError(.cancelled, "interrupted; the store is as it was")

    private static func unwritable(_ path: String, _ error: any Error) -> StoreError {
        guard let error = error as? DatabaseError else { return StoreError(.unwritable, "\(path): \(error)") }
        let hint = error.resultCode == .SQLITE_FULL ? "make room on the disk" : nil
        return StoreError(
            .unwritable, "\(path): \(error.message ?? "\(error.resultCode)"); the store is as it was",
            hint: hint)
    }
}
