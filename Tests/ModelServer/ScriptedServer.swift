import Foundation
import Glibc
import Synchronization

/// A language model's server on loopback, for tests. It answers by a script: one step for each request, the last one for
/// all that follow; or as a closure says.
public final class ScriptedServer: Sendable {
    /// What is done about a request.
    public enum Step: Sendable {
        /// An answer with this text, in OpenAI's form.
        case answer(String)
        /// A status with a body and more headers.
        case status(Int, body: String = "", headers: [String] = [])
        /// The body of a right status, as it is.
        case raw(String)
        /// Half an answer, and then the end of the connection.
        case cut
        /// No answer while the client waits.
        case silence
    }

    /// A request that came.
    public struct Seen: Sendable {
        public var head: String
        public var body: String
        public var time: ContinuousClock.Instant
    }

    private let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Seen]>([])
    private let respond: @Sendable (_ request: Seen, _ number: Int) -> Step

    /// A server with a script of at least one step. Begins to listen.
    public convenience init(_ script: [Step]) throws {
        try self.init { _, number in script[min(number, script.count - 1)] }
    }

    /// A server that a closure answers for, which is told the request and how many came before it. Begins to listen.
    public init(_ respond: @escaping @Sendable (_ request: Seen, _ number: Int) -> Step) throws {
        self.respond = respond
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        listener = descriptor
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    close(connection)
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    public var url: String { "http://127.0.0.1:\(port)/v1" }
    public var requests: [Seen] { seen.withLock { $0 } }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = read(connection) else { return }
        let number = seen.withLock { seen in
            seen.append(request)
            return seen.count - 1
        }
        switch respond(request, number) {
        case .answer(let text): send(connection, 200, Self.body(text), [])
        case .status(let status, let body, let headers): send(connection, status, body, headers)
        case .raw(let body): send(connection, 200, body, [])
        case .cut:
            let body = Self.body("never whole")
            write(
                connection, "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body.prefix(20))")
        case .silence:
            var end = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            poll(&end, 1, 60_000)
        }
    }

    private static func body(_ text: String) -> String {
        let object: [String: Any] = [
            "choices": [
                ["message": ["role": "assistant", "content": text], "finish_reason": "stop"] as [String: Any]
            ],
            "usage": ["prompt_tokens": 10, "completion_tokens": 5],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    private func read(_ connection: Int32) -> Seen? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = String(text[..<end.lowerBound])
            let length = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            let body = String(text[end.upperBound...])
            if body.utf8.count >= length ?? 0 { return Seen(head: head, body: body, time: .now) }
        }
    }

    private func send(_ connection: Int32, _ status: Int, _ body: String, _ headers: [String]) {
        let lines =
            [
                "HTTP/1.1 \(status) X", "Content-Type: application/json",
                "Content-Length: \(body.utf8.count)",
                "Connection: close",
            ] + headers
        write(connection, lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    private func write(_ connection: Int32, _ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
