extension Engine {
  /// Writes a finding as a row of defects: what it is, and which machine on the board's way introduced it.
  func write(_ finding: Finding, foundAt found: Int, by track: MachineTrack, _ operation: Int, _ workOrder: Int) {
    var random = Random(seed: seed, .defects, workOrder * 16 + track.model.kind.rawValue, Int(finding.board))
    let passed = visits[workOrder]
    let origins = track.model.kind.defectOrigins.filter { origin in
      passed.contains {
        model.machines[$0.machine].kind == origin.introducedBy && batch(of: finding.board, in: $0) != nil
      }
    }
    let origin =
      origins.isEmpty ? nil : origins[random.weighted(origins.map(\.weight))]
    let visit = passed.last {
      model.machines[$0.machine].kind == origin?.introducedBy ?? track.model.kind
        && batch(of: finding.board, in: $0) != nil
    }
    let introduced = visit.flatMap { visit in batch(of: finding.board, in: visit).map { visit.counted[$0] } } ?? found
    defects += 1
    let board = "\(plan.workOrders[workOrder].number)-\(padded(Int(finding.board)))"
    rows.integer(defects)
    rows.text((origin?.type ?? .scratch).rawValue)
    rows.integer((visit?.operation ?? operation) + 1)
    rows.text(model.machines[visit?.machine ?? track.index].code)
    rows.integer(operation + 1)
    rows.text(track.model.code)
    rows.time(found)
    rows.time(min(introduced, found))
    rows.text(board)
    rows.text(origin?.type == .scratch ? nil : place(origin?.type, &random))
    let hasCamera = [.spi, .aoi, .inspection].contains(track.model.kind)
    rows.text(hasCamera ? "images/\(board)-\(defects).jpg" : nil)
    rows.text(finding.disposition.rawValue)
    rows.endRow()
  }

  /// The batch in which a machine has counted the board.
  private func batch(of board: Int32, in visit: Visit) -> Int? {
    var low = 0
    var high = visit.lastBoards.count
    while low < high {
      let middle = (low + high) / 2
      if visit.lastBoards[middle] < board { low = middle + 1 } else { high = middle }
    }
    return low < visit.counted.count ? low : nil
  }

  /// A reference designator of the kind of part that such a defect befalls.
  private func place(_ type: DefectType?, _ random: inout Random) -> String {
    let letters: [String]
    switch type {
    case .tombstone: letters = ["C", "R"]
    case .polarity: letters = ["D", "C"]
    case .functionalFailure: letters = ["U"]
    case .coldJoint: letters = ["J", "U", "L"]
    default: letters = ["U", "C", "R", "Q"]
    }
    // A few places of every board are the weak ones.
    return "\(random.pick(letters))\(random.chance(0.5) ? random.int(1...5) : random.int(6...48))"
  }

  private func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }
}
