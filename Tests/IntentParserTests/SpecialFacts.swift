import IntentParser

/// A frame with the free-form parts that ``facts(_:)`` leaves out, keys in the order of the alphabet:
/// `what_if change{duration=14400 kind=line_down line=SMT-1}`.
func specialFacts(_ frame: Frame) -> String {
  var plain = frame
  plain.change = [:]
  var parts = [facts(plain)]
  func add(_ key: String, _ values: [String: FrameValue]) {
    if values.isEmpty { return }
    let inner = values.keys.sorted().compactMap { name in values[name].map { "\(name)=\(text($0))" } }
    parts.append("\(key){\(inner.joined(separator: " "))}")
  }
  add("change", frame.change)
  add("condition", frame.condition)
  add("schedule", frame.schedule)
  if let channel = frame.channel { parts.append("channel=\(channel)") }
  return parts.joined(separator: " ")
}

private func text(_ value: FrameValue) -> String {
  switch value {
  case .text(let text): text
  case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
  case .list(let list): list.joined(separator: "+")
  case .time(let time): words(for: time)
  }
}
