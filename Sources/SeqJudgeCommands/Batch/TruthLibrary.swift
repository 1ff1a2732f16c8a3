import SequenceStore
import Synchronization
import Terms

/// The sequences that a batch may name: where each is, and the few that were read last.
///
/// Files are read once to note where each sequence begins, and a sequence again when it is asked for, so that a file
/// with all sequences there are takes some bytes for each and no more.
final class TruthLibrary: Sendable {
    /// A sequence with what its file says about how it is checked.
    struct Entry: Sendable {
        var table: TermTable
        var count: Int?
        var visible: Int?
        var limits = LimitSettings()
        /// What the user should know of where the terms are from.
        var notes: [String] = []
    }

    /// What a place is in.
    private enum Book {
        case collection(SequenceCollection)
        case description(path: String)
    }

    private struct Place: Sendable {
        var book: UInt16
        var line: UInt32
        var offset: Int
    }

    private struct State {
        var books: [Book] = []
        var places = SortedNumbers<Place>()
        /// Those whose names are no A-numbers.
        var named: [String: Place] = [:]
        var recent = RecentEntries()
    }

    private let state: Mutex<State>
    private let offsets: SortedNumbers<Int>
    private let known: KnownSequences?
    /// How many sequences there are.
    let count: Int
    /// What the user should know: sequences that are there more than once.
    let notes: [String]

    /// Looks through files, in this order: of a sequence that is there twice, the first one counts.
    /// - Parameters:
    ///   - paths: files of any format, `sequence.yaml` files, or folders of fixtures.
    ///   - offsets: a file of offsets, for the stripped form.
    ///   - known: where sequences are looked for that are in none of the files; nil: nowhere.
    init(paths: [String], offsets: String?, known: KnownSequences? = nil) throws(CommandFailure) {
        self.known = known
        self.offsets = if let offsets { try OffsetsFile.read(path: offsets) } else { SortedNumbers() }
        var state = State()
        var repeated: [String] = []
        for path in paths {
            guard state.books.count < Int(UInt16.max) else {
                throw CommandFailure(.usage, "more than \(UInt16.max) files of true terms")
            }
            for file in try TruthLibrary.files(path) { try TruthLibrary.add(file, &state, &repeated) }
        }
        repeated += state.places.sort().compactMap { SequenceID.normalize("A\($0)") }
        count = state.places.count + state.named.count
        if let first = repeated.first {
            let number = DisplayText.count(repeated.count, "sequence")
            notes = ["\(number) in --truth more than once, such as \(first): the first of each counts"]
        } else {
            notes = []
        }
        self.state = Mutex(state)
    }

    /// A sequence by its name.
    /// - Parameter offset: the index of its first term, where the request says one.
    func find(_ id: String, offset: Int?) throws(RequestError) -> Entry {
        let number = SequenceID.number(id)
        let offset = offset ?? number.flatMap { offsets[$0] }
        let key = RecentEntries.Key(id: SequenceID.normalize(id) ?? id, offset: offset)
        let result: Result<Entry, RequestError> = state.withLock { state in
            if let entry = state.recent[key] { return .success(entry) }
            guard let place = number.flatMap({ state.places[$0] }) ?? state.named[key.id] else {
                let entry = Result { () throws(RequestError) in try readKnown(id, key) }
                if case .success(let entry) = entry { state.recent.keep(entry, key) }
                return entry
            }
            let read = Result { () throws(RequestError) in
                try TruthLibrary.read(key, at: place, in: state.books[Int(place.book)])
            }
            if case .success(let entry) = read { state.recent.keep(entry, key) }
            return read
        }
        return try result.get()
    }

    private func readKnown(_ id: String, _ key: RecentEntries.Key) throws(RequestError) -> Entry {
        do throws(StoreError) {
            if let sequence = try known?.sequence(key.id) {
                let truth = try sequence.truth(offset: key.offset)
                return Entry(table: truth.table, notes: truth.notes)
            }
        } catch {
            throw RequestError(error.description)
        }
        let count = DisplayText.count(count, "sequence")
        let elsewhere = known.map { $0.store.map { ", nor in \($0.path)" } ?? ", nor bundled" } ?? ""
        throw RequestError(
            "no sequence '\(DisplayText.excerpt(id))' among the \(count) of --truth\(elsewhere)")
    }

    private static func read(
        _ key: RecentEntries.Key, at place: Place, in book: Book
    ) throws(RequestError) -> Entry {
        switch book {
        case .collection(let collection):
            do throws(InputError) {
                let start = SequenceCollection.Place(offset: place.offset, line: Int(place.line))
                return Entry(table: try collection.read(key.id, at: start, offset: key.offset))
            } catch {
                throw RequestError(error.description)
            }
        case .description(let path):
            do throws(CommandFailure) {
                let read = try SequenceDescription.read(path: path)
                return Entry(table: read.table, count: read.count, visible: read.visible, limits: read.limits)
            } catch {
                throw RequestError(error.message)
            }
        }
    }

    /// The file itself, or the descriptions in a folder of fixtures.
    private static func files(_ path: String) throws(CommandFailure) -> [String] {
        guard FileBytes.isFolder(path) else { return [path] }
        let own = "\(path)/sequence.yaml"
        if FileBytes.exists(own) { return [own] }
        let found = try FileBytes.names(in: path).map { "\(path)/\($0)/sequence.yaml" }
            .filter(FileBytes.exists)
        guard !found.isEmpty else {
            throw CommandFailure(.badInput, "\(path): no folder in it has a sequence.yaml")
        }
        return found
    }

    private static func add(
        _ path: String, _ state: inout State, _ repeated: inout [String]
    ) throws(CommandFailure) {
        let book = UInt16(state.books.count)
        func note(_ id: String, line: Int, offset: Int) {
            let place = Place(book: book, line: UInt32(clamping: line), offset: offset)
            if let number = SequenceID.number(id) {
                state.places.append(number, place)
            } else if state.named[id] == nil {
                state.named[id] = place
            } else {
                repeated.append(id)
            }
        }
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
            let description = try SequenceDescription.read(path: path)
            guard let id = description.table.id else {
                throw CommandFailure(.badInput, "\(path): has no id that a request could name")
            }
            note(id, line: 1, offset: 0)
            return state.books.append(.description(path: path))
        }
        do throws(InputError) {
            let collection = try SequenceCollection(path: path)
            try collection.forEachPlace { note($0, line: $1.line, offset: $1.offset) }
            state.books.append(.collection(collection))
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// The sequences read last, up to a number of terms.
private struct RecentEntries {
    /// A sequence read with an offset.
    struct Key: Hashable {
        var id: String
        var offset: Int?
    }

    /// About 10 MiB where terms are short. Batches come sorted by sequence, mostly, and then one would do.
    private static let mostTerms = 100_000

    private var entries: [Key: TruthLibrary.Entry] = [:]
    private var order: [Key] = []
    private var terms = 0

    subscript(key: Key) -> TruthLibrary.Entry? { entries[key] }

    mutating func keep(_ entry: TruthLibrary.Entry, _ key: Key) {
        entries[key] = entry
        order.append(key)
        terms += entry.table.entries.count
        while terms > RecentEntries.mostTerms, order.count > 1 {
            let oldest = order.removeFirst()
            terms -= entries.removeValue(forKey: oldest)?.table.entries.count ?? 0
        }
    }
}
