import Synthesis
import Terms

/// The sequences of several files, one after the other, read again whenever they are gone through.
struct SequenceFiles {
    /// A sequence and what its file says besides.
    struct Item {
        var table: TermTable
        /// The index of its first term, where that is known.
        var offset: Int?
        /// How hard it is, where that is told.
        var difficulty: Difficulty?
        /// The line for it: as it stands in a file of JSON, without line ends in it, or else made anew.
        var line: [UInt8]
    }

    private let files: [(collection: SequenceCollection, ids: [String], places: [SequenceCollection.Place])]
    private let offsets: SortedNumbers<Int>

    /// Looks through the files for where each sequence begins.
    /// - Parameter offsets: a file of offsets, for the stripped form.
    init(paths: [String], offsets: String?) throws(CommandFailure) {
        self.offsets = if let offsets { try OffsetsFile.read(path: offsets) } else { SortedNumbers() }
        var files: [(SequenceCollection, [String], [SequenceCollection.Place])] = []
        for path in paths {
            do throws(InputError) {
                let collection = try SequenceCollection(path: path)
                var (ids, places): ([String], [SequenceCollection.Place]) = ([], [])
                try collection.forEachPlace { id, place in
                    ids.append(id)
                    places.append(place)
                }
                files.append((collection, ids, places))
            } catch {
                throw CommandFailure(error)
            }
        }
        self.files = files
    }

    /// How many sequences there are.
    var count: Int { files.reduce(0) { $0 + $1.ids.count } }

    /// Reads all, in their order.
    func readAll(_ body: (Item) throws(CommandFailure) -> Void) throws(CommandFailure) {
        for (collection, ids, places) in files {
            for (id, place) in zip(ids, places) {
                let item: Item
                do throws(InputError) {
                    item = try read(id, at: place, in: collection)
                } catch {
                    throw CommandFailure(error)
                }
                try body(item)
            }
        }
    }

    private func read(
        _ id: String, at place: SequenceCollection.Place, in collection: SequenceCollection
    ) throws(InputError) -> Item {
        if collection.format == .json {
            var text = try collection.object(at: place)
            let file = "\(collection.path):\(place.line)"
            let table = try JSONTermsReader(TermInput(bytes: text, name: file)).find()
            let difficulty = try SequenceFiles.difficulty(in: text, file: file)
            // A line end in JSON is white space, for in a string there is none.
            for position in text.indices where text[position] == 10 || text[position] == 13 {
                text[position] = 32
            }
            text.append(UInt8(ascii: "\n"))
            return Item(table: table, offset: table.offset, difficulty: difficulty, line: text)
        }
        let told = SequenceID.number(id).flatMap { offsets[$0] }
        let isSilent = collection.format == .stripped && told == nil
        let table = try collection.read(id, at: place, offset: isSilent ? 1 : told)
        let offset = isSilent ? nil : table.offset
        return Item(table: table, offset: offset, line: SyntheticRecord.line(table, offset: offset))
    }

    /// The member `difficulty`, which may be a number or null.
    private static func difficulty(in text: [UInt8], file: String) throws(InputError) -> Difficulty? {
        var scanner = JSONScanner(bytes: text, file: file)
        var found: Difficulty?
        try scanner.members { (scanner, key) throws(InputError) in
            guard key == "difficulty" else { return try scanner.skip() }
            _ = try scanner.peekToken()
            let place = scanner.place
            let word = String(decoding: try scanner.lexemeIfAny(), as: UTF8.self)
            found = Difficulty(word)
            if found == nil, word != "null" {
                throw scanner.error(
                    "a difficulty that is no such number", expected: "a number such as 4.5", at: place)
            }
        }
        return found
    }
}
