public import IntentParser
public import QueryPlanner

/// A question to ask in place of one whose cut makes no sense; whoever offers it reads and plans it first.
public struct NearestCut: Sendable, Hashable {
  public var question: String
  /// What it must be read as, to be offered.
  public var metric: String
  public var by: [Grouping]
  public var filters: Scope
}

extension Answerer {
  /// Questions near to one whose cut makes no sense, the likeliest first: other KPIs that have this cut, and the same
  /// KPI by other cuts. Scope and period stand in them as the asker wrote them.
  public func nearestCuts(to error: PlanError, _ text: String, context: AnswerContext) -> [NearestCut] {
    guard case .senseless(let reading, .kpi(let metric, let dimension, _), let instead) = error else { return [] }
    let frame = reading.frame
    let words = QuestionWords(text: text, sources: frame.sources)
    let messages = context.messages
    func label(_ name: String) -> String? { kpis[name].map { messages.inSentence(messages.label(of: $0)) } }
    var cuts: [NearestCut] = []

    let isFilter = !frame.filters[dimension].isEmpty
    let related = (Self.related[metric] ?? []) + ["output", "downtime", "scrap_rate", "queue_time", "orders"]
    for name in related.unique where name != metric && kpis.dimensions(of: name).contains(dimension) {
      guard let label = label(name) else { continue }
      let by: [Grouping] = isFilter ? [] : [.dimension(dimension)]
      let details = words.details(of: frame.filters.dimensions)
      let question =
        isFilter
        ? messages(OutcomeMessage.tryOf, [.kpi: label, .details: details])
        : messages(
          OutcomeMessage.tryBy, [.kpi: label, .dimension: messages.dimension(dimension), .details: details])
      cuts.append(NearestCut(question: question, metric: name, by: by, filters: frame.filters))
    }
    var rest = frame.filters
    rest[dimension] = []
    let others: [Dimension] = [.line, .shift, .product, .customer, .stage, .machine, .site]
    for other in others where instead.contains(other) && rest[other].isEmpty {
      guard let label = label(metric) else { continue }
      let question = messages(
        OutcomeMessage.tryBy,
        [.kpi: label, .dimension: messages.dimension(other), .details: words.details(of: rest.dimensions)])
      cuts.append(NearestCut(question: question, metric: metric, by: [.dimension(other)], filters: rest))
    }
    return cuts
  }

  /// What says nearly the same of things that a KPI has not.
  private static let related = [
    "oee": ["performance", "quality", "output"], "availability": ["run_time", "downtime", "setup_time"],
    "utilization": ["run_time", "setup_time"], "planned_time": ["run_time", "setup_time"],
    "throughput": ["output", "cycle_time"], "lead_time": ["queue_time", "lateness"],
    "run_time": ["downtime", "lost_time"], "mtbf": ["mttr", "failures"], "scrap_rate": ["defects", "scrap"],
  ]
}

/// The words of a question that a part of its reading came from.
private struct QuestionWords {
  let text: String
  let sources: [FrameSource]

  /// Scope and period as they were written, in their order.
  func details(of dimensions: [Dimension]) -> String {
    let keys = Set(dimensions.map { "filters.\($0.rawValue)" } + ["period"])
    let spans = sources.filter { keys.contains($0.key) }.map(\.span)
    let sorted = Set(spans).sorted { $0.lowerBound < $1.lowerBound }
    return sorted.compactMap { span in
      let bytes = Array(text.utf8)
      guard span.lowerBound < span.upperBound, span.upperBound <= bytes.count else { return nil }
      return String(decoding: bytes[span.lowerBound..<span.upperBound], as: UTF8.self)
    }.joined(separator: " ")
  }
}
