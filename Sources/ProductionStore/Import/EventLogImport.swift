internal import Foundation
internal import QueryPlanner

/// Imports a process-mining event log: a row is an interval of a case at an activity on a resource.
///
/// A second import of the same file changes nothing; a file that has grown adds its new orders. One transaction: what
/// fails leaves nothing behind. The log brings no plan, no shifts, no due dates and no ideal cycle times, and none are
/// made up.
public struct EventLogImport: Sendable {
  private let mapping: ImportMapping

  public init(mapping: ImportMapping) { self.mapping = mapping }

  /// - Parameter file: path of the CSV file.
  /// - Throws: `DatabaseError.importing` where the file or the mapping is wrong; a database error otherwise.
  public func load(
    file path: String, into owner: AdministrativeConnection
  ) async throws(DatabaseError) -> ImportReport {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .importing(.file(path: path, reason: "it is not there or may not be read"))
    }
    let file = try DelimitedFile(
      bytes: bytes, path: path, encoding: mapping.file.encoding, delimiter: mapping.file.delimiter)
    let history = ProductionHistory(try EventLog(file, mapping), mapping)
    guard !history.orders.isEmpty else { throw .importing(.nothingToImport(rows: file.rows.count)) }
    var report = try await owner.transaction { owner throws(DatabaseError) in
      // Two imports at once would both find nothing.
      try await owner.execute(script: "lock table production.orders in share row exclusive mode")
      return try await HistoryLoader(owner: owner, mapping: mapping, history: history).load()
    }
    if !report.isAlreadyImported { try await owner.execute(script: "analyze") }
    report.rows = file.rows.count
    return report
  }
}
