#if THREAD_SANITIZER
    import Glibc

    /// A `Mutex` that the thread sanitizer sees: that of the standard library waits on a futex of its own, so that all that it
    /// guards looks like a race. Built with `-D THREAD_SANITIZER` only.
    ///
    /// `@unchecked Sendable`: the value is touched under the lock only.
    package final class TracedMutex<Value>: @unchecked Sendable {
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private nonisolated(unsafe) var value: Value

        package init(_ value: consuming sending Value) {
            lock = .allocate(capacity: 1)
            pthread_mutex_init(lock, nil)
            self.value = value
        }

        deinit {
            pthread_mutex_destroy(lock)
            lock.deallocate()
        }

        package func withLock<Result, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return try body(&value)
        }
    }

    typealias Mutex = TracedMutex
#endif
