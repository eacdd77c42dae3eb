/// The windows of time over which a question is computed, numbered by bucket.
///
/// One slice for a plain period; one a day, hour, … for a trend; several with one number where only parts of a
/// period count (weekdays, hours of the day).
struct TimeSlice: Sendable, Hashable {
  var bucket: Int
  var from: Instant
  var to: Instant
}

extension [TimeSlice] {
  /// Stands for "from the beginning" and "for ever" where a period is open: no data are older or younger.
  static let beginning = Instant(seconds: -2_208_988_800)  // 1900-01-01
  static let end = Instant(seconds: 7_258_118_400)  // 2200-01-01

  /// Rows of (t0, t1, bucket).
  var sql: SQLStatement {
    """
    select t0, t1, bucket from unnest(\(SQLValue.instants(map(\.from))), \(SQLValue.instants(map(\.to))), \
    \(SQLValue.integers(map { Int64($0.bucket) }))) as slices (t0, t1, bucket)
    """
  }
}
