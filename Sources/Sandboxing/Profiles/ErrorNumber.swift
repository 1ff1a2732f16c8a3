import Glibc

/// The names of errnos that a profile may use.
enum ErrorNumber {
    static let byName: [String: Int32] = [
        "EPERM": EPERM, "ENOENT": ENOENT, "EINTR": EINTR, "EIO": EIO, "ENXIO": ENXIO, "EBADF": EBADF,
        "ECHILD": ECHILD, "EAGAIN": EAGAIN, "ENOMEM": ENOMEM, "EACCES": EACCES, "EBUSY": EBUSY,
        "EEXIST": EEXIST,
        "EXDEV": EXDEV, "ENODEV": ENODEV, "ENOTDIR": ENOTDIR, "EISDIR": EISDIR, "EINVAL": EINVAL,
        "ENFILE": ENFILE, "EMFILE": EMFILE, "ENOTTY": ENOTTY, "EFBIG": EFBIG, "ENOSPC": ENOSPC,
        "EROFS": EROFS,
        "EMLINK": EMLINK, "EDOM": EDOM, "ERANGE": ERANGE, "EDEADLK": EDEADLK, "ENOLCK": ENOLCK,
        "ENOSYS": ENOSYS,
        "ENOTSUP": ENOTSUP, "EOVERFLOW": EOVERFLOW, "EAFNOSUPPORT": EAFNOSUPPORT,
        "EPROTONOSUPPORT": EPROTONOSUPPORT, "ENETUNREACH": ENETUNREACH, "ECONNREFUSED": ECONNREFUSED,
        "ESRCH": ESRCH,
    ]

    static func name(of number: Int32) -> String? { byName.first { $0.value == number }?.key }
}
