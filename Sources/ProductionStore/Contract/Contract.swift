internal import Foundation

/// What a database has to offer for Shoptalk to answer from it: read from the text of `schema/production.sql`, so
/// that there is no second list to keep.
public struct Contract: Sendable, Hashable {
  public struct Table: Sendable, Hashable {
    public var name: String
    public var comment: String
    public var columns: [Column]
  }
  public struct Column: Sendable, Hashable {
    public var name: String
    /// As the text spells it, e.g. `numeric(10,3)`.
    public var type: String
    public var comment: String
  }

  /// Major and minor, e.g. `1.0`.
  public private(set) var version = ""
  public private(set) var tables: [Table] = []

  /// - Parameter schema: `create table name (` on one line, then a column or a constraint on each, then `);`.
  public init(schema: String) {
    var open: Table?
    for line in schema.split(separator: "\n") {
      let text = line.trimmingCharacters(in: .whitespaces)
      if let name = text.firstMatch(of: /^create table (\w+) \($/)?.1 {
        open = Table(name: String(name), comment: "", columns: [])
      } else if text == ");", let table = open {
        tables.append(table)
        open = nil
      } else if open != nil {
        if let column = Column(line: text) { open?.columns.append(column) }
      } else if let match = text.firstMatch(of: /^insert into contract values \('([^']+)'\)/) {
        version = String(match.1)
      } else if let match = text.firstMatch(of: /^comment on (?:table|column) (\w+)(?:\.(\w+))? is '(.*)';$/) {
        note(String(match.1), match.2.map(String.init), String(match.3).replacing("''", with: "'"))
      }
    }
  }

  private mutating func note(_ table: String, _ column: String?, _ comment: String) {
    guard let index = tables.firstIndex(where: { $0.name == table }) else { return }
    if let column {
      guard let place = tables[index].columns.firstIndex(where: { $0.name == column }) else { return }
      tables[index].columns[place].comment = comment
    } else {
      tables[index].comment = comment
    }
  }
}

extension Contract.Column {
  /// Nil for a line that is a constraint of the table.
  fileprivate init?(line: String) {
    let constraints = ["primary", "unique", "check", "exclude", "constraint", "foreign", "--"]
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, !constraints.contains(words[0]) else { return nil }
    let rest = words[1].prefix { $0 != "-" }
    let type = rest.firstMatch(of: /^(.*?)(?:,?$| (?:not null|null|references|default|check|primary key)\b)/)?.1 ?? rest
    self.init(name: words[0], type: String(type), comment: "")
  }
}
