import QueryPlanner

/// One way in which a database does not keep the contract.
public struct ContractFinding: Sendable, Hashable {
  public enum Problem: Sendable, Hashable {
    case missingSchema
    case missingTable
    case missingColumn(expected: String)
    case wrongType(expected: String, found: String)
    /// The role may not read it.
    case notReadable(role: String)
    case otherVersion(expected: String, found: String?)
  }

  /// Nil where it concerns the whole schema.
  public var table: String?
  /// Nil where it concerns the whole table.
  public var column: String?
  public var problem: Problem
  /// What the contract says of the table or column.
  public var comment: String

  /// What is wrong, in words.
  public var message: String {
    switch problem {
    case .missingSchema: "There is no schema production."
    case .missingTable: "There is no table or view production.\(table ?? "")."
    case .missingColumn(let expected): "It has no column \(column ?? "") (\(expected))."
    case .wrongType(let expected, let found): "It is \(found) and should be \(expected)."
    case .notReadable(let role): "The role \(role) may not read it."
    case .otherVersion(let expected, let found):
      "The data keep version \(found ?? "(none)") of the contract; this Shoptalk reads \(expected)."
    }
  }

  /// What to do, as SQL where SQL is enough.
  public var remedy: String {
    let name = "production.\(table ?? "")"
    return switch problem {
    case .missingSchema: "Run schema/production.sql and schema/roles.sql, or `ask demo`."
    case .missingTable: "Make the table, or a view of this name; an empty one says that there are no such data."
    case .missingColumn(let expected):
      "alter table \(name) add column \(column ?? "") \(expected); or add it to the view (null::\(expected) if unknown)"
    case .wrongType(let expected, _): "Change its type, or cast it in the view: \(column ?? "")::\(expected)"
    case .notReadable(let role): "grant usage on schema production to \(role); grant select on \(name) to \(role);"
    case .otherVersion(let expected, _): "Bring the data to version \(expected), or install the Shoptalk that fits."
    }
  }
}

extension ProductionStore {
  /// Compares the database with the contract, as the role that answers questions sees it.
  ///
  /// Views count as tables. Types count by family: any integer for any other, any integer or number for a number, any
  /// text for any other. Of the version only the major part has to be the same. Keys, checks and further columns are
  /// not looked at.
  ///
  /// - Returns: nothing where the contract is kept.
  public func contractFindings(_ contract: Contract) async throws(DatabaseError) -> [ContractFinding] {
    let found = try await DatabaseShape.read(from: self)
    guard found.hasSchema else {
      return [ContractFinding(table: nil, column: nil, problem: .missingSchema, comment: "")]
    }
    var findings = contract.tables.flatMap { found.findings(on: $0) }
    if found.tables["contract"]?.columns["version"]?.isReadable == true {
      let version = try await rows(for: "select min(version::text) from production.contract")
        .map { row throws(DatabaseError) in row.cells[0] == .null ? nil : try row.text(0) }[0]
      if version?.majorVersion != contract.version.majorVersion {
        findings.append(
          ContractFinding(
            table: "contract", column: "version",
            problem: .otherVersion(expected: contract.version, found: version), comment: ""))
      }
    }
    return findings
  }
}

extension String {
  fileprivate var majorVersion: Substring { prefix { $0 != "." } }
}
