/// A product and how it is made.
struct Product {
  var code: String
  var name: String
  var unitCost: String
  var placements: Int
  /// Share of the orders, relative.
  var demand: Double
  /// Seconds a unit by kind of machine; nil where the product does not go.
  var cycle: [MachineKind: Double]
  /// Codes of the materials that each stage uses.
  var materials: [Stage: [String]]

  func visits(_ kind: LineKind) -> Bool { kind.machines.contains { cycle[$0] != nil } }
  var route: [LineKind] { LineKind.allCases.filter(visits) }

  private init(
    _ code: String, _ name: String, cost: String, placements: Int, demand: Double, smt: [Double], dip: [Double] = [],
    test: [Double], pack: [Double], parts: [String], throughHole: [String] = []
  ) {
    (self.code, self.name, unitCost, self.placements, self.demand) = (code, name, cost, placements, demand)
    cycle = [:]
    for (kind, times) in zip(LineKind.allCases, [smt, dip, test, pack]) {
      for (machine, time) in zip(kind.machines, times) { cycle[machine] = time }
    }
    materials = [.printing: ["PCB-\(code)", "PASTE-SAC305"], .placement: parts, .packing: ["BOX-ESD-M", "LABEL-50"]]
    if !throughHole.isEmpty { materials[.insertion] = throughHole }
  }

  /// The largest time stands at another machine from product to product: the constraint of a line moves.
  static let all: [Product] = [
    Product(
      "PB-100", "Power Board", cost: "18.40", placements: 142, demand: 1.3, smt: [17, 12, 31, 28, 24, 21],
      dip: [23.7, 19.2, 21.5], test: [10.4, 14.3, 16.2], pack: [8, 6.6], parts: ["CAP-10UF", "RES-10K", "MOSFET-60V"],
      throughHole: ["CONN-12P", "IND-22UH", "HEATSINK-40"]),
    Product(
      "LD-20", "LED Driver", cost: "7.25", placements: 64, demand: 1.5, smt: [14, 10, 21, 25, 20, 16],
      dip: [16.3, 14.8, 18.5], test: [9.1, 11.1], pack: [5.8, 7.3], parts: ["CAP-10UF", "RES-10K", "IC-DRV8"],
      throughHole: ["CONN-12P", "IND-22UH"]),
    Product(
      "MC-7", "Motor Controller", cost: "32.90", placements: 236, demand: 1.0, smt: [19, 14, 33, 36, 27, 26],
      dip: [25.2, 21.5, 22.9], test: [11.7, 16.9, 15.6], pack: [8.8, 7.3], parts: ["IC-MCU32", "IC-DRV8", "CAP-10UF"],
      throughHole: ["CONN-12P", "HEATSINK-40"]),
    Product(
      "GW-4", "IoT Gateway", cost: "41.75", placements: 312, demand: 0.9, smt: [18, 13, 37, 35, 25, 24],
      test: [13, 15.6], pack: [8, 9.5], parts: ["IC-MCU32", "IC-RF24", "XTAL-16M"]),
    Product(
      "SN-2", "Sensor Node", cost: "9.60", placements: 88, demand: 1.4, smt: [15, 10, 21, 18, 19, 16],
      test: [10.4, 8.5], pack: [5.8, 5.1], parts: ["IC-RF24", "XTAL-16M", "RES-10K"]),
    Product(
      "BM-9", "Battery Monitor", cost: "14.10", placements: 118, demand: 1.1, smt: [16, 11, 26, 29, 22, 19],
      dip: [17.8, 15.5, 20], test: [11.1, 13.7], pack: [6.6, 7.3], parts: ["IC-MCU32", "CAP-10UF", "RES-10K"],
      throughHole: ["CONN-12P"]),
    Product(
      "DC-3", "Display Controller", cost: "22.30", placements: 174, demand: 0.9, smt: [18, 12, 30, 32, 24, 28],
      dip: [21.5, 17.8, 20], test: [10.4, 15], pack: [7.3, 5.8], parts: ["IC-MCU32", "XTAL-16M", "LED-5050"],
      throughHole: ["CONN-12P"]),
    Product(
      "RF-5", "Radio Module", cost: "12.80", placements: 97, demand: 1.0, smt: [15, 11, 24, 22, 21, 27],
      test: [13.7, 11.7, 13], pack: [5.8, 6.6], parts: ["IC-RF24", "XTAL-16M", "CAP-10UF"]),
  ]
}
