import Answering

extension FixtureExpectations {
  /// Compares the interpretation, key by key as its JSON has them; a key of an object is compared whole.
  func mismatches(in interpretation: JSONValue?) -> [FixtureMismatch] {
    guard let reads else { return [] }
    guard case .object(let found) = interpretation else {
      return [FixtureMismatch(reason: .wrongIntent, place: "interpretation", expected: "one", found: "none")]
    }
    var mismatches: [FixtureMismatch] = []
    for member in reads {
      let value = found.first { $0.name == member.name }?.value
      let isEqual =
        switch member.name {
        case "inherited": Self.haveSame(member.value, value)
        case "filters", "exclude": Self.haveSameCodes(member.value, value)
        default: Self.equal(member.value, value)
        }
      if !isEqual {
        mismatches.append(
          FixtureMismatch(
            reason: Self.reason(member.name, expected: member.value, found: value), place: member.name,
            expected: member.value.text(), found: value?.text() ?? "absent"))
      }
    }
    if exact {
      for member in found
      where !isLeftOpen(member.name, in: found) && !reads.contains(where: { $0.name == member.name }) {
        mismatches.append(
          FixtureMismatch(
            reason: Self.reason(member.name, expected: nil, found: member.value), place: member.name,
            expected: "absent", found: member.value.text()))
      }
    }
    return mismatches
  }

  /// The `reads` that would hold for an answer, in YAML's short form; nil where it may not be rewritten: a refusal
  /// that came, or was wanted, is for people to judge, and so are rows.
  func rewritten(_ answer: Answer) -> String? {
    guard let reads, sql == nil, cells == nil, answer.status == .answered || answer.status == .unsupported,
      case .object(let found)? = answer.json["interpretation"]
    else { return nil }
    let members = found.filter { member in
      exact
        ? !isLeftOpen(member.name, in: found) || reads.contains { $0.name == member.name }
        : reads.contains { $0.name == member.name }
    }
    return JSONValue.object(members).yaml
  }

  /// Keys that say how it was read and not what was asked, and those that the question left open.
  private func isLeftOpen(_ key: String, in found: [JSONValue.Member]) -> Bool {
    if ["defaulted", "ignored", "inherited"].contains(key) { return true }
    guard case .array(let defaulted)? = found.first(where: { $0.name == "defaulted" })?.value else { return false }
    return defaulted.contains(.string(key))
  }

  private static func reason(_ key: String, expected: JSONValue?, found: JSONValue?) -> MismatchReason {
    switch key {
    case "intent", "entity", "aspect": return .wrongIntent
    case "metrics": return .wrongKPI
    case "period", "compare_period", "hours": return .wrongWindow
    case "filters", "exclude", "compare":
      guard case .object(let wanted) = expected else { return .extraFilter }
      let lacks = wanted.contains { !equal($0.value, found?[$0.name]) }
      return lacks ? .missingFilter : .extraFilter
    default: return .wrongKey
    }
  }

  /// Filters of the same dimensions; several codes mean any of them, so their order means nothing.
  private static func haveSameCodes(_ a: JSONValue, _ b: JSONValue?) -> Bool {
    guard case .object(let x) = a, case .object(let y)? = b else { return equal(a, b) }
    return x.count == y.count && x.allSatisfy { haveSame($0.value, b?[$0.name]) }
  }

  /// Lists of the same texts in any order.
  private static func haveSame(_ a: JSONValue, _ b: JSONValue?) -> Bool {
    guard case .array(let x) = a, case .array(let y)? = b else { return equal(a, b) }
    return x.count == y.count && x.allSatisfy(y.contains)
  }

  /// Members of objects in any order; absent and null are one; 1 equals 1.0.
  static func equal(_ a: JSONValue, _ b: JSONValue?) -> Bool {
    switch (a, b ?? .null) {
    case (.integer(let x), .number(let y)), (.number(let y), .integer(let x)): return Double(x) == y
    case (.array(let x), .array(let y)):
      return x.count == y.count && zip(x, y).allSatisfy { equal($0, $1) }
    case (.object(let x), .object(let y)):
      return x.allSatisfy { equal($0.value, b?[$0.name]) } && y.allSatisfy { equal($0.value, a[$0.name]) }
    case (let x, let y): return x == y
    }
  }
}

extension JSONValue {
  /// In YAML's flow style: names bare, texts quoted only where they must be.
  fileprivate var yaml: String {
    switch self {
    case .object(let members): "{" + members.map { "\($0.name): \($0.value.yaml)" }.joined(separator: ", ") + "}"
    case .array(let items): "[" + items.map(\.yaml).joined(separator: ", ") + "]"
    case .string(let text):
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == " " })
        && !["on", "off", "yes", "no", "null", "true", "false", "y", "n"].contains(text.lowercased())
        && text.contains(where: \.isLetter) ? text : self.text()
    default: self.text()
    }
  }
}
