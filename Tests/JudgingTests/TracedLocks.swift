#if THREAD_SANITIZER
    import Sandboxing

    // See `TracedMutex`.
    typealias Mutex = TracedMutex
#endif
