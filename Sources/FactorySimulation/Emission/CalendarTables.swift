/// Rows of the shift calendar: the same instances that the working calendars are made of.
struct CalendarTables {
  let model: FactoryModel

  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    var number = 0
    for line in model.lines {
      for day in model.calendarDays where !CivilDay.isSunday(day) {
        for pattern in line.patterns {
          number += 1
          let from = model.midnight(of: day) + pattern.from * 3_600
          let pause = from + ShiftPattern.breakAfter * 3_600
          rows.integer(number)
          if table == .shifts {
            rows.text(line.code)
            rows.text(pattern.name)
            rows.text(pattern.letter)
            rows.date(day: day)
            rows.time(from)
            rows.time(model.midnight(of: day) + pattern.to * 3_600)
          } else {
            rows.time(pause)
            rows.time(pause + ShiftPattern.breakLength)
          }
          rows.endRow()
        }
      }
    }
  }
}
