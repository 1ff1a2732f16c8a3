import Foundation
import Glibc
import Testing

@testable import SeqJudgeCommands

/// A host that gives too little of something: what comes of it is a word about it and the status of a fault of the host,
/// or the verdict that there would be anyhow; never another verdict, a wait without end, or half a file.
@Suite(.serialized) struct HostTroubleTests {
    private static let files = [
        "sq.py": "def a(n): return n * n\n", "sq.c": "long a(long n) { return n * n; }\n",
        "large.py": "def a(n): return len(bytearray(150 << 20)) * 0 + n * n\n",
        "large.c": """
        #include <stdlib.h>
        #include <string.h>
        long a(long n) {
            char *room = malloc(150 << 20);
            if (!room) abort();
            memset(room, 1, 150 << 20);
            long sum = n * n + room[n] - 1;
            free(room);
            return sum;
        }
        """,
    ]

    private struct Outcome {
        var status: Int32
        var output: String
        var errors: String
        var words: String { output + errors }
        /// Whether it is a fault of the host that is told, or the right verdict.
        var isHonest: Bool {
            switch status {
            case 0: output.contains("AC  accepted") && errors.isEmpty
            case 70: output.contains("IE  internal error") || errors.hasPrefix("seqjudge: error: ")
            case 69, 77: errors.hasPrefix("seqjudge: error: ")
            default: false
            }
        }
    }

    /// Runs a shell's script in a folder of its own, where `judge` stands for the command; 60 seconds at most. Nothing may
    /// be left there but the files and what the script itself names.
    private func sh(
        _ script: String, files more: [String: String] = [:], leaving names: [String] = []
    ) throws -> Outcome {
        var outcome: Outcome?
        let files = Self.files.merging(more) { $1 }
        try Samples.withFolder(files) { folder in
            let setting = """
                cd '\(folder)' || exit 99
                export HOME='\(folder)' TMPDIR='\(folder)' SWIFT_BACKTRACE=enable=no
                unset XDG_CACHE_HOME
                judge() { timeout -s KILL 60 '\(try ChildProcess.seqjudge)' "$@"; }
                seqjudge='\(try ChildProcess.seqjudge)'

                """
            let result = try ChildProcess.run("/bin/sh", ["-c", setting + script])
            outcome = Outcome(status: result.status, output: result.output, errors: result.errors)
            // A jail whose judge has ended with an error clears up by itself, and takes a moment where the host is busy.
            let known = Set(files.keys).union(names + [".cache"])
            var left: Set<String> = []
            for _ in 0..<100 {
                left = Set(try FileManager.default.contentsOfDirectory(atPath: folder)).subtracting(known)
                if left.isEmpty { break }
                usleep(50_000)
            }
            #expect(left.isEmpty, "\(script)")
        }
        return try #require(outcome)
    }

    @Test(arguments: ["sq.py", "sq.c"])
    func `with few descriptors a check is right or a fault of the host`(file: String) throws {
        for most in [4, 10, 13, 14, 15, 16, 17, 18, 20, 24, 64, 128] {
            let outcome = try sh(
                "exec prlimit --nofile=\(most) timeout -s KILL 60 $seqjudge check \(file) --no-cache --terms 0,1,4"
            )
            // Without the descriptors for its own libraries it does not even start.
            let isUnable = outcome.status == 127 && outcome.errors.contains("shared librar")
            #expect(outcome.isHonest || isUnable, "\(most): \(outcome)")
        }
        let enough = try sh("exec prlimit --nofile=1024 $seqjudge check \(file) --no-cache --terms 0,1,4")
        #expect(enough.status == 0, "\(enough)")
    }

    @Test(arguments: ["large.py", "large.c"])
    func `with little memory a check is right or a fault of the host`(file: String) throws {
        for limit in ["as", "data"] {
            for mebibytes in [64, 150, 300, 400, 600] {
                let bytes = mebibytes << 20
                let outcome = try sh(
                    "exec prlimit --\(limit)=\(bytes) timeout -s KILL 60 $seqjudge check \(file) --no-cache --terms 0,1,4"
                )
                let isUnable = outcome.status == 127 && outcome.errors.contains("shared librar")
                #expect(outcome.isHonest || isUnable, "\(limit) \(mebibytes): \(outcome)")
            }
        }
        // The way to a verdict is there, all the same.
        #expect(try sh("judge check \(file) --no-cache --terms 0,1,4").status == 0)
    }

    @Test(.enabled(if: geteuid() == 0), arguments: ["sq.py", "sq.c"])
    func `with few processes a check is right or a fault of the host`(file: String) throws {
        // A user whose processes are nobody else's.
        let user = 54_000 + Int(getpid() % 1_000)
        let become = "setpriv --reuid \(user) --regid \(user) --clear-groups env HOME=/nonexistent"
        for most in [1, 3, 8, 13, 14, 15, 16, 20] {
            let outcome = try sh(
                """
                chmod 755 .
                exec prlimit --nproc=\(most) \(become) timeout -s KILL 60 $seqjudge check \(file) \
                    --python /usr/bin/python3 --no-cache --terms 0,1,4
                """)
            // The shell's own tools need one, too.
            let isUnable = outcome.status == 126 || outcome.errors.contains("fork system call failed")
            #expect(outcome.isHonest || isUnable, "\(most): \(outcome)")
        }
    }

