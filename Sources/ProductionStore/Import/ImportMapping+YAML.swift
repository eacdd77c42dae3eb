internal import Foundation

extension ImportMapping {
  /// Reads a mapping file.
  ///
  /// - Parameter name: the file's name, for messages.
  /// - Throws: `DatabaseError.importing(.mapping(…))` with the line and the key, for keys that are missing, unknown or
  ///   have a value that is not possible.
  public init(yaml text: String, file name: String) throws(DatabaseError) {
    let root = try MappingNode(yaml: text, file: name)
    try root.allow(["file", "site", "line", "order", "stage", "machine", "time", "state", "downtime", "quantity"])
    file = try File(try root.section("file"))
    site = try Site(try root.section("site"))
    line = try Line(try root.section("line"))
    order = try Order(try root.section("order"))

    let stage = try root.section("stage")
    try stage.allow(["column", "name", "remove", "inspects"])
    self.stage = Stage(
      text: try stage.columnOr("name"), remove: try stage.patterns("remove"), inspects: try stage.pattern("inspects"))

    let machine = try root.section("machine")
    try machine.allow(["column", "code", "name"])
    self.machine = Machine(text: try machine.columnOr("code"), name: try machine.pattern("name"))

    let time = try root.section("time")
    try time.allow(["start", "complete"])
    start = try time.text("start")
    complete = try time.text("complete")
    activity = try Activity(root)
    if case .state = activity, order.quantity == nil { _ = try root.section("order").text("quantity") }

    quantities =
      try root.sectionIfAny("quantity").map { node throws(DatabaseError) in try Quantities(node) }
      ?? Quantities(good: nil, scrap: nil, rework: nil)
  }
}

extension ImportMapping.File {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["encoding", "delimiter", "dates"])
    encoding = try node.choice("encoding", TextEncoding.self, default: .utf8)
    let separator = try node.textIfAny("delimiter") ?? ","
    guard separator.count == 1, let delimiter = separator.first else {
      throw node.problem("delimiter", "one character is expected, e.g. \",\", \";\" or \"\\t\"")
    }
    self.delimiter = delimiter
    guard let format = LocalTimeFormat(pattern: try node.text("dates")) else {
      throw node.problem("dates", "yyyy, MM, dd, HH, mm and ss with what stands between them are expected")
    }
    dates = format
  }
}

extension ImportMapping.Site {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["code", "name", "region", "country", "time_zone"])
    code = try node.text("code")
    name = try node.textIfAny("name") ?? code
    region = try node.textIfAny("region") ?? "unknown"
    country = try node.textIfAny("country") ?? "unknown"
    timeZone = try node.text("time_zone")
    guard TimeZone(identifier: timeZone) != nil else {
      throw node.problem("time_zone", "\(timeZone) is no time zone; a name like Asia/Ho_Chi_Minh is expected")
    }
  }
}

extension ImportMapping.Line {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["code", "name", "kind"])
    code = try node.text("code")
    name = try node.textIfAny("name") ?? code
    kind = try node.text("kind")
    guard ["SMT", "DIP", "TEST", "PACK"].contains(kind) else {
      throw node.problem("kind", "SMT, DIP, TEST or PACK is expected")
    }
  }
}

extension ImportMapping.Order {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["column", "prefix", "quantity", "product", "work_order_prefix", "released"])
    column = try node.text("column")
    prefix = try node.textIfAny("prefix") ?? ""
    quantity = try node.textIfAny("quantity")
    product = try node.textIfAny("product")
    workOrderPrefix = try node.textIfAny("work_order_prefix") ?? ""
    release = try node.choice("released", Release.self, default: .unknown)
  }
}

extension MappingNode {
  /// `column:`, or the key that gives every row the same text.
  fileprivate func columnOr(_ constant: String) throws(DatabaseError) -> ImportMapping.Text {
    if let column = try textIfAny("column") { return .column(column) }
    guard let text = try textIfAny(constant) else { throw problem("column", "it is missing, and `\(constant)` too") }
    return .always(text)
  }
}

extension ImportMapping.Activity {
  fileprivate init(_ root: MappingNode) throws(DatabaseError) {
    guard let downtime = try root.sectionIfAny("downtime") else {
      let state = try root.section("state")
      try state.allow(["column", "values"])
      let values = try state.section("values")
      var states: [String: ImportMapping.State] = [:]
      for value in values.keys { states[value] = try ImportMapping.State(try values.section(value)) }
      self = .state(column: try state.text("column"), values: states)
      return
    }
    if root.keys.contains("state") {
      throw root.problem("downtime", "a row is either one `state` or has `downtime` by factor")
    }
    self = .downtime(try ImportMapping.Downtime(downtime))
  }
}

extension ImportMapping.Downtime {
  private enum Unit: String, CaseIterable { case seconds, minutes, hours }

  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["unit", "whole", "minimum", "factors"])
    switch try node.choice("unit", Unit.self, default: .minutes) {
    case .seconds: unit = 1
    case .minutes: unit = 60
    case .hours: unit = 3600
    }
    whole = try node.textIfAny("whole")
    minimum = try node.text("minimum")
    let section = try node.section("factors")
    factors = []
    for column in section.keys {
      let state = try ImportMapping.State(try section.section(column))
      if state.reason == nil { throw section.problem(column, "a factor needs a `reason:`") }
      factors.append(Factor(column: column, state: state))
    }
  }
}

extension ImportMapping.State {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["category", "reason", "is_breakdown"])
    category = try node.text("category")
    guard ["off", "planned_stop", "run", "setup", "down", "idle"].contains(category) else {
      throw node.problem("category", "off, planned_stop, run, setup, down or idle is expected")
    }
    reason = try node.textIfAny("reason")
    if reason != nil, ["off", "run"].contains(category) {
      throw node.problem("reason", "a machine that is off or runs has none")
    }
    let flag = try node.textIfAny("is_breakdown") ?? "false"
    guard let isBreakdown = Bool(flag) else { throw node.problem("is_breakdown", "true or false is expected") }
    if isBreakdown, category != "down" || reason == nil {
      throw node.problem("is_breakdown", "only a reason of the category down is a breakdown")
    }
    self.isBreakdown = isBreakdown
  }
}

extension ImportMapping.Quantities {
  fileprivate init(_ node: MappingNode) throws(DatabaseError) {
    try node.allow(["good", "scrap", "rework"])
    good = try node.textIfAny("good")
    scrap = try node.textIfAny("scrap")
    guard let rework = try node.sectionIfAny("rework") else { return }
    try rework.allow(["column", "where", "equals"])
    self.rework = ImportMapping.Rework(column: try rework.text("column"), condition: nil)
    if let column = try rework.textIfAny("where") {
      self.rework?.condition = .init(column: column, value: try rework.text("equals"))
    }
  }
}
