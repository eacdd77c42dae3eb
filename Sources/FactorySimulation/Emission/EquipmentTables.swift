/// Rows of the tables that do not change: equipment, products, names and targets.
struct EquipmentTables {
  let model: FactoryModel

  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    switch table {
    case .sites: sites(&rows)
    case .lines: lines(&rows)
    case .stages: stages(&rows)
    case .machines: machines(&rows)
    case .products: products(&rows)
    case .idealCycleTimes: idealCycleTimes(&rows)
    case .customers: names(Order.customers, &rows)
    case .defectTypes: names(DefectType.allCases.map(\.rawValue), &rows)
    case .stopReasons: stopReasons(&rows)
    case .materials: materials(&rows)
    case .kpiTargets: targets(&rows)
    case .documents: documents(&rows)
    default: break
    }
  }

  private func names(_ names: [String], _ rows: inout CopyBuffer) {
    for name in names {
      rows.text(name)
      rows.endRow()
    }
  }

  private func sites(_ rows: inout CopyBuffer) {
    for site in Site.all {
      for value in [site.code, site.name, site.region, "Vietnam", "Asia/Ho_Chi_Minh"] { rows.text(value) }
      rows.endRow()
    }
  }

  private func lines(_ rows: inout CopyBuffer) {
    for (index, line) in model.lines.enumerated() {
      for value in [line.code, line.name, Site.all[line.site].code, line.kind.rawValue] { rows.text(value) }
      rows.integer(index + 1)
      rows.endRow()
    }
  }

  private func stages(_ rows: inout CopyBuffer) {
    for stage in Stage.allCases {
      rows.text(stage.name)
      rows.text(stage.line.rawValue)
      rows.integer(stage.rawValue + 1)
      rows.bool(stage.inspects)
      rows.endRow()
    }
  }

  private func machines(_ rows: inout CopyBuffer) {
    for machine in model.machines {
      rows.text(machine.code)
      rows.text(machine.kind.name)
      rows.text(model.lines[machine.line].code)
      rows.text(machine.kind.stage.name)
      rows.integer(machine.position)
      rows.integer(120)
      rows.endRow()
    }
  }

  private func products(_ rows: inout CopyBuffer) {
    for product in model.products {
      for value in [product.code, product.name, product.unitCost] { rows.text(value) }
      rows.integer(product.placements)
      rows.endRow()
    }
  }

  private func idealCycleTimes(_ rows: inout CopyBuffer) {
    for (index, product) in model.products.enumerated() {
      for machine in model.machines where machine.idealCycleTimes[index] > 0 {
        rows.text(product.code)
        rows.text(machine.code)
        rows.fixed(machine.idealCycleTimes[index], places: 3)
        rows.endRow()
      }
    }
  }

  private func stopReasons(_ rows: inout CopyBuffer) {
    for reason in StopReason.allCases {
      rows.text(reason.rawValue)
      rows.text(reason.category.rawValue)
      rows.bool(reason.isBreakdown)
      rows.endRow()
    }
  }

  private func materials(_ rows: inout CopyBuffer) {
    for material in Material.all {
      rows.text(material.code)
      rows.text(material.name)
      rows.endRow()
    }
  }

  /// Targets in thousandths; those of one kind of line are alike, younger lines a point better.
  private func targets(_ rows: inout CopyBuffer) {
    for line in model.lines {
      let oee: Int
      switch line.kind {
      case .smt: oee = 700
      case .dip: oee = 720
      case .test: oee = 680
      case .pack: oee = 720
      }
      let targets: [(String, Int)] = [
        ("oee", oee + line.number % 3 * 10), ("availability", oee + 100), ("performance", 950), ("quality", 992),
        ("scrap_rate", 20), ("first_pass_yield", 960), ("on_time_delivery", 900), ("schedule_adherence", 850),
        ("throughput", line.kind == .smt ? 90_000 : line.kind == .pack ? 200_000 : 95_000),
      ]
      for (kpi, target) in targets {
        rows.text(line.code)
        rows.text(kpi)
        rows.fixed(target, places: 3)
        rows.endRow()
      }
    }
  }

  private func documents(_ rows: inout CopyBuffer) {
    for (number, product) in model.products.enumerated() {
      let codes: [(String, String, Stage?, String)] =
        [
          ("POM-\(product.code)", "POM", nil, "Product operation manual, \(product.name)"),
          ("SOOP-\(product.code)", "SOOP", nil, "Sequence of operations, \(product.name)"),
          ("FA-\(product.code)", "first_article", nil, "First article report, \(product.name)"),
        ]
        + Stage.allCases.filter { stage in
          MachineKind.allCases.contains { $0.stage == stage && product.cycle[$0] != nil }
        }.map {
          ("WI-\(product.code)-\($0.rawValue + 1)", "work_instruction", $0, "\($0.name) of \(product.name)")
        }
      for (place, (code, kind, stage, title)) in codes.enumerated() {
        for revision in 0...(number * 7 + place * 5) % 3 {
          let letter = ["A", "B", "C"][revision]
          // Revisions of half a year ago, then of some weeks ago: all before the as-of.
          let age = [420, 160, 30][revision] + (number * 11 + place * 3) % 25
          for value in [code, letter, kind, product.code] { rows.text(value) }
          rows.text(stage?.name)
          rows.text(title)
          rows.text("https://documents.example/\(code)/\(letter)")
          rows.time(model.midnight(of: model.today - age) + 8 * 3_600)
          rows.endRow()
        }
      }
    }
  }
}
