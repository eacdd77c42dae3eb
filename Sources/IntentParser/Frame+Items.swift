extension Frame {
  /// Conditions on the single things that are counted: "how many stops longer than 10 minutes" counts those that are.
  /// All others are on values of the answer: "lines with more than 5 stops".
  public var itemConditions: [Threshold] { having.filter(isOnItems) }

  /// The conditions on values.
  public var valueConditions: [Threshold] { having.filter { !isOnItems($0) } }

  private func isOnItems(_ threshold: Threshold) -> Bool {
    let counts = ["stops", "failures", "orders", "late_orders"]
    let measured = ["stop_duration", "lateness", "lead_time", "order_quantity"]
    guard measured.contains(threshold.metric), !metrics.contains(threshold.metric), threshold.value != .target else {
      return false
    }
    let item = Metric[threshold.metric]?.item
    return metrics.contains { counts.contains($0) && Metric[$0]?.item == item }
  }
}
