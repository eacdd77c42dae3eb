import QueryPlanner

struct GanttText {
  var format: ValueFormat
  var width: Int
  func lines(of block: GanttBlock) -> [String] { [] }
}
