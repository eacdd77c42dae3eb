package import IntentParser

/// The names of the demo factory, as the database would give them.
package enum DemoLexicon {
  package static let lexicon = Lexicon(entries: entries, shapes: shapes)

  static let shapes = [
    CodeShape(dimension: .order, prefix: "SO-", digits: 5...6),
    CodeShape(dimension: .order, prefix: "Case ", digits: 1...4),
    CodeShape(dimension: .workOrder, prefix: "WO-", digits: 5...6),
    CodeShape(dimension: .lot, prefix: "LOT-", digits: 5...6),
  ]

  private struct Kind {
    var code: String
    var title: String
    var lines: [(number: Int, site: String)]
    var machines: [(suffix: String, name: String, stage: String)]
  }

  private static let kinds = [
    Kind(
      code: "SMT", title: "SMT line", lines: [(1, "HANOI"), (2, "HANOI"), (3, "HANOI"), (4, "DA-NANG")],
      machines: [
        ("PRINTER", "Solder paste printer", "Solder paste printing"), ("SPI", "SPI", "SPI"),
        ("MOUNTER-A", "Mounter A", "Placement"), ("MOUNTER-B", "Mounter B", "Placement"),
        ("REFLOW", "Reflow oven", "Reflow"), ("AOI", "AOI", "AOI"),
      ]),
    Kind(
      code: "DIP", title: "DIP line", lines: [(1, "HANOI"), (2, "HANOI"), (3, "DA-NANG")],
      machines: [
        ("INSERT", "Insertion station", "Insertion"), ("WAVE", "Wave soldering machine", "Wave soldering"),
        ("TOUCHUP", "Touch-up station", "Touch-up"),
      ]),
    Kind(
      code: "TEST", title: "Test line", lines: [(1, "HANOI"), (2, "HANOI"), (3, "DA-NANG")],
      machines: [
        ("ICT", "ICT tester", "ICT"), ("FCT", "FCT tester", "FCT"), ("BURNIN", "Burn-in chamber", "Burn-in"),
      ]),
    Kind(
      code: "PACK", title: "Packing line", lines: [(1, "HANOI"), (2, "DA-NANG")],
      machines: [
        ("INSPECT", "Final inspection station", "Final inspection"), ("PACK", "Packing station", "Packing"),
      ]),
  ]

  private static let inspecting = ["SPI", "AOI", "ICT", "FCT", "Burn-in", "Final inspection"]

  private static let products = [
    ("PB-100", "Power Board"), ("LD-20", "LED Driver"), ("MC-7", "Motor Controller"), ("GW-4", "IoT Gateway"),
    ("SN-2", "Sensor Node"), ("BM-9", "Battery Monitor"), ("DC-3", "Display Controller"), ("RF-5", "Radio Module"),
  ]

  private static let reasons = [
    ("Feeder jam", "down"), ("Nozzle clog", "down"), ("Solder paste change", "down"), ("Stencil cleaning", "down"),
    ("Reflow temperature alarm", "down"), ("Conveyor jam", "down"), ("Changeover", "setup"),
    ("Waiting for material", "idle"), ("Waiting for operator", "idle"), ("Fixture fault", "down"),
    ("Tester offline", "down"), ("Preventive maintenance", "planned_stop"), ("No plan", "planned_stop"),
  ]

  private static let customers = [
    "Aurora Lighting", "Bluefin Marine", "Cedar Robotics", "Delta Mobility", "Evergreen HVAC", "Falcon Drones",
  ]

  private static let defects = [
    "Solder bridge", "Tombstone", "Missing component", "Insufficient solder", "Misalignment", "Cold joint",
    "Polarity reversed", "Functional failure", "Cosmetic scratch",
  ]

  private static var entries: [LexiconEntry] {
    var entries = [
      LexiconEntry(dimension: .site, code: "HANOI", names: ["Hanoi"]),
      LexiconEntry(dimension: .site, code: "DA-NANG", names: ["Da Nang", "Danang"]),
      LexiconEntry(dimension: .shift, code: "Morning", names: ["Morning", "A"]),
      LexiconEntry(dimension: .shift, code: "Afternoon", names: ["Afternoon", "B"]),
      LexiconEntry(dimension: .shift, code: "Night", names: ["Night", "C"]),
    ]
    for kind in kinds {
      for machine in kind.machines where !entries.contains(where: { $0.code == machine.stage }) {
        entries.append(
          LexiconEntry(
            dimension: .stage, code: machine.stage, names: [machine.stage], parents: [.lineKind: kind.code],
            category: inspecting.contains(machine.stage) ? "inspects" : nil))
      }
      for line in kind.lines {
        let code = "\(kind.code)-\(line.number)"
        entries.append(
          LexiconEntry(
            dimension: .line, code: code, names: ["\(kind.title) \(line.number)"],
            parents: [.site: line.site, .lineKind: kind.code]))
        for machine in kind.machines {
          entries.append(
            LexiconEntry(
              dimension: .machine, code: "\(kind.code)\(line.number)-\(machine.suffix)", names: [machine.name],
              parents: [.line: code, .stage: machine.stage]))
        }
      }
    }
    entries += products.map { LexiconEntry(dimension: .product, code: $0.0, names: [$0.1]) }
    entries += customers.map { LexiconEntry(dimension: .customer, code: $0, names: [$0]) }
    entries += reasons.map { LexiconEntry(dimension: .reason, code: $0.0, names: [$0.0], category: $0.1) }
    entries += defects.map { LexiconEntry(dimension: .defect, code: $0, names: [$0]) }
    return entries
  }
}
