package import Foundation

/// The subset of JSON Schema 2020-12 that `schema/answer.schema.json` uses.
///
/// A keyword that is not known is an error, so that nothing passes unchecked.
package struct JSONSchema {
  private let root: [String: Any]

  package enum Failure: Error, CustomStringConvertible {
    case notAnObject
    case unknownKeyword(String, at: String)
    case badReference(String)
    package var description: String {
      switch self {
      case .notAnObject: "the schema is no object"
      case .unknownKeyword(let keyword, let path): "unknown keyword \(keyword) at \(path)"
      case .badReference(let reference): "no such definition: \(reference)"
      }
    }
  }

  private static let annotations: Set = ["$schema", "$defs", "title", "description"]
  private static let keywords: Set = [
    "type", "enum", "const", "required", "properties", "additionalProperties", "items", "minItems", "$ref", "oneOf",
    "anyOf", "pattern", "minimum",
  ]

  package init(json: Data) throws {
    guard let root = try JSONSerialization.jsonObject(with: json) as? [String: Any] else { throw Failure.notAnObject }
    self.root = root
    try check(root, at: "#")
  }

  /// What is wrong with a document, one line each with its path; empty when it is valid.
  package func errors(in json: Data) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: json, options: [.fragmentsAllowed])
    return try errors(value, root, "$")
  }

  /// Walks the whole schema, so that a wrong keyword shows even where no document reaches it.
  private func check(_ schema: [String: Any], at path: String) throws {
    for (keyword, value) in schema {
      guard Self.keywords.union(Self.annotations).contains(keyword) else {
        throw Failure.unknownKeyword(keyword, at: path)
      }
      if keyword == "$ref", let reference = value as? String { _ = try definition(reference) }
      switch keyword {
      case "properties", "$defs":
        for (name, child) in value as? [String: [String: Any]] ?? [:] {
          try check(child, at: "\(path)/\(keyword)/\(name)")
        }
      case "items", "additionalProperties":
        if let child = value as? [String: Any] { try check(child, at: "\(path)/\(keyword)") }
      case "oneOf", "anyOf":
        for child in value as? [[String: Any]] ?? [] { try check(child, at: "\(path)/\(keyword)") }
      default: break
      }
    }
  }

  private func definition(_ reference: String) throws -> [String: Any] {
    let prefix = "#/$defs/"
    guard reference.hasPrefix(prefix), let definitions = root["$defs"] as? [String: [String: Any]],
      let found = definitions[String(reference.dropFirst(prefix.count))]
    else { throw Failure.badReference(reference) }
    return found
  }

  private func errors(_ value: Any, _ schema: [String: Any], _ path: String) throws -> [String] {
    var errors: [String] = []
    if let reference = schema["$ref"] as? String {
      errors += try self.errors(value, try definition(reference), path)
    }
    if let type = schema["type"] {
      let names = (type as? [String]) ?? [type as? String ?? ""]
      if !names.contains(where: { Self.isOf($0, value) }) { return errors + ["\(path): is no \(names)"] }
    }
    if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { Self.equal($0, value) }) {
      errors.append("\(path): \(value) is none of \(allowed)")
    }
    if let constant = schema["const"], !Self.equal(constant, value) {
      errors.append("\(path): \(value) is not \(constant)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      errors.append("\(path): \"\(text)\" does not match \(pattern)")
    }
    if let minimum = schema["minimum"] as? NSNumber, let number = value as? NSNumber, !Self.isOf("boolean", value),
      number.compare(minimum) == .orderedAscending
    {
      errors.append("\(path): \(number) is less than \(minimum)")
    }
    for keyword in ["oneOf", "anyOf"] {
      guard let choices = schema[keyword] as? [[String: Any]] else { continue }
      let results = try choices.map { try self.errors(value, $0, path) }
      let matches = results.count { $0.isEmpty }
      if matches == 0 || (keyword == "oneOf" && matches > 1) {
        errors.append("\(path): matches \(matches) of \(keyword)")
        errors += results.min { $0.count < $1.count } ?? []
      }
    }
    if let items = value as? [Any] {
      if let least = schema["minItems"] as? Int, items.count < least { errors.append("\(path): too few items") }
      if let child = schema["items"] as? [String: Any] {
        for (index, item) in items.enumerated() { errors += try self.errors(item, child, "\(path)[\(index)]") }
      }
    }
    if let object = value as? [String: Any] { errors += try self.errors(inMembersOf: object, schema, path) }
    return errors
  }

  private func errors(
    inMembersOf object: [String: Any], _ schema: [String: Any], _ path: String
  ) throws -> [String] {
    var errors = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for (name, member) in object.sorted(by: { $0.key < $1.key }) {
      if let child = properties[name] {
        errors += try self.errors(member, child, "\(path).\(name)")
      } else if let child = schema["additionalProperties"] as? [String: Any] {
        errors += try self.errors(member, child, "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        errors.append("\(path): has \(name), which is not in the schema")
      }
    }
    return errors
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    let isBool = number.map { Self.isBool($0) } ?? false
    switch type {
    case "null": return value is NSNull
    case "boolean": return isBool
    case "number": return number != nil && !isBool
    case "integer": return number.map { !isBool && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "string": return value is String
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }

  /// Foundation gives both `true` and `1` as numbers; only the type encoding tells them apart.
  private static func isBool(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private static func equal(_ a: Any, _ b: Any) -> Bool {
    switch (a, b) {
    case (let a as String, let b as String): a == b
    case (let a as NSNumber, let b as NSNumber): a == b
    default: false
    }
  }
}
