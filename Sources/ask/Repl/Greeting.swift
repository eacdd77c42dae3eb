import Answering
import AskService
import QueryPlanner

/// What stands above the first prompt: what data there are, up to when, what to try.
struct Greeting {
  let text: String

  init(_ snapshot: FactorySnapshot) {
    let factory = snapshot.factory
    let clock = SiteClock(timeZone: snapshot.timeZone)
    let sites = factory.sites.map(\.name).joined(separator: ", ")
    var lines = [
      "\(sites): \(factory.lines.count) lines, \(factory.machines.count) machines, \(factory.products.count) products."
    ]
    if let from = snapshot.dataWindow.from, let to = snapshot.dataWindow.to {
      lines.append("Data from \(clock.rfc3339(from)) to \(clock.rfc3339(to)).")
    }
    lines += ["", "Try:"] + Self.questions(factory).map { "  " + $0 } + ["", ":help shows more, Ctrl-D leaves."]
    text = lines.joined(separator: "\n")
  }

  /// Questions with names that this factory has.
  private static func questions(_ factory: FactoryCatalogue) -> [String] {
    let line = factory.lines.first.map { " on \($0.name)" } ?? ""
    return ["what is today's OEE\(line)", "which orders are late", "downtime by reason this week"]
  }
}

extension FactorySnapshot {
  /// What the tab key completes.
  var words: [String] {
    let kpis = [
      "OEE", "availability", "performance", "quality", "output", "scrap", "scrap rate", "downtime", "lead time",
      "on-time delivery",
    ]
    return kpis + factory.sites.map(\.name) + factory.lines.map(\.name) + factory.machines.map(\.code)
      + factory.products.map(\.name) + factory.customers + factory.stages.map(\.name)
  }
}
