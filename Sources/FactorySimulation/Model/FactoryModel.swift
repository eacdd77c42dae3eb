import QueryPlanner

/// A site.
struct Site {
  var code: String
  var name: String
  var region: String
  var share: Double

  static let all = [
    Site(code: "HANOI", name: "Hanoi", region: "North", share: 0.79),
    Site(code: "DA-NANG", name: "Da Nang", region: "Central", share: 0.21),
  ]
  static let hanoi = 0
  static let daNang = 1
}

/// A machine of the model; its number is its place in ``FactoryModel/machines``.
struct MachineModel {
  var code: String
  var kind: MachineKind
  var line: Int
  /// Place along the line, 1 first.
  var position: Int
  /// Ideal cycle times in milliseconds by product; 0 where the product does not go.
  var idealCycleTimes: [Int]
}

/// A line of the model; its number is its place in ``FactoryModel/lines``.
struct LineModel {
  var code: String
  var name: String
  var site: Int
  var kind: LineKind
  var number: Int
  var machines: Range<Int>
  var patterns: [ShiftPattern]
}

/// The equipment, products and calendar of the factory: everything that does not happen.
struct FactoryModel {
  var configuration: FactoryConfiguration
  var lines: [LineModel] = []
  var machines: [MachineModel] = []
  let products = Product.all
  /// Production day of the as-of, as a day number.
  let today: Int
  /// Production days that are simulated and planned, in day numbers.
  let calendarDays: Range<Int>
  /// First second of the data and the as-of, in seconds since 1970.
  let start: Int
  let asOf: Int
  private var calendars: [WorkCalendar]

  init(_ configuration: FactoryConfiguration) {
    self.configuration = configuration
    asOf = Int(configuration.asOf.seconds)
    let offset = configuration.utcOffset
    today = floorDiv(asOf + offset - ShiftPattern.dayStart * 3_600, CivilDay.length)
    let first = today - configuration.days
    start = first * CivilDay.length + ShiftPattern.dayStart * 3_600 - offset
    calendarDays = first..<today + configuration.planDays + 1
    let threeShifts: [ShiftPattern] = [.morning, .afternoon, .night]
    let twoShifts: [ShiftPattern] = [.morning, .afternoon]
    // The plan may run on past its horizon before it is cut there.
    let days = first..<today + configuration.planDays + 60
    calendars = [threeShifts, twoShifts].map { WorkCalendar(patterns: $0, days: days, utcOffset: offset) }

    let base: [(kind: LineKind, sites: [Int])] = [
      (.smt, [0, 0, 0, 1]), (.dip, [0, 0, 1]), (.test, [0, 0, 1]), (.pack, [0, 1]),
    ]
    for (kind, sites) in base {
      for index in 0..<sites.count * configuration.linesFactor {
        let site = sites[index % sites.count]
        addLine(
          kind, number: index + 1, site: site, patterns: kind == .smt && site == Site.hanoi ? threeShifts : twoShifts)
      }
    }
  }

  private mutating func addLine(_ kind: LineKind, number: Int, site: Int, patterns: [ShiftPattern]) {
    let first = machines.count
    for (place, machine) in kind.machines.enumerated() {
      // Lines are of different age: a few per cent apart, and the newer mounters of every third line faster.
      let speed = 1 + 0.02 * Double((number * 2) % 5) - (machine == .mounterB && number % 3 == 0 ? 0.12 : 0)
      machines.append(
        MachineModel(
          code: "\(kind.rawValue)\(number)-\(machine.suffix)", kind: machine, line: lines.count, position: place + 1,
          idealCycleTimes: products.map { Int((($0.cycle[machine] ?? 0) * speed * 100).rounded()) * 10 }))
    }
    lines.append(
      LineModel(
        code: "\(kind.rawValue)-\(number)", name: "\(kind.word) line \(number)", site: site, kind: kind,
        number: number, machines: first..<machines.count, patterns: patterns))
  }

  func calendar(of line: Int) -> WorkCalendar { calendars[lines[line].patterns.count == 3 ? 0 : 1] }

  /// The machines of a line on which the product is made, in the order of the flow.
  func machines(of line: Int, for product: Int) -> [Int] {
    lines[line].machines.filter { machines[$0].idealCycleTimes[product] > 0 }
  }
  /// The stages of a line on which the product is made.
  func stages(of kind: LineKind, for product: Int) -> [Stage] {
    kind.stages.filter { stage in
      kind.machines.contains { $0.stage == stage && products[product].cycle[$0] != nil }
    }
  }
  /// The lines of a kind at a site.
  func lines(of kind: LineKind, at site: Int) -> [Int] {
    lines.indices.filter { lines[$0].kind == kind && lines[$0].site == site }
  }
  func midnight(of day: Int) -> Int { day * CivilDay.length - configuration.utcOffset }
  /// The day of the site's clock on which a moment falls.
  func civilDay(of wall: Int) -> Int { floorDiv(wall + configuration.utcOffset, CivilDay.length) }
}
