extension SiteCalendar {
  /// RFC 3339 with the site's offset: `2026-03-18T06:00:00+07:00`.
  public func rfc3339(_ instant: Instant) -> String {
    let offset = offset(at: instant)
    let local = instant.seconds + Int64(offset)
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let second = Int(local - day * 86_400)
    let date = CivilDate(dayNumber: Int(day))
    let sign = offset < 0 ? "-" : "+"
    let zone = "\(sign)\(padded(abs(offset) / 3600)):\(padded(abs(offset) / 60 % 60))"
    let clock = "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    return "\(isoText(date))T\(clock)\(zone)"
  }

  /// `2026-03-18`
  func isoText(_ date: CivilDate) -> String {
    let year = String(date.year)
    let padding = String(repeating: "0", count: max(0, 4 - year.utf8.count))
    return "\(padding)\(year)-\(padded(date.month))-\(padded(date.day))"
  }
}

/// A number of two digits.
func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
