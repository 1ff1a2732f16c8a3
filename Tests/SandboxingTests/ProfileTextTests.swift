import Foundation
import Testing

@testable import Sandboxing

/// The rules of a profile's file, read line by line and without a reader of YAML, which the files as they are written
/// allow: so that the reader of profiles can be held against them.
private struct ProfileText {
    var extends: String?
    var otherwise: Int32?
    var rules: [SystemCallPolicy.Rule] = []

    private static func errno(_ name: String) throws -> Int32 {
        try #require(["EPERM": 1, "EROFS": 30, "ENOSYS": 38][name], "\(name)")
    }

    init(named name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../sandbox-profiles")
        let text = try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
        var isWithin = false
        var action: SystemCallPolicy.Action?
        for line in text.split(separator: "\n") {
            let content = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard let colon = content.firstIndex(of: ":") ?? content.indices.last else { continue }
            let (key, value) = (
                String(content[..<colon]),
                content[content.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
            if line.first != " " { isWithin = key == "system_calls" }
            if key == "extends" { extends = value }
            guard isWithin else { continue }
            if content.hasPrefix("- ") {
                rules.append(try Self.rule(String(content.dropFirst(2)), try #require(action)))
            } else {
                switch key {
                case "otherwise": otherwise = try Self.errno(value)
                case "allow": action = .allow
                case "process": action = .process
                case "kill": action = .kill
                case "fail", "system_calls": action = nil
                default: action = .fail(try Self.errno(key))
                }
            }
        }
    }

    private static func rule(
        _ text: String, _ action: SystemCallPolicy.Action
    ) throws -> SystemCallPolicy.Rule {
        guard let form = try? /\{call: (\w+), when: \{(.*)\}\}/.wholeMatch(in: text) else {
            return .init(call: text, action: action)
        }
        var conditions: [SystemCallPolicy.Condition] = []
        for found in form.2.matches(of: /arg(\d): (?:\{mask: (\w+), value: (\w+)\}|(\w+))(?:, |$)/) {
            let mask = try found.2.map { try number($0) } ?? 0xffff_ffff
            let value = try number(try #require(found.3 ?? found.4))
            conditions.append(.init(argument: try #require(Int(found.1)), mask: mask, value: value))
        }
        try #require(conditions.count == form.2.matches(of: /arg/).count)
        return .init(call: String(form.1), conditions: conditions, action: action)
    }

    private static func number(_ text: Substring) throws -> UInt64 {
        try #require(text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text))
    }

    /// The policy, laid over those of the profiles that it extends: a call that is named here loses its rules there.
    static func policy(of name: String) throws -> SystemCallPolicy {
        let own = try ProfileText(named: name)
        guard let extends = own.extends else {
            return SystemCallPolicy(rules: own.rules, otherwise: try #require(own.otherwise))
        }
        var policy = try policy(of: extends)
        let calls = Set(own.rules.map(\.call))
        policy.rules.removeAll { calls.contains($0.call) }
        policy.rules += own.rules
        policy.otherwise = own.otherwise ?? policy.otherwise
        return policy
    }
}

@Suite struct ProfileTextTests {
    @Test(
        "a profile's rules are what its file and those it extends say, in their order",
        arguments: ProfileStore.bundled)
    func rules(name: String) throws {
        let written = try ProfileText.policy(of: name)
        let read = try ProfileStore.named(name).systemCalls
        #expect(read.otherwise == written.otherwise)
        #expect(read.rules == written.rules)
        #expect(read.rules.count > 270)
    }
}
