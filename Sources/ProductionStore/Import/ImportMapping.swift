/// How the columns of an event log become production data: the content of a mapping file.
///
/// The keys of the file are explained in `examples/mappings/machine_shop_log.yaml`, those of a file with minutes of
/// stop by factor in `examples/mappings/downtime_by_factor.yaml`.
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
    /// Stands before what the column holds, where a bare number would not be known as an order.
    var prefix: String
    /// Column of the units ordered; nil: one.
    var quantity: String?
    var product: String?
    /// Stands before the order's code in the code of its work order.
    var workOrderPrefix: String
    var release: Release
  }
  /// A column of the file, or the same text for every row.
  enum Text: Sendable, Hashable {
    case column(String)
    case always(String)
  }
  struct Stage: Sendable, Hashable {
    var text: Text
    /// Patterns of what does not belong to the stage's name.
    var remove: [String]
    /// Pattern of the names of stages that only inspect or test.
    var inspects: String?
  }
  struct Machine: Sendable, Hashable {
    var text: Text
    /// Pattern of what people call it within the column's text; nil: the whole text.
    var name: String?
  }
  struct State: Sendable, Hashable {
    var category: String
    var reason: String?
    var isBreakdown: Bool
  }
  /// What the machine did in the interval of a row.
  enum Activity: Sendable, Hashable {
    /// One state, by the value of a column.
    case state(column: String, values: [String: State])
    /// Stops of several reasons, and production in the rest.
    case downtime(Downtime)
  }
  /// A row with a column of minutes for each reason.
  struct Downtime: Sendable, Hashable {
    struct Factor: Sendable, Hashable {
      var column: String
      var state: State
    }
    /// Seconds in one unit of the columns.
    var unit: Int
    /// Column of the whole length, which must be that of the interval.
    var whole: String?
    /// Column of what the row would have taken without a stop: the ideal cycle time of its product.
    var minimum: String
    /// In the order of the mapping.
    var factors: [Factor]
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
  var activity: Activity
  var quantities: Quantities

  /// Every state that a row can become.
  var states: [State] {
    switch activity {
    case .state(_, let values): Array(values.values)
    case .downtime(let downtime): downtime.factors.map(\.state)
    }
  }

  /// Every column of the file that is read.
  var columns: [String] {
    var names = [order.column, start, complete]
    for case .column(let name) in [stage.text, machine.text] { names.append(name) }
    switch activity {
    case .state(let column, _): names.append(column)
    case .downtime(let downtime):
      names += [downtime.whole, downtime.minimum].compactMap { $0 } + downtime.factors.map(\.column)
    }
    names += [order.quantity, order.product, quantities.good, quantities.scrap, quantities.rework?.column]
      .compactMap { $0 }
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
