/// Hands the workers out, first come first served; or one alone, while all others rest.
actor WorkerPool {
    private typealias Waiting = CheckedContinuation<Worker, Never>

    private var idle: [Worker]
    private var busy = 0
    private var isAlone = false
    private var waiting: [Waiting] = []
    private var waitingAlone: [Waiting] = []

    init(_ workers: [Worker]) { idle = workers }

    func take() async -> Worker {
        if !isAlone, waitingAlone.isEmpty, let worker = idle.popLast() {
            busy += 1
            return worker
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    /// A worker, once no other is at work; none is handed out before it is back.
    func takeAlone() async -> Worker {
        if busy == 0, let worker = idle.popLast() {
            busy = 1
            isAlone = true
            return worker
        }
        return await withCheckedContinuation { waitingAlone.append($0) }
    }

    /// Whether somebody waits for a worker alone.
    var hasWaitingAlone: Bool { !waitingAlone.isEmpty }

    func give(back worker: Worker) {
        idle.append(worker)
        busy -= 1
        isAlone = false
        if !waitingAlone.isEmpty {
            guard busy == 0, let worker = idle.popLast() else { return }
            busy = 1
            isAlone = true
            waitingAlone.removeFirst().resume(returning: worker)
            return
        }
        while !waiting.isEmpty, let worker = idle.popLast() {
            busy += 1
            waiting.removeFirst().resume(returning: worker)
        }
    }

    func closeIdle() async { for worker in idle { await worker.close() } }
}
