/// The kinds of defect.
enum DefectType: String, CaseIterable {
  case solderBridge = "Solder bridge"
  case tombstone = "Tombstone"
  case missingComponent = "Missing component"
  case insufficientSolder = "Insufficient solder"
  case misalignment = "Misalignment"
  case coldJoint = "Cold joint"
  case polarity = "Polarity reversed"
  case functionalFailure = "Functional failure"
  case scratch = "Cosmetic scratch"
}

/// A way in which a machine finds a defect: what it is and where it came from.
struct DefectOrigin {
  var type: DefectType
  var introducedBy: MachineKind
  var weight: Double
  init(_ type: DefectType, _ introducedBy: MachineKind, _ weight: Double) {
    (self.type, self.introducedBy, self.weight) = (type, introducedBy, weight)
  }
}

extension MachineKind {
  /// Shares of units that the machine scraps, sends to rework and calls defective though they are good.
  var defectRates: (scrap: Double, rework: Double, falseCall: Double) {
    switch self {
    case .printer: (0.002, 0, 0)
    case .spi: (0.0022, 0.012, 0.006)
    case .mounterA, .mounterB: (0.006, 0.002, 0)
    case .reflow: (0.002, 0, 0)
    case .aoi: (0.005, 0.02, 0.012)
    case .insertion: (0.007, 0.001, 0)
    case .wave: (0.004, 0, 0)
    case .touchUp: (0.006, 0.022, 0)
    case .ict: (0.005, 0.014, 0)
    case .fct: (0.006, 0.01, 0)
    case .burnIn: (0.004, 0.002, 0)
    case .inspection: (0.006, 0.012, 0)
    case .packing: (0.005, 0.001, 0)
    }
  }

  /// What the machine finds. An origin that the unit has not passed is read as the machine itself.
  var defectOrigins: [DefectOrigin] {
    switch self {
    case .printer: [.init(.insufficientSolder, .printer, 1), .init(.solderBridge, .printer, 1)]
    case .spi:
      [
        .init(.insufficientSolder, .printer, 5), .init(.solderBridge, .printer, 4), .init(.misalignment, .printer, 2),
      ]
    case .mounterA: [.init(.missingComponent, .mounterA, 2), .init(.misalignment, .mounterA, 1)]
    case .mounterB: [.init(.missingComponent, .mounterB, 2), .init(.misalignment, .mounterB, 1)]
    case .reflow: [.init(.coldJoint, .reflow, 1), .init(.tombstone, .reflow, 1)]
    case .aoi:
      [
        .init(.tombstone, .reflow, 4), .init(.missingComponent, .mounterA, 4), .init(.missingComponent, .mounterB, 3),
        .init(.misalignment, .mounterA, 3), .init(.misalignment, .mounterB, 2), .init(.solderBridge, .printer, 4),
        .init(.insufficientSolder, .printer, 2), .init(.polarity, .mounterB, 1), .init(.coldJoint, .reflow, 1),
      ]
    case .insertion: [.init(.missingComponent, .insertion, 2), .init(.polarity, .insertion, 1)]
    case .wave: [.init(.solderBridge, .wave, 1), .init(.coldJoint, .wave, 1)]
    case .touchUp:
      [
        .init(.solderBridge, .wave, 5), .init(.insufficientSolder, .wave, 4), .init(.missingComponent, .insertion, 2),
        .init(.polarity, .insertion, 1), .init(.coldJoint, .wave, 2),
      ]
    case .ict:
      [
        .init(.coldJoint, .reflow, 4), .init(.solderBridge, .wave, 3), .init(.missingComponent, .mounterA, 2),
        .init(.polarity, .mounterB, 2), .init(.polarity, .insertion, 1), .init(.insufficientSolder, .printer, 2),
      ]
    case .fct:
      [
        .init(.functionalFailure, .mounterB, 4), .init(.functionalFailure, .reflow, 4), .init(.coldJoint, .wave, 2),
        .init(.polarity, .insertion, 1), .init(.functionalFailure, .mounterA, 2),
      ]
    case .burnIn: [.init(.functionalFailure, .reflow, 3), .init(.coldJoint, .reflow, 2)]
    case .inspection:
      [
        .init(.scratch, .touchUp, 3), .init(.scratch, .fct, 3), .init(.misalignment, .mounterB, 1),
        .init(.scratch, .inspection, 2),
      ]
    case .packing: [.init(.scratch, .packing, 1)]
    }
  }
}
