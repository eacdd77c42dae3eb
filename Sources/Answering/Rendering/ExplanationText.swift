import QueryPlanner

struct ExplanationText {
  var format: ValueFormat
  var width: Int
  func lines(of block: ExplanationBlock) -> [String] { [] }
}
