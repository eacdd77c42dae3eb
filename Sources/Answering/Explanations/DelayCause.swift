/// Why an order lost or gained time against its plan.
public enum DelayCause: String, Sendable, Hashable, CaseIterable {
  /// The first operation's release to production.
  case release
  // Within an operation
  case setup, down, slow
  case extraQuantity = "extra_quantity"
  /// The machine stood ready and something other than material or the stage before was missing.
  case idle
  case unlogged
  // Between operations, in the order in which they claim time
  case offShift = "off_shift"
  case noMaterial = "no_material"
  case machineDown = "machine_down"
  case machineBusy = "machine_busy"
  case upstream
  case unexplained
}
