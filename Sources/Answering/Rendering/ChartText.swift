import QueryPlanner

struct ChartText {
  var format: ValueFormat
  var width: Int
  func lines(of block: ChartBlock) -> [String] { [] }
}
