/// What a rule means once its pattern has matched, from the meanings of the slots in it.
struct Composition {
  let factory: NameIndex
  let rule: RuleValue
  let tokens: [Token]
  let conversation: Conversation

  /// Ends the value of a kind of thing that is named as a whole: "all lines".
  static let all = "+"

  typealias Composed = (meaning: Meaning, kind: SlotKind, extra: Float)

  /// Usually one meaning; several where a name may be several things ("line 2"); none where the parts do not fit.
  func meanings(of parts: [ChartEntry]) -> [Composed] {
    func one(_ meaning: Meaning?) -> [Composed] { meaning.map { [($0, rule.kind, Float(0))] } ?? [] }
    switch rule.kind {
    case .metric where rule.value == NameOperation.same:
      return parts.first.map { [($0.meaning, rule.kind, Costs.sortKey)] } ?? []
    case .entity:
      let plural = rule.value.hasSuffix("*") || rule.value.hasSuffix(Self.all)
      return one(.entity(plural ? String(rule.value.dropLast()) : rule.value, plural: plural))
    case .grain: return one(Grain(rawValue: rule.value).map { .grouping([.grain($0)]) })
    case .by:
      // "by printer" takes apart: it is not what some printer did.
      let isClass = parts.contains { if case .machines = $0.meaning { true } else { false } }
      return grouping(parts).map { [($0, rule.kind, isClass ? -2 * Costs.margin : 0)] } ?? []
    case .rank: return one(rank(parts))
    case .threshold: return one(threshold(parts))
    case .quantity:
      guard let fixed = rule.quantity else { return [] }
      guard let part = parts.first else { return one(.quantity(fixed.amount, fixed.unit)) }
      guard case .number(let number) = part.meaning else { return [] }
      return one(.quantity(number * fixed.amount, fixed.unit))
    case .duration:
      guard case .quantity(_, let unit)? = parts.first?.meaning, unit.isTime else { return [] }
      return one(parts.first?.meaning)
    case .window: return one(window(parts))
    case .event: return one(event(parts))
    case .detail: return one(detail(parts))
    case .every: return one(interval(parts))
    case .exclude: return parts.isEmpty ? one(.value(rule.value)) : one(exclusion(parts))
    case .compare: return parts.isEmpty ? one(.value(rule.value)) : one(comparison(parts))
    // "what was due": "was" says that it is over. "all of yesterday" is no day alone.
    case .time:
      // "how much of March's": of a month's name nothing is doubtful there.
      let saysMore = rule.value.hasSuffix(" past") || rule.value == "whole"
      let gain = saysMore ? 2 * Costs.margin : rule.value == Aspect.share.rawValue ? Costs.weakTime : 0
      return time(parts).map { [($0, rule.kind, -gain)] } ?? []
    case .date where !parts.isEmpty: return one(dated(parts))
    case .term:
      let names = parts.compactMap { part in
        switch part.meaning {
        case .value(let name): [Metric.name(name).name]
        case .terms(let names): names
        // "what's a stop" is what is counted as one.
        case .entity(let name, _): [name != "order" && Metric[name + "s"] != nil ? name + "s" : name]
        // "what is a solder bridge": the factory's names are terms too.
        case .names(let dimension, let codes) where dimension == .reason || dimension == .defect:
          codes.map { $0.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: "_") }
        default: [String]?.none
        }
      }
      guard names.count == parts.count else { return [] }
      return one(.terms(parts.isEmpty ? [rule.value] : names.flatMap { $0 }))
    case .reference: return reference(parts)
    case .polite:
      return one(parts.lazy.map(\.meaning).first { if case .names = $0 { true } else { false } } ?? .value(rule.value))
    // "not scrap, rework": what is taken back is not asked.
    // "stop SMT 1": whatever is to be changed.
    case .turn, .unanswerable, .change, .person, .occasion: return one(.value(rule.value))
    case .aspect where parts.isEmpty:
      // "how much of" is made of words that mean nothing alone: read as an aspect it must not cost more.
      return [(.value(rule.value), rule.kind, Costs.fixedPhrase)]
    default:
      if let dimension = rule.dimension { return names(dimension, parts) }
      return parts.isEmpty ? one(.value(rule.value)) : []
    }
  }

  private func grouping(_ parts: [ChartEntry]) -> Meaning? {
    var groupings: [Grouping] = []
    var scope = Scope()
    if let dimension = Dimension(rawValue: rule.value) { groupings = [.dimension(dimension)] }
    for part in parts {
      switch part.meaning {
      case .names(let dimension, let codes): for code in codes { scope.add(code, to: dimension) }
      case .grouping(let some): groupings += some
      // "per mounter": by machine, of those at that stage.
      case .machines(let codes):
        guard let stage = factory.stage(ofMachines: codes) else { return nil }
        scope.add(stage, to: .stage)
        groupings.append(.dimension(.machine))
      case .entity(let name, let plural):
        // "by customer, orders due this week": what stands in the plural after it is not one more breakdown.
        if plural, let first = parts.first, first.start < part.start, case .entity(_, false) = first.meaning {
          return nil
        }
        guard let grouping = Grouping(entity: name) else { return nil }
        // "by product, month to date": after a comma a unit of time begins a time.
        if case .grain = grouping, part.start > 0, tokens[part.start - 1].text == ",", !groupings.isEmpty { return nil }
        groupings.append(grouping)
      default: return nil
      }
    }
    if groupings.isEmpty { return nil }
    return scope.isEmpty ? .grouping(groupings) : .groupingOf(groupings, scope)
  }

  private static let directions: [String: RankDirection?] = [
    "sort": .desc, "worst": .worst, "best": .best, "top": .desc, "most": .desc, "bottom": .asc, "least": .asc,
    "slowest": .worst, "fastest": .best,
  ]
  private static let judgements: [String: Comparison] = ["worse": .less, "better": .greaterOrEqual]

  /// The value is a direction and, where the words say it, a metric or how many: `top lateness`, `worst 1`.
  private func rank(_ parts: [ChartEntry]) -> Meaning? {
    let words = rule.words
    guard var first = words.first else { return nil }
    // "xếp hạng": all of them in that order, though the language has no plural.
    let isOfAll = first.utf8.last == UInt8(ascii: "*")
    if isOfAll { first.removeLast() }
    guard let direction = Self.directions[first] ?? (first == "number" ? .some(nil) : nil) else { return nil }
    var phrase = RankPhrase(direction: direction)
    phrase.plural = isOfAll
    // "which one is the worst" asks for one.
    if words.count > 1 {
      phrase.limit = Int(words[1])
      phrase.isOrder = words[1] == "first"
      phrase.metric = phrase.limit == nil && !phrase.isOrder ? words[1] : nil
    }
    phrase.isCount = rule.value == "most" || rule.value == "least"
    phrase.isOfSpeed = first == "slowest" || first == "fastest"
    phrase.isOfNumber = phrase.metric == "number"
    if phrase.isOfNumber { phrase.metric = nil }
    for part in parts {
      switch part.meaning {
      case .number(let number):
        guard number >= 1, number <= 1000, number == number.rounded() else { return nil }
        phrase.limit = Int(number)
      case .entity(let name, let plural):
        phrase.entity = name
        phrase.plural = plural
      case .value(let value) where part.kind == .metric: phrase.metric = value
      case .value(let value) where part.kind == .state: phrase.named.add(value, to: .state)
      case .names(let dimension, let codes):
        for code in codes { phrase.named.add(code, to: dimension) }
      default: return nil
      }
    }
    // "longest stops" are not the longest orders: what is measured on one kind of thing ranks no other kind.
    if phrase.metric == "order_quantity", phrase.entity != Entity.order.rawValue { return nil }
    if let named = phrase.metric.flatMap({ Metric[Metric.name($0).name]?.item }),
      let entity = phrase.entity.flatMap(Entity.init),
      entity != named, Metric.all.contains(where: { $0.item == entity }) || phrase.metric == "stop_duration"
    {
      return nil
    }
    return .rank(phrase)
  }

  /// The value is an operator and, where the words say it, a metric, a number or `target`: `> lateness`, `= 0`,
  /// `worse target`.
  private func threshold(_ parts: [ChartEntry]) -> Meaning? {
    let (words, judgements) = (rule.words, Self.judgements)
    guard let first = words.first, let comparison = judgements[first] ?? Comparison(rawValue: first) else { return nil }
    var phrase = ThresholdPhrase(metric: nil, comparison: comparison, amount: nil)
    phrase.isJudgement = judgements[first] != nil
    let isTarget = words.contains("target")
    phrase.amount = words.dropFirst().lazy.compactMap(Double.init).first
    phrase.isMeant = words.contains(ThresholdPhrase.meant)
    phrase.metric = words.dropFirst().first { $0 != "target" && $0 != ThresholdPhrase.meant && Double($0) == nil }
    var amounts: [Double] = []
    for part in parts {
      switch part.meaning {
      case .quantity(let number, let unit):
        amounts.append(number)
        phrase.unit = unit
      case .number(let number): amounts.append(number)
      case .value(let value) where part.kind == .metric: phrase.metric = value
      default: return nil
      }
    }
    // "between 50 and 70 %": the unit is said once.
    amounts = amounts.map { $0 * phrase.unit.factor }
    guard amounts.count < 2 || amounts.count == 2 && amounts[0] < amounts[1] && comparison == .greaterOrEqual else {
      return nil
    }
    phrase.amount = amounts.first ?? phrase.amount
    phrase.most = amounts.count == 2 ? amounts[1] : nil
    return isTarget == (phrase.amount == nil) ? .threshold(phrase) : nil
  }

  private func exclusion(_ parts: [ChartEntry]) -> Meaning? {
    var codes: [String] = []
    var dimension: Dimension?
    for part in parts {
      switch part.meaning {
      case .names(let itsDimension, let some):
        guard dimension == nil || dimension == itsDimension else { return nil }
        dimension = itsDimension
        codes += some
      case .value(let value) where part.kind == .state:
        dimension = .state
        codes.append(value)
      case .time(let phrase): return phrase.excluded
      default: return nil
      }
    }
    return dimension.map { .excludedNames($0, codes) }
  }

  private func comparison(_ parts: [ChartEntry]) -> Meaning? {
    var scopes: [Scope] = []
    var times: [TimePhrase] = []
    for part in parts {
      switch part.meaning {
      case .names(let dimension, let codes): scopes.append(Scope([dimension: codes]))
      // "produced vs planned yesterday" compares no times.
      case .time(let phrase) where phrase.of != .planned: times.append(phrase)
      default: return nil
      }
    }
    if times.isEmpty { return scopes.isEmpty ? nil : .compared(scopes) }
    return scopes.isEmpty ? .comparedTime(times) : nil
  }

  private func time(_ parts: [ChartEntry]) -> Meaning? {
    guard case .time(var phrase)? = parts.first(where: { $0.kind == .time })?.meaning else { return nil }
    if rule.value == "each" {
      guard phrase.expression.grain != nil else { return nil }
      phrase.isEach = true
    } else if rule.value == Aspect.share.rawValue {
      guard phrase.of == nil else { return nil }
      phrase.isPartAsked = true
    } else if rule.value == "whole" {
      phrase.isWhole = true
    } else if rule.value != NameOperation.same {
      guard phrase.of == nil else { return nil }
      if rule.value == "completed", case .section(.late, .relative) = phrase.expression { return nil }
      phrase.of = rule.words.first.flatMap(PeriodOf.init)
      if rule.words.contains("past") { phrase.expression = .past(phrase.expression) }
    }
    return .time(phrase)
  }

  private func dated(_ parts: [ChartEntry]) -> Meaning? {
    var scope = Scope()
    for part in parts {
      guard case .names(let dimension, let codes) = part.meaning else { return nil }
      for code in codes { scope.add(code, to: dimension) }
    }
    return PeriodOf(rawValue: rule.value).map { .dated($0, scope) }
  }

  private func names(_ dimension: Dimension, _ parts: [ChartEntry]) -> [Composed] {
    if let stage = NameOperation.stage(ofMachine: rule.value, rule.kind) {
      let machines = factory.machines(at: stage)
      return machines.isEmpty ? [] : [(.machines(machines), rule.kind, Costs.oneMachine)]
    }
    guard NameOperation.all.contains(rule.value) else {
      return parts.isEmpty ? [(.names(dimension, [rule.value]), rule.kind, 0)] : []
    }
    var codes: [String] = []
    var kind: String?
    var number: Double?
    for part in parts {
      switch part.meaning {
      case .names(.lineKind, let kinds) where dimension == .line: kind = kinds.first
      case .names(.lineKind, let kinds) where dimension == .foundStage: codes += factory.stages(of: kinds)
      case .names(_, let some): codes += some
      case .machines where rule.value == NameOperation.same: return [(part.meaning, rule.kind, 0)]
      case .number(let some): number = some
      case .entity, .time: break
      default: return []
      }
    }
    switch rule.value {
    case NameOperation.same: return codes.isEmpty ? [] : [(.names(dimension, codes), rule.kind, 0)]
    case NameOperation.numbered:
      guard let number, number == number.rounded(), number < 10_000 else { return [] }
      let lines =
        kind.map { factory.lines(called: $0, number: Int(number)) } ?? factory.lines(number: Int(number), kind: nil)
      if lines.isEmpty { return [(.value(kind ?? ""), .missing, Costs.missingName)] }
      return lines.map { (.names(.line, [$0]), .line, kind == nil ? 0 : Costs.numberedName) }
    case NameOperation.another:
      guard let number, number < 10_000, let last = codes.last, let line = factory.entry(.line, last),
        let other = factory.lines(number: Int(number), kind: line.parents[.lineKind]).first,
        !codes.contains(other)
      else { return [] }
      return [(.names(.line, codes + [other]), .line, 0)]
    case NameOperation.range:
      // "SMT 1-3": without a word between them a hyphen has to join the two.
      if parts.count == 2, !tokens[parts[0].end..<parts[1].start].contains(where: { $0.kind == .word }) {
        let (before, between) = (tokens[parts[1].start - 1], parts[1].start - parts[0].end)
        guard between == 1, before.span.lowerBound == tokens[parts[0].end - 1].span.upperBound,
          before.span.upperBound == tokens[parts[1].start].span.lowerBound
        else { return [] }
      }
      return lineRange(codes, to: number)
    case NameOperation.digits:
      guard let part = parts.first(where: { $0.kind == .number }), part.end == part.start + 1 else { return [] }
      let digits = tokens[part.start].text
      return factory.shapes.filter { $0.shape.dimension == dimension && $0.shape.digits.contains(digits.count) }
        .prefix(1).map { (.names(dimension, [$0.shape.prefix + digits]), rule.kind, 0) }
    default: return []
    }
  }
}

