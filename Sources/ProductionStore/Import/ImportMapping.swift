/// How the columns of an event log become production data: the content of a mapping file.
///
/// The keys of the file are explained in `examples/mappings/machine_shop_log.yaml`.
public struct ImportMapping: Sendable, Hashable {
  struct File: Sendable, Hashable {
    var encoding: TextEncoding
    var delimiter: Character
    var dates: LocalTimeFormat
  }
  struct Site: Sendable, Hashable {
    var code: String
    var name: String
    var region: String
    var country: String
    var timeZone: String
  }
  struct Line: Sendable, Hashable {
    var code: String
    var name: String
    var kind: String
  }
  struct Order: Sendable, Hashable {
    enum Release: String, Sendable, CaseIterable {
      case firstStart = "first_start"
      case unknown
    }
    var column: String
    var quantity: String
    var product: String?
    /// Stands before the order's code in the code of its work order.
    var workOrderPrefix: String
    var release: Release
  }
  struct Stage: Sendable, Hashable {
    var column: String
    /// Patterns of what does not belong to the stage's name.
    var remove: [String]
    /// Pattern of the names of stages that only inspect or test.
    var inspects: String?
  }
  struct Machine: Sendable, Hashable {
    var column: String
    /// Pattern of what people call it within the column's text; nil: the whole text.
    var name: String?
  }
  struct State: Sendable, Hashable {
    var category: String
    var reason: String?
    var isBreakdown: Bool
  }
  struct Quantities: Sendable, Hashable {
    var good: String?
    var scrap: String?
    var rework: Rework?
  }
  struct Rework: Sendable, Hashable {
    var column: String
    /// Only where this column has this value.
    var condition: Condition?
    struct Condition: Sendable, Hashable {
      var column: String
      var value: String
    }
  }

  var file: File
  var site: Site
  var line: Line
  var order: Order
  var stage: Stage
  var machine: Machine
  var start: String
  var complete: String
  var stateColumn: String
  var states: [String: State]
  var quantities: Quantities

  /// Every column of the file that is read.
  var columns: [String] {
    var names = [order.column, order.quantity, stage.column, machine.column, start, complete, stateColumn]
    names += [order.product, quantities.good, quantities.scrap, quantities.rework?.column].compactMap { $0 }
    if let condition = quantities.rework?.condition { names.append(condition.column) }
    return names
  }
}

/// Encodings that a mapping may name.
enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
}
