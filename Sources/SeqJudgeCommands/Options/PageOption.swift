import ArgumentParser

/// Where a report goes that is looked at in a browser.
struct PageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Also write the report to this file, as one HTML page that needs no network.", valueName: "file"))
    var report: String?

    /// Writes the page where one is asked for: all of it, or the file stays as it was.
    func write(_ page: @autoclosure () -> Page) throws(CommandFailure) {
        guard let report else { return }
        try FileBytes.write(page().document, path: report)
    }
}