    @Test func `with a limit on the size of files it is told what is too small`() throws {
        for size in [1 << 10, 100 << 10, 500 << 10] {
            let check = try sh("exec prlimit --fsize=\(size) $seqjudge check sq.py --terms 0,1,4")
            #expect(check.status == 77 && check.errors.contains("File too large"), "\(check)")
            let doctor = try sh("exec prlimit --fsize=\(size) $seqjudge doctor")
            #expect(doctor.status == 77, "\(doctor)")
            #expect(
                doctor.output.contains("no  limits") && doctor.output.contains("mend it with: ulimit -f"),
                "\(doctor)")
        }
        #expect(try sh("judge doctor").output.contains("ok  limits"))
    }

    @Test func `a result that cannot be written is a fault, and not as if all were well`() throws {
        for command in [
            "check sq.py --terms 0,1,4", "check sq.py --terms 0,1,4 --format json", "doctor",
            "doctor --format json",
            "cache info", "profiles show base",
        ] {
            let outcome = try sh("judge \(command) > /dev/full")
            #expect(
                outcome.status == 70 && outcome.errors.contains("No space left on device"),
                "\(command): \(outcome)")
        }
        // A reader who has seen enough is no fault.
        #expect(try sh("judge check sq.py --terms 0,1,4 | true").status == 0)
    }

    private static let request =
        #"{"id":N,"source":"def a(n): return n","language":"python","terms":[0],"meta":"PADDING"}"#

    /// A folder in memory of 64 KiB that only the script sees.
    private func onSmallDisk(_ script: String) throws -> Outcome {
        let padding = String(repeating: "x", count: 9_000)
        let lines = (1...20).map {
            Self.request.replacing("N,", with: "\($0),").replacing("PADDING", with: padding)
        }
        return try sh(
            """
            mkdir disk
            exec unshare -m --propagation private sh -c '
                mount -t tmpfs -o size=64k,mode=1777 tmpfs disk || exit 99
                seqjudge=$1
                judge() { timeout -s KILL 60 "$seqjudge" "$@"; }
                \(script)
            ' sh "$seqjudge"
            """, files: ["requests.jsonl": lines.joined(separator: "\n") + "\n"], leaving: ["disk"])
    }

    @Test(.enabled(if: geteuid() == 0))
    func `on a full disk a batch ends with whole records, and can be gone on with`() throws {
        let outcome = try onSmallDisk(
            """
            judge batch requests.jsonl --output disk/out --quiet
            echo "status $?"
            tail -c 1 disk/out | od -An -c
            wc -l < disk/out
            cp disk/out whole
            judge batch requests.jsonl --output whole --resume --quiet
            echo "status $?"
            wc -l < whole
            rm whole
            """)
        let words = outcome.output.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(outcome.errors.contains("disk/out: cannot be written: No space left on device"), "\(outcome)")
        try #require(words.count == 7, "\(outcome)")
        #expect(
            words[0...2] == ["status", "70", #"\n"#] && words[4...] == ["status", "0", "20"], "\(words)")
        #expect((1...9).contains(try #require(Int(words[3]))), "\(words)")
    }

    @Test(.enabled(if: geteuid() == 0))
    func `on a full disk a summary is as it was before, and a cache does without`() throws {
        let outcome = try onSmallDisk(
            """
            echo before > disk/summary
            dd if=/dev/zero of=disk/filler bs=1k count=64 2>/dev/null
            head -2 requests.jsonl > few
            judge batch few --output out --summary disk/summary --quiet
            echo "status $?"
            cat disk/summary
            ls disk
            judge check sq.c --cache "$PWD/disk/cache" --terms 0,1,4 | head -1
            find disk -name "new-*"
            rm few out
            """)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines == ["status 70", "before", "filler", "summary", "AC  accepted  sq.c"], "\(outcome)")
        #expect(outcome.errors.contains("disk/summary: "), "\(outcome)")
    }

    @Test(.enabled(if: geteuid() == 0))
    func `on a full disk the weakest rung, whose scratch folder is there, refuses to compile`() throws {
        let outcome = try onSmallDisk(
            """
            TMPDIR=$PWD/disk judge check sq.c --rung lockdown --no-cache --terms 0,1,4
            echo "status $?"
            ls disk
            """)
        #expect(outcome.output.contains("IE  internal error"), "\(outcome)")
        #expect(outcome.output.contains("have room for the scratch folder: ENOSPC"), "\(outcome)")
        #expect(outcome.output.hasSuffix("status 70\n"), "\(outcome)")
    }
}
