import IntentParser
import QueryPlanner

/// What an answer is about, in the words of the factory: "SMT line 1", "Aurora Lighting, Night shift".
struct ScopePhrase {
  let factory: FactoryCatalogue
  let messages: Messages

  func text(_ filters: Scope, exclude: Scope = Scope()) -> String {
    let parts = names(of: filters)
    return messages.commas((parts.isEmpty ? [whole] : parts) + self.parts(excluding: exclude))
  }

  func parts(excluding scope: Scope) -> [String] {
    scope.dimensions.map { dimension in
      say(.without, messages.and(scope[dimension].map { name(of: $0, in: dimension) }))
    }
  }

  /// What is asked for, a phrase a dimension; nothing for the whole company.
  func names(of filters: Scope) -> [String] {
    filters.dimensions.sorted { rank($0) < rank($1) }.map { dimension in
      join(filters[dimension].map { name(of: $0, in: dimension) }, dimension)
    }
  }

  /// The whole company, or its only site.
  private var whole: String {
    factory.sites.count == 1 ? factory.sites[0].name : messages(ScopeMessage.allSites)
  }

  private func join(_ names: [String], _ dimension: Dimension) -> String {
    let joined = names.count > 2 ? messages.commas(names) : messages.and(names)
    return switch dimension {
    case .shift: messages(ScopeMessage.shifts, [.names: joined], count: Int64(names.count))
    case .lineKind: say(.lines, joined)
    case .state: say(.states, joined)
    case .priority: say(.priority, joined)
    default: joined
    }
  }

  private func say(_ key: ScopeMessage, _ names: String) -> String { messages(key, [.names: names]) }

  private func rank(_ dimension: Dimension) -> Int {
    [.machine, .stage, .line, .lineKind, .site].firstIndex(of: dimension) ?? 9
  }

  func name(of code: String, in dimension: Dimension) -> String {
    switch dimension {
    case .line: factory.lines.first { $0.code == code }?.name ?? code
    case .site: factory.sites.first { $0.code == code }?.name ?? code
    case .product:
      factory.products.first { $0.code == code }.map {
        $0.name == $0.code ? code : messages(ScopeMessage.product, [.name: $0.name, .code: $0.code])
      } ?? code
    case .machine:
      factory.machines.first { $0.code == code }.map {
        if $0.name.contains($0.code) { return $0.name }
        return $0.code.contains($0.name) ? $0.code : "\($0.name) \($0.code)"
      } ?? code
    case .state: messages.state(code)
    case .weekday: messages.word(.weekdayNames, code) ?? code
    case .severity: messages.word(.severities, code) ?? code
    case .priority: messages.word(.priorities, code) ?? code
    case .documentKind: messages.word(.documentKinds, code) ?? code
    default: code
    }
  }
}
