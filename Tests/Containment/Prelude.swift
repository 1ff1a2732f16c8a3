import Foundation
import Glibc

/// What stands before and behind an attack's own text: where the canaries are, and a way to answer.
struct Prelude {
    var constants: [(String, String)]

    init(_ canaries: Canaries) {
        constants = [
            ("CANARY_FOLDER", "\"\(canaries.folder)\""),
            // Whole paths, for #include, which takes no two literals.
            ("CANARY_SECRET", "\"\(canaries.folder)/secret\""),
            ("CANARY_HEADER", "\"\(canaries.folder)/header.h\""),
            ("CANARY_ANSWERS", "\"\(canaries.folder)/answers.inc\""),
            ("CANARY_FIFO", "\"\(canaries.folder)/fifo\""),
            ("CANARY_ABSTRACT", "\"\(canaries.abstractName)\""),
            ("CANARY_VARIABLE", "\"\(Canaries.environmentVariable)\""),
            ("CANARY_PORT", "\(canaries.port)"), ("CANARY_KEY", "\(canaries.key)"),
            ("CANARY_PID", "\(canaries.victim.processIdentifier)"), ("JUDGE_PID", "\(getpid())"),
        ]
    }

    /// An attack as a whole program.
    func program(_ attack: Attack) -> [UInt8] {
        let isPython = attack.language == "python"
        let ownsMain = attack.source.contains(isPython ? "input()" : "main(") || attack.head["entry"] != nil
        let lines = constants.map { isPython ? "\($0) = \($1)" : "#define \($0) \($1)" }.joined(
            separator: "\n")
        if attack.head["verbatim"] != nil { return Array(attack.bytes) + padding(attack) }
        let parts =
            isPython
            ? [lines, Prelude.python, attack.source, ownsMain ? "" : Prelude.pythonEnd]
            : [
                "#define _GNU_SOURCE", lines, Prelude.c, "#line 1 \"attack.c\"", attack.source,
                ownsMain ? "" : Prelude.cEnd,
            ]
        return Array(parts.joined(separator: "\n").utf8) + padding(attack)
    }

    /// What comes behind it: a comment of so many KiB, or texts over and over, `_` for a blank.
    private func padding(_ attack: Attack) -> [UInt8] {
        let words = attack.words("pad", on: nil)
        guard let first = words.first.flatMap({ Int($0) }) else { return [] }
        if words.count == 1 {
            let start = attack.language == "python" ? "\n#" : "\n//"
            return Array(start.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: first << 10)
        }
        var bytes = Array("\n".utf8)
        for place in stride(from: 0, to: words.count - 1, by: 2) {
            let text = Array(words[place + 1].replacing("_", with: " ").utf8)
            for _ in 0..<((Int(words[place]) ?? 0) << 10) / text.count { bytes += text }
        }
        return bytes
    }

    /// The token's beginning is put together at run time, so that a program which searches itself finds nothing.
    private static let c = """
        #include <dirent.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <link.h>
        #include <pthread.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stddef.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <sys/resource.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <sys/types.h>
        #include <sys/un.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        #define ATTACK __attribute__((unused)) static
        // The right answer to the n-th question; anything else is wrong.
        ATTACK long long right(long long n) { return n * n + 7; }
        // Tells what happened, on standard error: the suite shows it with -v.
        ATTACK void note(const char *format, ...) {
            va_list list;
            va_start(list, format);
            vfprintf(stderr, format, list);
            va_end(list);
            fputc('\\n', stderr);
        }
        // CPU time of this process, in seconds.
        ATTACK double cpu_spent(void) {
            struct timespec spent;
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
            return (double)spent.tv_sec + (double)spent.tv_nsec / 1e9;
        }
        // Computes until this process has used so much CPU time.
        ATTACK void spin(double seconds) {
            while (cpu_spent() < seconds) continue;
        }
        // A word that all runs can see and none can write, in the C library's file: one can wait there for another.
        ATTACK int find_libc(struct dl_phdr_info *library, size_t size, void *found) {
            (void)size;
            if (strstr(library->dlpi_name, "libc.so")) *(const char **)found = library->dlpi_name;
            return 0;
        }
        ATTACK int *meeting_place(void) {
            const char *path = NULL;
            dl_iterate_phdr(find_libc, &path);
            int fd = path ? open(path, O_RDONLY) : -1;
            return fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
        }
        // Waits there so long, if nobody comes.
        ATTACK void wait_there(int *place, long milliseconds) {
            struct timespec most = {milliseconds / 1000, milliseconds % 1000 * 1000000};
            syscall(SYS_futex, place, 0 /* FUTEX_WAIT */, *place, &most, NULL, 0);
        }
        // Whether somebody does.
        ATTACK int somebody_waits(int *place) {
            return syscall(SYS_futex, place, 1 /* FUTEX_WAKE */, 1, NULL, NULL, 0) > 0;
        }
        // Whether the bytes hold the secret's beginning.
        ATTACK int has_token(const void *bytes, size_t size) {
            char head[16];
            volatile char last = '-';
            memcpy(head, "canary", 6);
            head[6] = last;
            return memmem(bytes, size, head, 7) != NULL;
        }
        // Whether a file can be read and holds the secret.
        ATTACK int file_has_token(const char *path) {
            static char bytes[65536];
            int fd = open(path, O_RDONLY | O_NONBLOCK);
            if (fd < 0) {
                note("open %s: %s", path, strerror(errno));
                return 0;
            }
            int found = 0;
            for (ssize_t size; !found && (size = read(fd, bytes, sizeof bytes)) > 0;) found = has_token(bytes, (size_t)size);
            close(fd);
            return found;
        }
        """

    private static let cEnd = """
        int main(void) {
            long long n;
            if (scanf("%lld", &n) != 1) return 3;
            int won = attack();
            printf("%lld\\n", won ? right(n) : -1);
            return 0;
        }
        """

    private static let python = """
        def right(n): return n * n + 7
        def note(*words):
            import sys
            print(*words, file=sys.stderr)
        def spin(seconds):
            import time
            while time.process_time() < seconds: pass
        def has_token(data):
            if isinstance(data, str): data = data.encode("utf-8", "replace")
            return b"".join([b"canary", b"-"]) in data
        def file_has_token(path):
            try:
                with open(path, "rb", buffering=0) as file: return has_token(file.read())
            except OSError as error:
                note("open", path, error)
                return False
        """

    private static let pythonEnd = """
        n = int(input())
        print(right(n) if attack() else -1)
        """
}