extension Composition {
  /// "that order": the order spoken of; words that point at nothing are named, not dropped.
  private func reference(_ parts: [ChartEntry]) -> [Composed] {
    var entity: String?
    var value = rule.value
    var count: Int?
    for part in parts {
      switch part.meaning {
      case .entity(let name, _): entity = name
      case .number(let number) where number == number.rounded() && abs(number) < 1000:
        if value == "number" { value = String(Int(number)) } else { count = Int(number) }
      default: return []
      }
    }
    guard let reference = Reference(value: value, entity: entity, count: count), entity != Dimension.shift.rawValue
    else { return [] }
    // "that one" consists of words that mean nothing alone.
    let pointing = reference.which == .that && entity == nil ? Costs.fixedPhrase : 0
    if let (dimension, codes) = reference.codes(in: conversation) {
      guard let kind = SlotKind(rawValue: dimension.rawValue) else { return [] }
      // "The top one" of a table is its first row, and no new ranking.
      return [(.names(dimension, codes), kind, reference.isPlace ? -2 * Costs.margin : pointing)]
    }
    // Without a kind of thing the words may be plain English ("those who …"), but "the second one" points.
    guard reference.mustPoint else { return [] }
    // "The first one" is no first of the month; "the top one" may well be a rank.
    let extra = rule.value.hasPrefix("+") ? Costs.inflected : pointing - Costs.margin
    return [(.value(Reference.dangling), .missing, extra)]
  }

  /// "SMT 1 to SMT 3", "SMT 1 to 3": every line of the kind between the two.
  private func lineRange(_ codes: [String], to number: Double?) -> [Composed] {
    let ends = codes.compactMap { factory.entry(.line, $0) }
    guard let first = ends.first, let kind = first.parents[.lineKind], ends.count == (number == nil ? 2 : 1),
      ends.allSatisfy({ $0.parents[.lineKind] == kind }), let from = factory.number(ofLine: first.code),
      let to = number.flatMap({ Int(exactly: $0) }) ?? ends.last.flatMap({ factory.number(ofLine: $0.code) }),
      from < to,
      to - from < 100
    else { return [] }
    let lines = (from...to).flatMap { factory.lines(number: $0, kind: kind) }
    return lines.count == to - from + 1 ? [(.names(.line, lines), .line, Costs.numberedName)] : []
  }
}

extension Grouping {
  /// The breakdown by a kind of thing or a grain; a stop has none.
  init?(entity name: String) {
    if let dimension = Dimension(rawValue: name) { self = .dimension(dimension); return }
    guard let grain = Grain(rawValue: name) else { return nil }
    self = .grain(grain)
  }
}
