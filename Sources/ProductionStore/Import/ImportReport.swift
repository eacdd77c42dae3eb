/// What became of a file.
public struct ImportReport: Sendable, Hashable {
  /// A row that is not in the database as it stands in the file.
  public struct Exception: Sendable, Hashable {
    public enum Effect: String, Sendable {
      /// Nothing of the row was imported.
      case leftOut = "left out"
      /// Its quantities were imported, its time on the machine not.
      case noState = "no machine state"
      /// A part of its time on the machine was not imported.
      case cut
      /// It was imported; something about it was not used.
      case noted
    }
    /// Line of the file, 1 the header.
    public var line: Int
    public var effect: Effect
    /// In words, with the lines that it concerns.
    public var reason: String
  }

  public var rows = 0
  public var orders = 0
  public var operations = 0
  public var states = 0
  public var counts = 0
  public var machines = 0
  public var stages = 0
  public var products = 0
  /// Orders of the file that were in the database already, with the same content.
  public var ordersPresent = 0
  /// By line.
  public var exceptions: [Exception] = []

  /// Everything was there: nothing was changed.
  public var isAlreadyImported: Bool { orders == 0 && ordersPresent > 0 }

  /// One line for each thing that a reader wants to know, the exceptions as `line 17: cut: …`.
  public var text: String {
    let summary =
      isAlreadyImported
      ? "\(rows) rows read; all \(ordersPresent) orders are in the database already, nothing was changed."
      : "\(rows) rows read: \(orders) orders, \(operations) operations, \(states) machine states, \(counts) counts; "
        + "\(machines) machines, \(stages) stages, \(products) products."
    return ([summary] + exceptions.map { "line \($0.line): \($0.effect.rawValue): \($0.reason)" })
      .joined(separator: "\n")
  }
}
