import Answering
import Foundation
import QueryPlanner
import Yams

extension FixtureFile {
  /// Reads a fixture file.
  ///
  /// - Throws: ``ServiceError/unreadableFixture(file:line:detail:)``, also for a key that is not known: a misspelt
  ///   expectation would pass for ever.
  public init(yaml: String, path: String) throws(ServiceError) {
    let loader = FixtureLoader(file: path)
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch {
      throw .unreadableFixture(file: path, line: 1, detail: "\(error)")
    }
    guard let root else { throw .unreadableFixture(file: path, line: 1, detail: "is empty") }
    let fields = try loader.fields(of: root, known: ["now", "language", "only", "partial", "cases"])
    guard let now = fields["now"] else { throw loader.fault(root, "needs `now`, the clock of its questions") }
    guard let cases = fields["cases"]?.sequence else { throw loader.fault(root, "needs a list `cases`") }
    self.path = path
    self.now = try Instant(rfc3339: loader.text(now))
    let language = try fields["language"].map { node throws(ServiceError) in try loader.text(node) }
    if let only = fields["only"] {
      guard try loader.text(only) == "reading" else { throw loader.fault(only, "`only` can be `reading`") }
      readsOnly = true
    }
    let isWhole = readsOnly && fields["partial"]?.bool != true
    self.cases = []
    for node in cases {
      var each = try loader.fixtureCase(node, language: language, isWhole: isWhole)
      each.expectations.mayBeUnsupported = readsOnly
      self.cases.append(each)
    }
  }
}

private struct FixtureLoader {
  let file: String

  static let caseKeys = [
    "ask", "after", "language", "status", "reads", "exact", "sql", "cells", "headline", "refuses", "clarifies",
    "unsupported", "asks", "partial",
  ]

  func fixtureCase(_ node: Node, language: String?, isWhole: Bool) throws(ServiceError) -> FixtureCase {
    let fields = try fields(of: node, known: Self.caseKeys)
    guard let ask = fields["ask"] else { throw fault(node, "a case needs `ask`") }
    var expectations = FixtureExpectations()
    if let refuses = fields["refuses"] {
      expectations.status = .refused
      expectations.refuses = try texts(refuses)
    }
    if let clarifies = fields["clarifies"] {
      expectations.status = .clarify
      expectations.clarifies = try texts(clarifies)
    }
    if let unsupported = fields["unsupported"] {
      expectations.status = .unsupported
      expectations.unsupported = try texts(unsupported)
    }
    if let status = fields["status"] {
      guard let value = Answer.Status(rawValue: try text(status)) else {
        throw fault(status, "status is answered, clarify, refused or unsupported")
      }
      expectations.status = value
    }
    if let reads = fields["reads"] {
      guard case .object(let members) = try json(reads) else { throw fault(reads, "`reads` needs keys and values") }
      expectations.reads = members
    }
    expectations.exact = fields["exact"]?.bool ?? (isWhole && fields["partial"]?.bool != true)
    if fields["asks"]?.bool == true { (expectations.asks, expectations.status) = (true, .refused) }
    expectations.sql = try fields["sql"].map { node throws(ServiceError) in try text(node) }
    if let cells = fields["cells"] { expectations.cells = try rows(cells) }
    if let headline = fields["headline"] { expectations.headline = try texts(headline) }
    return FixtureCase(
      line: node.mark?.line ?? 1, ask: try texts(ask),
      after: try fields["after"].map { node throws(ServiceError) in try texts(node) } ?? [],
      language: try fields["language"].map { node throws(ServiceError) in try text(node) } ?? language,
      expectations: expectations)
  }

  func fields(of node: Node, known: [String]) throws(ServiceError) -> [String: Node] {
    guard let mapping = node.mapping else { throw fault(node, "needs keys and values") }
    var fields: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, known.contains(name) else {
        let all = known.joined(separator: ", ")
        throw fault(key, "unknown key \(key.scalar?.string ?? "?"); known: \(all)")
      }
      fields[name] = value
    }
    return fields
  }

  func text(_ node: Node) throws(ServiceError) -> String {
    guard let scalar = node.scalar else { throw fault(node, "needs a text") }
    return scalar.string
  }

  /// One text or a list of them; `true` is none, for "it is refused, whatever the words".
  func texts(_ node: Node) throws(ServiceError) -> [String] {
    if node.scalar != nil, node.bool == true { return [] }
    guard let sequence = node.sequence else { return [try text(node)] }
    var texts: [String] = []
    for item in sequence { texts.append(try text(item)) }
    return texts
  }

  private func rows(_ node: Node) throws(ServiceError) -> [[JSONValue]] {
    guard case .array(let rows) = try json(node) else { throw fault(node, "`cells` needs a list of rows") }
    var result: [[JSONValue]] = []
    for row in rows {
      guard case .array(let cells) = row else { throw fault(node, "each row of `cells` is a list") }
      result.append(cells)
    }
    return result
  }

  /// A quoted scalar is text whatever it looks like, as are times.
  private func json(_ node: Node) throws(ServiceError) -> JSONValue {
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      // To YAML 07:00 is a number to the base of 60; to whoever writes a fixture it is a time.
      if isQuoted || scalar.string.contains(":") { return .string(scalar.string) }
      if node.null != nil { return .null }
      if let bool = node.bool { return .bool(bool) }
      if let integer = node.int { return .integer(Int64(integer)) }
      if let number = node.float { return .number(number) }
      return .string(scalar.string)
    case .sequence(let sequence):
      var items: [JSONValue] = []
      for item in sequence { items.append(try json(item)) }
      return .array(items)
    case .mapping(let mapping):
      var members: [JSONValue.Member] = []
      for (key, value) in mapping { members.append(JSONValue.Member(try text(key), try json(value))) }
      return .object(members)
    case .alias:
      throw fault(node, "aliases are not read here")
    }
  }

  func fault(_ node: Node, _ detail: String) -> ServiceError {
    .unreadableFixture(file: file, line: node.mark?.line ?? 1, detail: detail)
  }
}
