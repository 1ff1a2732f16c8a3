/// How a model's endpoint is used.
public struct ModelOptions: Sendable {
    /// The endpoint's address up to where `/chat/completions` follows: `http://localhost:8000/v1`.
    public var url: String
    /// The key that is sent as a bearer token; nil: none. Comes from the environment, never from a file or an option.
    public var key: String?
    /// How long an answer may take. Default 120 s.
    public var timeout: Duration = .seconds(120)
    /// How often a request is sent at most. Default 6.
    public var attempts = 6
    /// The wait before the second try, doubled before each further one and varied by up to half. Default 1 s.
    public var firstWait: Duration = .seconds(1)
    /// The longest wait, also where the server asks for more. Default 60 s.
    public var longestWait: Duration = .seconds(60)
    /// How many requests are on their way at a time. Default 4.
    public var concurrency = 4
    /// How many requests are sent a minute; nil: as many as come. Default nil.
    public var requestsPerMinute: Int?
    /// The price of a million tokens read, and of a million written, in any currency. Default 0.
    public var promptPrice = 0.0
    public var completionPrice = 0.0
    /// The folder where answers are kept; nil: nowhere, so that a second run costs again.
    public var cacheFolder: String?

    /// Options with their defaults.
    public init(url: String) { self.url = url }
}

/// What calls came to.
public struct ModelUsage: Sendable, Hashable {
    /// Requests that were answered by the server.
    public var answered = 0
    /// Requests that were answered from the cache.
    public var cached = 0
    /// Requests that were given up.
    public var failed = 0
    /// Tries beyond the first.
    public var retries = 0
    /// Tokens that the server counted for its answers.
    public var promptTokens = 0
    public var completionTokens = 0
    /// What that costs at the prices in the options.
    public var cost = 0.0

    public init() {}
}
