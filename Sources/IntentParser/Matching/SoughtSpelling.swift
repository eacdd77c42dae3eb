/// A spelling that many others are compared with.
///
/// Each column of the table that ``Spelling/distance(_:_:limit:)`` fills is a word of bits here, by the algorithm of
/// Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003). What has more than 64
/// letters is compared by the table.
///
/// It is asked a hundred thousand times a question, so that even counting references to an array would show.
final class SoughtSpelling {
  private let scalars: [Unicode.Scalar]
  /// Where each ASCII letter stands in the spelling, as bits.
  private let places = UnsafeMutablePointer<UInt64>.allocate(capacity: 128)
  /// The same of other letters, of which a spelling has few.
  private var otherPlaces: [(scalar: Unicode.Scalar, places: UInt64)] = []

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    places.initialize(repeating: 0, count: 128)
    guard scalars.count <= 64 else { return }
    for (index, scalar) in scalars.enumerated() {
      let bit: UInt64 = 1 << UInt64(index)
      if scalar.value < 128 {
        places[Int(scalar.value)] |= bit
      } else if let known = otherPlaces.firstIndex(where: { $0.scalar == scalar }) {
        otherPlaces[known].places |= bit
      } else {
        otherPlaces.append((scalar, bit))
      }
    }
  }

  deinit { places.deallocate() }

  /// As ``Spelling/distance(_:_:limit:)``: anything above `limit` is `limit + 1`.
  func distance(to other: UnsafeBufferPointer<Unicode.Scalar>, limit: Int) -> Int {
    let count = scalars.count
    if abs(count - other.count) > limit { return limit + 1 }
    guard (1...64).contains(count) else {
      return scalars.withUnsafeBufferPointer { Spelling.distance($0, other, limit: limit) }
    }
    let last: UInt64 = 1 << UInt64(count - 1)
    var (higher, lower, diagonal, before) = (~0 as UInt64, 0 as UInt64, 0 as UInt64, 0 as UInt64)
    var distance = count
    for index in other.indices {
      let scalar = other[index]
      let same = scalar.value < 128 ? places[Int(scalar.value)] : otherPlaces(of: scalar)
      let swapped = ((~diagonal & same) << 1) & before
      diagonal = (((same & higher) &+ higher) ^ higher) | same | lower | swapped
      var above = lower | ~(diagonal | higher)
      var below = diagonal & higher
      if above & last != 0 { distance += 1 }
      if below & last != 0 { distance -= 1 }
      // Every letter that is left may bring it down by one and no more.
      if distance - (other.count - index - 1) > limit { return limit + 1 }
      above = above << 1 | 1
      below <<= 1
      higher = below | ~(diagonal | above)
      lower = above & diagonal
      before = same
    }
    return distance
  }

  private func otherPlaces(of scalar: Unicode.Scalar) -> UInt64 {
    otherPlaces.first { $0.scalar == scalar }?.places ?? 0
  }
}
