import IntentParser
import QueryPlanner

/// What an answer is about, in the words of the factory: "SMT line 1", "Aurora Lighting, Night shift".
struct ScopePhrase {
  let factory: FactoryCatalogue

  func text(_ filters: Scope, exclude: Scope = Scope()) -> String {
    var parts = filters.dimensions.sorted { rank($0) < rank($1) }.map { dimension in
      join(filters[dimension].map { name(of: $0, in: dimension) }, dimension)
    }
    if parts.isEmpty { parts = [whole] }
    let excluded = exclude.dimensions.map { dimension in
      "without " + exclude[dimension].map { name(of: $0, in: dimension) }.joined(separator: " and ")
    }
    return (parts + excluded).joined(separator: ", ")
  }

  /// The whole company, or its only site.
  private var whole: String {
    factory.sites.count == 1 ? factory.sites[0].name : "all sites"
  }

  private func join(_ names: [String], _ dimension: Dimension) -> String {
    let joined = names.joined(separator: names.count > 2 ? ", " : " and ")
    return switch dimension {
    case .shift: joined + (names.count == 1 ? " shift" : " shifts")
    case .lineKind: joined + " lines"
    case .state: joined + " ones"
    case .priority: joined + " priority"
    case .stage: joined
    default: joined
    }
  }

  private func rank(_ dimension: Dimension) -> Int {
    [.machine, .stage, .line, .lineKind, .site].firstIndex(of: dimension) ?? 9
  }

  func name(of code: String, in dimension: Dimension) -> String {
    switch dimension {
    case .line: factory.lines.first { $0.code == code }?.name ?? code
    case .site: factory.sites.first { $0.code == code }?.name ?? code
    case .product: factory.products.first { $0.code == code }.map { "\($0.name) (\($0.code))" } ?? code
    case .machine:
      factory.machines.first { $0.code == code }.map { $0.name.contains($0.code) ? $0.name : "\($0.name) \($0.code)" }
        ?? code
    default: code
    }
  }
}
