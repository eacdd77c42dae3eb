extension SiteCalendar {
  /// RFC 3339 with the site's offset: `2026-03-18T06:00:00+07:00`.
  public func rfc3339(_ instant: Instant) -> String {
    let offset = offset(at: instant)
    let local = instant.seconds + Int64(offset)
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let second = Int(local - day * 86_400)
    let date = CivilDate(dayNumber: Int(day))
    let two = CalendarText.two
    let sign = offset < 0 ? "-" : "+"
    let zone = "\(sign)\(two(abs(offset) / 3600)):\(two(abs(offset) / 60 % 60))"
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(isoText(date))T\(clock)\(zone)"
  }

  /// `2026-03-18`
  func isoText(_ date: CivilDate) -> String {
    let year = String(date.year)
    let padding = String(repeating: "0", count: max(0, 4 - year.utf8.count))
    return "\(padding)\(year)-\(CalendarText.two(date.month))-\(CalendarText.two(date.day))"
  }

  /// "14:30" on the site's clocks.
  public func clockText(_ instant: Instant) -> String {
    CalendarText.clock(Int((local(instant) % 86_400 + 86_400) % 86_400) / 60)
  }

  /// "Wed 18 Mar"
  public func dayLabel(_ date: CivilDate) -> String {
    "\(CalendarText.weekday(date.weekday).prefix(3)) \(date.day) \(CalendarText.month(date.month).prefix(3))"
  }
}
