extension Frame {
  /// The length of the one stop that a list asks for as the longest or the shortest, as a KPI; nil of any other frame.
  var lengthOfTheLongest: Frame? {
    guard intent == .list, entity == .stop, let rank, rank.metric == "stop_duration", rank.limit == 1 else {
      return nil
    }
    var frame = self
    (frame.intent, frame.entity, frame.rank, frame.metrics) = (.kpi, nil, nil, ["stop_duration"])
    frame.statistic = rank.direction == .asc ? .min : .max
    return frame
  }
}
