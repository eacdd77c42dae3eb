internal import QueryPlanner

/// An event log as production data: pure, the same for the same file and mapping.
///
/// - An order and its one work order are a case of the log.
/// - An operation is all rows of a case at one stage on one machine, from the first start to the last end: setup,
///   production and returns for rework are one operation, as the contract has it. The sequence follows the ends, so
///   that the last operation is the one with which the order ended.
/// - The quantities of every row are counted at its end, also where its time on the machine cannot be kept.
struct ProductionHistory {
  struct Order {
    var code: String
    var workOrder: String
    var product: String?
    var quantity: Int
    var released: Instant?
    var operations: [Operation]
  }
  struct Operation {
    var stage: String
    var machine: String
    var start: Instant
    var end: Instant
    var good = 0
    var scrap = 0
    var rework = 0
    var events: [EventLog.Event]
  }
  struct Stage {
    var name: String
    var inspects: Bool
  }
  struct Machine {
    var code: String
    var name: String
    var stage: String
  }

  private(set) var orders: [Order] = []
  /// In the order of the route.
  private(set) var stages: [Stage] = []
  private(set) var machines: [Machine] = []
  private(set) var products: [String] = []
  /// Seconds of a product on a machine, where every row of them says the same.
  private(set) var idealCycleTimes: [(place: IdealPlace, seconds: Int64)] = []
  struct IdealPlace: Hashable { var product, machine: String }
  private(set) var states: [StateCutter.Piece] = []
  private(set) var exceptions: [ImportReport.Exception]

  init(_ log: EventLog, _ mapping: ImportMapping) {
    exceptions = log.exceptions
    var cases: [String: [EventLog.Event]] = [:]
    var codes: [String] = []
    for event in log.events {
      if cases[event.order] == nil { codes.append(event.order) }
      cases[event.order, default: []].append(event)
    }
    for code in codes { orders.append(order(code, cases[code] ?? [], mapping)) }
    products = Set(orders.compactMap(\.product)).sorted()
    stages = Self.route(of: orders).map { name in Stage(name: name, inspects: name.matches(mapping.stage.inspects)) }

    let byMachine = Dictionary(grouping: log.events, by: \.machine)
    for (code, events) in byMachine.sorted(by: { $0.key < $1.key }) {
      machines.append(Machine(code: code, name: code.part(mapping.machine.name), stage: Self.mainStage(of: events)))
      let cutter = StateCutter(events)
      states += cutter.pieces
      exceptions += cutter.exceptions
    }
    takeIdealCycleTimes(log.events)
    exceptions.sort { ($0.line, $0.reason) < ($1.line, $1.reason) }
  }

  /// A row is one unit; of two rows that contradict each other the later is said and the first one kept.
  private mutating func takeIdealCycleTimes(_ events: [EventLog.Event]) {
    var known: [IdealPlace: (seconds: Int64, line: Int)] = [:]
    for event in events {
      guard let ideal = event.ideal, ideal > 0, let product = event.product else { continue }
      let place = IdealPlace(product: product, machine: event.machine)
      if let first = known[place] {
        guard first.seconds != ideal else { continue }
        let reason = "its minimum is not that of line \(first.line), which is used for \(product)"
        exceptions.append(.init(line: event.line, effect: .noted, reason: reason))
      } else {
        known[place] = (ideal, event.line)
      }
    }
    idealCycleTimes = known.map { ($0, $1.seconds) }.sorted { $0.place.product < $1.place.product }
  }

  private mutating func order(_ code: String, _ events: [EventLog.Event], _ mapping: ImportMapping) -> Order {
    let head = events[0]
    for event in events where event.quantity != head.quantity || event.product != head.product {
      let reason = "its quantity or product is not that of line \(head.line), which is used for \(code)"
      exceptions.append(.init(line: event.line, effect: .noted, reason: reason))
    }
    struct Place: Hashable { var stage, machine: String }
    let operations = Dictionary(grouping: events) { Place(stage: $0.stage, machine: $0.machine) }
      .map { Operation($0.stage, $0.machine, $1) }
      .sorted { ($0.end, $0.start, $0.events[0].line) < ($1.end, $1.start, $1.events[0].line) }
    return Order(
      code: code, workOrder: mapping.order.workOrderPrefix + code, product: head.product, quantity: head.quantity,
      released: mapping.order.release == .firstStart ? events.map(\.start).min() : nil, operations: operations)
  }

  /// Stages by their mean place, 0 first and 1 last, among the operations of the orders that have them.
  private static func route(of orders: [Order]) -> [String] {
    var places: [String: (sum: Double, count: Double)] = [:]
    for order in orders {
      for (index, operation) in order.operations.enumerated() {
        let place = order.operations.count == 1 ? 0.5 : Double(index) / Double(order.operations.count - 1)
        let known = places[operation.stage] ?? (0, 0)
        places[operation.stage] = (known.sum + place, known.count + 1)
      }
    }
    return places.map { (name: $0, mean: $1.sum / $1.count) }.sorted { ($0.mean, $0.name) < ($1.mean, $1.name) }
      .map(\.name)
  }

  /// The stage with the most rows.
  private static func mainStage(of events: [EventLog.Event]) -> String {
    let counts = Dictionary(events.map { ($0.stage, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}

extension ProductionHistory.Operation {
  /// - Parameter events: not empty, in the order of the file.
  fileprivate init(_ stage: String, _ machine: String, _ events: [EventLog.Event]) {
    (self.stage, self.machine, self.events) = (stage, machine, events)
    (start, end) = (events[0].start, events[0].end)
    for event in events {
      start = min(start, event.start)
      end = max(end, event.end)
      good += event.good
      scrap += event.scrap
      rework += event.rework
    }
  }
}

extension String {
  fileprivate func matches(_ pattern: String?) -> Bool {
    guard let pattern, let regex = try? Regex(pattern) else { return false }
    return firstMatch(of: regex) != nil
  }

  /// The part that the pattern finds, or all of it.
  fileprivate func part(_ pattern: String?) -> String {
    guard let pattern, let regex = try? Regex(pattern), let match = firstMatch(of: regex) else { return self }
    return String(self[match.range])
  }
}
