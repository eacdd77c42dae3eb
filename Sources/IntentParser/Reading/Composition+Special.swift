// Phrases of what-ifs, watches and reports.
extension Composition {
  /// The value is a kind of change and, where a percentage says how much, `+`, `-` or `=`, with a number where the
  /// words say it: `speed +` for "20 % faster", `speed = 0.5` for "half as fast".
  func event(_ parts: [ChartEntry]) -> Meaning? {
    let words = rule.words
    guard let kind = words.first.flatMap(ChangeKind.init) else { return nil }
    var phrase = EventPhrase(kind: kind)
    phrase.isVague = words.contains("vague")
    phrase.sign = words.count > 1 ? EventPhrase.Sign(rawValue: words[1]) : nil
    phrase.factor = words.count > 2 ? Double(words[2]) : nil
    for part in parts {
      switch part.meaning {
      case .quantity(let number, .percent):
        guard phrase.sign != nil, phrase.factor == nil else { return nil }
        phrase.factor = phrase.factor(of: number * QuantityUnit.percent.factor)
      case .quantity(let number, let unit) where unit.isTime: phrase.duration = number * unit.factor
      case .quantity(let number, .units), .number(let number): phrase.quantity = number
      case .time(let time): phrase.times.append(time)
      case .names(let dimension, let codes): for code in codes { phrase.names.add(code, to: dimension) }
      case .value("first_pass_yield") where kind == .yield: break
      default: return nil
      }
    }
    let isShift = phrase.times.contains { if case .shift = $0.expression { true } else { false } }
    guard !words.contains(Dimension.shift.rawValue) || isShift else { return nil }
    return .event(phrase)
  }

  /// The value lists a key for each slot of the pattern: `quantity product` for "{number} {product}".
  func detail(_ parts: [ChartEntry]) -> Meaning? {
    let keys = rule.words
    guard keys.count == parts.count else { return nil }
    var details: [String: FrameValue] = [:]
    for (key, part) in zip(keys, parts) {
      switch part.meaning {
      case .number(let number) where key == "quantity", .quantity(let number, .units) where key == "quantity":
        details[key] = .number(number)
      case .quantity(let number, .percent) where key == "share" || key == "level":
        details[key] = .number(number * QuantityUnit.percent.factor)
      case .names(_, let codes) where codes.count == 1: details[key] = .text(codes[0])
      case .time(let phrase) where phrase.hours == nil && phrase.weekdays.isEmpty:
        details[key] = .time(phrase.expression)
      default: return nil
      }
    }
    return .details(details)
  }

  /// "in an hour", "within 30 minutes"; with a unit as the value, one of it ("per hour").
  func window(_ parts: [ChartEntry]) -> Meaning? {
    if let part = parts.first {
      guard case .quantity(_, let unit) = part.meaning, unit.isTime else { return nil }
      return part.meaning
    }
    guard let fixed = rule.quantity, fixed.unit.isTime else { return nil }
    return .quantity(fixed.amount, fixed.unit)
  }

  /// The value is an interval, with a part of the day (`day morning`), `start` or `end` (`shift end`).
  func interval(_ parts: [ChartEntry]) -> Meaning? {
    let words = rule.words
    guard let interval = words.first.flatMap(ReportInterval.init) else { return nil }
    var phrase = IntervalPhrase(interval: interval)
    phrase.isEnd = words.contains("end")
    phrase.isStart = words.contains("start")
    phrase.part = words.dropFirst().lazy.compactMap(DayPart.init).first
    for part in parts {
      guard case .time(let time) = part.meaning, time.hours == nil, time.of == nil else { return nil }
      phrase.times.append(time)
    }
    return .every(phrase)
  }
}
