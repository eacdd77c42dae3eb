import IntentParser

/// The words that renderers put around values: one table a language, so that a language is added here only.
///
/// Headlines, labels and evidence come with the answer in its own language and are not in it.
struct Wording: Sendable {
  /// Singular and plural; a language without plural forms gives one twice.
  struct Noun: Sendable {
    var one: String
    var many: String
    init(_ one: String, _ many: String) { (self.one, self.many) = (one, many) }
    func counted(_ count: Int64) -> String { count == 1 ? one : many }
  }

  // Numbers and times
  var day, hour, minute, second: String
  var perHour: String
  var unit: Noun
  var row: Noun
  var yes, no: String
  /// Monday first.
  var weekdays: [String]
  var months: [String]
  var weekPrefix: String
  var now: String
  var from, until: String

  // Periods, by unit and offset
  var previous, current, next: [TimeUnit: String]
  var lastCount, nextCount: String
  var toDate: String
  var units: [TimeUnit: Noun]
  var parts: [DayPart: String]

  // Around blocks
  var total: String
  var more: @Sendable (Int) -> String
  var warning: String
  var youCanAsk: String
  var whichOne: String
  var notUnderstood: String
  var how: String
  var window: String
  var dataTo: String
  var readAs: String
  var share, cumulative: String
  var target: String
  var gains: String
  var late, early, onTime: String
  var plan, actual, forecast, stop, offShift: String
  var cause, part: String
  var noData: String

  /// Words for a cause of an explanation.
  var causes: [DelayCause: String]
  /// Andon words by state.
  var states: [String: String]
  // The sentence of a delay's largest parts; `%1`, `%2` … stand for its values.
  var mostly, and, waitingAt, busyWith, at: String
  var noDelay, delayOf, theMachine, waitedLess: String

  static func of(_ language: String) -> Wording {
    // The language's own table, else the one that every reader of the product can be given.
    switch language.prefix(2) {
    default: .english
    }
  }
}

extension Wording {
  /// A time as it was said, for the expressions that have a short name; nil for the others.
  func phrase(for expression: TimeExpression) -> String? {
    switch expression {
    case .now: now
    case .relative(let unit, let offset):
      switch offset {
      case -1: previous[unit]
      case 0: current[unit]
      case 1: next[unit]
      default: nil
      }
    case .complete(let unit, let count):
      units[unit].map { noun in
        fill(count < 0 ? lastCount : nextCount, String(abs(count)), noun.counted(Int64(abs(count))))
      }
    case .toDate(let unit): units[unit].map { fill(toDate, $0.one) }
    case .rolling(let seconds):
      fill(seconds < 0 ? lastCount : nextCount, rolling(abs(seconds)).0, rolling(abs(seconds)).1)
    case .part(let part, let day):
      day == nil ? parts[part] : nil
    default: nil
    }
  }

  private func rolling(_ seconds: Int) -> (String, String) {
    let unit: TimeUnit = seconds % 3600 == 0 ? .hour : seconds % 60 == 0 ? .minute : .second
    let count = unit == .hour ? seconds / 3600 : unit == .minute ? seconds / 60 : seconds
    return (String(count), units[unit]?.counted(Int64(count)) ?? "")
  }

  /// A pattern with `%1`, `%2`, … replaced.
  func fill(_ pattern: String, _ values: String...) -> String {
    var result = ""
    var isPlace = false
    for character in pattern {
      if isPlace, let number = character.wholeNumberValue, values.indices.contains(number - 1) {
        result += values[number - 1]
        isPlace = false
      } else if character == "%" {
        isPlace = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
