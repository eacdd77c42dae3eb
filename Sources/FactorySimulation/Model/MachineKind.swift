/// The kinds of line, in the order of the route.
enum LineKind: String, CaseIterable {
  case smt = "SMT"
  case dip = "DIP"
  case test = "TEST"
  case pack = "PACK"

  /// The word in a line's name.
  var word: String {
    switch self {
    case .smt: "SMT"
    case .dip: "DIP"
    case .test: "Test"
    case .pack: "Packing"
    }
  }
  var machines: [MachineKind] { MachineKind.allCases.filter { $0.stage.line == self } }
  var stages: [Stage] { Stage.allCases.filter { $0.line == self } }
}

/// The stages in the order of the route.
enum Stage: Int, CaseIterable {
  case printing, spi, placement, reflow, aoi, insertion, wave, touchUp, ict, fct, burnIn, inspection, packing

  var name: String {
    switch self {
    case .printing: "Solder paste printing"
    case .spi: "SPI"
    case .placement: "Placement"
    case .reflow: "Reflow"
    case .aoi: "AOI"
    case .insertion: "Insertion"
    case .wave: "Wave soldering"
    case .touchUp: "Touch-up"
    case .ict: "ICT"
    case .fct: "FCT"
    case .burnIn: "Burn-in"
    case .inspection: "Final inspection"
    case .packing: "Packing"
    }
  }
  var line: LineKind {
    switch self {
    case .printing, .spi, .placement, .reflow, .aoi: .smt
    case .insertion, .wave, .touchUp: .dip
    case .ict, .fct, .burnIn: .test
    case .inspection, .packing: .pack
    }
  }
  var inspects: Bool {
    switch self {
    case .spi, .aoi, .ict, .fct, .burnIn, .inspection: true
    default: false
    }
  }
}

/// The kinds of machine in the order in which a board meets them.
enum MachineKind: Int, CaseIterable {
  case printer, spi, mounterA, mounterB, reflow, aoi, insertion, wave, touchUp, ict, fct, burnIn, inspection, packing

  /// What follows the line in a machine's code.
  var suffix: String {
    switch self {
    case .printer: "PRINTER"
    case .spi: "SPI"
    case .mounterA: "MOUNTER-A"
    case .mounterB: "MOUNTER-B"
    case .reflow: "REFLOW"
    case .aoi: "AOI"
    case .insertion: "INSERT"
    case .wave: "WAVE"
    case .touchUp: "TOUCHUP"
    case .ict: "ICT"
    case .fct: "FCT"
    case .burnIn: "BURNIN"
    case .inspection: "INSPECT"
    case .packing: "PACK"
    }
  }
  var name: String {
    switch self {
    case .printer: "Solder paste printer"
    case .spi: "SPI"
    case .mounterA: "Mounter A"
    case .mounterB: "Mounter B"
    case .reflow: "Reflow oven"
    case .aoi: "AOI"
    case .insertion: "Insertion station"
    case .wave: "Wave soldering machine"
    case .touchUp: "Touch-up station"
    case .ict: "ICT tester"
    case .fct: "FCT tester"
    case .burnIn: "Burn-in chamber"
    case .inspection: "Final inspection station"
    case .packing: "Packing station"
    }
  }
  var stage: Stage {
    switch self {
    case .printer: .printing
    case .spi: .spi
    case .mounterA, .mounterB: .placement
    case .reflow: .reflow
    case .aoi: .aoi
    case .insertion: .insertion
    case .wave: .wave
    case .touchUp: .touchUp
    case .ict: .ict
    case .fct: .fct
    case .burnIn: .burnIn
    case .inspection: .inspection
    case .packing: .packing
    }
  }
  /// Planned setup in seconds when the product changes.
  var changeover: Int {
    switch self {
    case .printer: 480
    case .spi: 120
    case .mounterA, .mounterB: 1_080
    case .reflow: 540
    case .aoi: 240
    case .insertion: 600
    case .wave: 480
    case .touchUp: 120
    case .ict: 420
    case .fct: 540
    case .burnIn: 240
    case .inspection: 150
    case .packing: 210
    }
  }
  /// Planned setup in seconds between two work orders of the same product.
  var lotChange: Int { changeover / 6 }
}
