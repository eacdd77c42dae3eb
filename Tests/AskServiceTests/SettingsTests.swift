import Foundation
import QueryPlanner
import Testing

@testable import AskService

struct SettingsTests {
  @Test func flagsWinOverTheEnvironmentAndThatOverTheFile() throws {
    let flags = Settings(dsn: "flag")
    let environment = Settings(environment: ["ASK_DSN": "env", "ASK_LANGUAGE": "env", "ASK_AS_OF": ""])
    let file = try Settings(yaml: "dsn: file\nlanguage: file\ndata_dir: file\n", file: "config.yaml")
    let settings = flags.over(environment).over(file)
    #expect(settings == Settings(dsn: "flag", language: "env", dataDirectory: "file"))
  }

  @Test func anEmptyFileSetsNothing() throws {
    #expect(try Settings(yaml: "", file: "config.yaml") == Settings())
  }

  @Test(arguments: ["dns: x", "dsn: [a]", "- a", "a: b: c"])
  func aSlipInTheFileIsAnError(_ yaml: String) {
    #expect(throws: ServiceError.self) { try Settings(yaml: yaml, file: "config.yaml") }
  }

  @Test func onlyANamedFileHasToExist() throws {
    #expect(try Settings.file(environment: ["HOME": "/nowhere"]) == Settings())
    #expect(throws: ServiceError.unreadableSettings(file: "/nowhere/a", detail: "no such file")) {
      try Settings.file(environment: ["ASK_CONFIG": "/nowhere/a"])
    }
  }

  /// Seconds since 1970 by `date -u -d … +%s`.
  @Test(arguments: [
    ("2026-03-18T14:30:00+07:00", 1_773_819_000), ("2026-03-18 07:30Z", 1_773_819_000),
    ("1970-01-01T00:00:00Z", 0), ("2024-02-29T23:59:59-03:30", 1_709_263_799),
  ])
  func readsInstants(_ text: String, seconds: Int64) throws {
    #expect(try Instant(rfc3339: text) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    ("1970-01-01T00:00:01.5Z", 1_500_000), ("1970-01-01 07:00:00.000001+0700", 1),
    ("1969-12-31t23:59:59.99999999z", -1), ("1970-01-01T00:00:00.0100Z", 10_000),
  ])
  func readsFractions(_ text: String, microseconds: Int64) throws {
    #expect(try Instant(rfc3339: text) == Instant(microseconds: microseconds))
  }

  @Test(arguments: [
    "2026-03-18T14:30:00", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "now", "2026-03-18T24:00:00Z",
    "2026-03-18T14:30:00.Z", "2026-03-18T14:30:00Z+", "2026-03-18T14:30:+07:00", "2026-3-18T14:30:00Z",
    "2026-03-18T14:30:00+24:00", "2026-03-18T14:30:00+07:60", "2026-03-18T14:30:00+7", "",
  ])
  func refusesInstantsThatAreNone(_ text: String) {
    #expect(throws: ServiceError.unreadableInstant(text)) { try Instant(rfc3339: text) }
  }
}

struct ResourceLocatorTests {
  @Test func findsTheHomeAboveTheProgram() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID().uuidString)")
    let deep = root.appending(path: ".build/debug")
    try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: root.appending(path: "grammars"), withIntermediateDirectories: true)
    try Data().write(to: root.appending(path: "kpis.yaml"))
    defer { try? FileManager.default.removeItem(at: root) }
    let found = try ResourceLocator(settings: Settings(), environment: [:], program: deep.appending(path: "ask"))
    #expect(found.home.resolvingSymlinksInPath().path == root.resolvingSymlinksInPath().path)
    let other = try ResourceLocator(
      settings: Settings(grammars: "elsewhere"), environment: ["ASK_HOME": root.path], program: URL(filePath: "/ask"))
    #expect(other.grammars.lastPathComponent == "elsewhere")
  }

  @Test func saysWhereItLooked() {
    #expect(throws: ServiceError.resourcesNotFound(looked: ["/nowhere"])) {
      try ResourceLocator(settings: Settings(), environment: ["ASK_HOME": "/nowhere"], program: URL(filePath: "/ask"))
    }
  }
}
