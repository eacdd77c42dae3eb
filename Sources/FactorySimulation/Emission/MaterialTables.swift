/// Rows of material lots and their uses: every operation that has begun takes from the lot then open.
struct MaterialTables {
  let model: FactoryModel
  let plan: Plan
  let outcomes: [OperationOutcome]

  private struct Lot {
    var material: Int
    var number: Int
    var received: Int
    var used = 0
  }

  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    var lots: [[Lot]] = Material.all.indices.map(deliveries)
    for (index, operation) in plan.operations.enumerated() {
      guard let start = outcomes[index].start else { continue }
      let product = model.products[plan.workOrders[operation.workOrder].product]
      for code in product.materials[operation.stage] ?? [] {
        let material = Material.index(of: code)
        let lot = openLot(of: lots[material], at: start)
        lots[material][lot].used += operation.quantity * Material.all[material].perUnit
        guard table == .lotUses else { continue }
        rows.text(self.code(lots[material][lot]))
        rows.integer(index + 1)
        rows.endRow()
      }
    }
    guard table == .materialLots else { return }
    for lot in lots.joined() where lot.received < model.asOf {
      rows.text(code(lot))
      rows.text(Material.all[lot.material].code)
      rows.text(Material.all[lot.material].supplier)
      rows.time(lot.received)
      // A fresh lot that nothing was taken from yet is as large as the smallest ordered.
      rows.integer((lot.used / 500 + 2) * 500)
      rows.endRow()
    }
  }

  /// Deliveries at regular intervals, the first before anything is made.
  private func deliveries(of material: Int) -> [Lot] {
    let interval = Material.all[material].deliveryDays
    let first = model.today - model.configuration.days - 1 - material % interval
    return stride(from: first, through: model.today, by: interval).enumerated().map { number, day in
      Lot(material: material, number: number + 1, received: model.midnight(of: day) + (7 + material % 8) * 3_600)
    }
  }

  private func openLot(of lots: [Lot], at time: Int) -> Int {
    var low = 0
    var high = lots.count
    while low < high {
      let middle = (low + high) / 2
      if lots[middle].received <= time { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  private func code(_ lot: Lot) -> String {
    let number = String(lot.number)
    return "L-\(Material.all[lot.material].code)-\(String(repeating: "0", count: max(0, 3 - number.count)))\(number)"
  }
}
