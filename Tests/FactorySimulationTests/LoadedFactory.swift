import FactorySimulation
import QueryPlanner

/// The rows of a generated factory, read back from the COPY text that a database would get.
struct LoadedFactory: Sendable {
  struct State: Sendable {
    var machine: String
    var from: Int
    var to: Int?
    var category: String
    var reason: String?
    var operation: Int?
  }
  struct Count: Sendable {
    var machine: String
    var at: Int
    var operation: Int
    var good: Int
    var scrap: Int
    var rework: Int
  }
  struct Operation: Sendable {
    var id: Int
    var workOrder: String
    var sequence: Int
    var stage: String
    var line: String
    var machine: String
    var plannedStart: Int
    var plannedEnd: Int
    var start: Int?
    var end: Int?
    var plannedSetup: Int
    var quantity: Int
    var good: Int
    var scrap: Int
    var rework: Int
  }
  struct Defect: Sendable {
    var operation: Int
    var foundOperation: Int
    var foundMachine: String
    var found: Int
    var introduced: Int
    var board: String
    var disposition: String
  }

  var configuration: FactoryConfiguration
  var asOf: Int { Int(configuration.asOf.seconds) }
  var states: [String: [State]] = [:]
  var counts: [Count] = []
  var operations: [Operation] = []
  var defects: [Defect] = []
  /// Other tables, field by field.
  var rows: [FactoryTable: [[String?]]] = [:]
  var order: [FactoryTable] = []
  var telemetryRows = 0

  init(_ configuration: FactoryConfiguration) {
    self.configuration = configuration
    for chunk in DemoFactory(configuration) {
      if order.last != chunk.table { order.append(chunk.table) }
      switch chunk.table {
      case .telemetry: telemetryRows += chunk.rows.count { $0 == 0x0A }
      case .machineStates: each(chunk) { add(state: $0) }
      case .productionCounts: each(chunk) { add(count: $0) }
      case .operations: each(chunk) { add(operation: $0) }
      case .defects: each(chunk) { add(defect: $0) }
      default: each(chunk) { rows[chunk.table, default: []].append($0) }
      }
    }
  }

  private func each(_ chunk: FactoryChunk, _ body: ([String?]) -> Void) {
    for line in chunk.rows.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      body(fields.map { $0.elementsEqual([0x5C, 0x4E]) ? nil : String(decoding: $0, as: UTF8.self) })
    }
  }

  private mutating func add(state f: [String?]) {
    states[text(f[0]), default: []].append(
      State(
        machine: text(f[0]), from: time(f[1]), to: f[2].map(Self.seconds), category: text(f[3]), reason: f[4],
        operation: f[5].flatMap { Int($0) }))
  }
  private mutating func add(count f: [String?]) {
    counts.append(
      Count(
        machine: text(f[0]), at: time(f[1]), operation: integer(f[2]), good: integer(f[3]), scrap: integer(f[4]),
        rework: integer(f[5])))
  }
  private mutating func add(operation f: [String?]) {
    operations.append(
      Operation(
        id: integer(f[0]), workOrder: text(f[1]), sequence: integer(f[2]), stage: text(f[3]), line: text(f[4]),
        machine: text(f[5]), plannedStart: time(f[6]), plannedEnd: time(f[7]), start: f[8].map(Self.seconds),
        end: f[9].map(Self.seconds), plannedSetup: integer(f[10]), quantity: integer(f[11]), good: integer(f[12]),
        scrap: integer(f[13]), rework: integer(f[14])))
  }
  private mutating func add(defect f: [String?]) {
    defects.append(
      Defect(
        operation: integer(f[2]), foundOperation: integer(f[4]), foundMachine: text(f[5]), found: time(f[6]),
        introduced: time(f[7]), board: text(f[8]), disposition: text(f[11])))
  }

  func text(_ field: String?) -> String { field ?? "" }
  func integer(_ field: String?) -> Int { field.flatMap { Int($0) } ?? Int.min }
  func time(_ field: String?) -> Int { field.map(Self.seconds) ?? Int.min }

  /// Seconds since 1970 of `2026-03-18 14:30:00+07`.
  static func seconds(_ text: String) -> Int {
    var numbers: [Int] = [0]
    for byte in text.utf8 {
      if byte >= 0x30, byte <= 0x39 {
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte) - 0x30
      } else {
        numbers.append(0)
      }
    }
    guard numbers.count >= 7 else { return Int.min }
    let month = (numbers[1] + 9) % 12
    let year = numbers[0] - (numbers[1] <= 2 ? 1 : 0)
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + numbers[2] - 1 - 719_468
    return ((days * 24 + numbers[3] - numbers[6]) * 60 + numbers[4]) * 60 + numbers[5]
  }
}

/// The factories that the tests look at, each generated once.
enum Sample: String, CaseIterable, Sendable {
  case standard, otherSeed, sundayNight

  private static let loaded: [Sample: LoadedFactory] = {
    func factory(_ asOf: String, _ seed: UInt64, _ days: Int) -> LoadedFactory {
      LoadedFactory(
        FactoryConfiguration(
          asOf: Instant(seconds: Int64(LoadedFactory.seconds(asOf))), seed: seed, days: days))
    }
    return [
      .standard: factory("2026-03-18 14:30:00+07", 7, 90),
      .otherSeed: factory("2026-03-18 14:30:00+07", 99, 14),
      .sundayNight: factory("2026-03-15 03:00:00+07", 4, 10),
    ]
  }()

  var factory: LoadedFactory {
    get throws {
      guard let factory = Sample.loaded[self] else { throw Missing() }
      return factory
    }
  }
  struct Missing: Error {}
}
