internal import Foundation
internal import SwiftCSV

/// The rows of a CSV file with the lines on which they stand.
struct DelimitedFile {
  struct Line {
    /// Line of the file, 1 the first; of a row over several lines its first.
    var number: Int
    var fields: [String]
  }
  let header: [String]
  let rows: [Line]

  init(bytes: Data, path: String, encoding: TextEncoding, delimiter: Character) throws(DatabaseError) {
    guard var text = encoding.text(of: bytes) else { throw .importing(.encoding(name: encoding.rawValue)) }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let separator = delimiter == "," ? CSVDelimiter.comma : .character(delimiter)
    do {
      let csv = try EnumeratedCSV(string: text, delimiter: separator, loadColumns: false)
      header = csv.header.map { $0.trimmingCharacters(in: .whitespaces) }
      var number = 1 + Self.lines(csv.header)
      var rows: [Line] = []
      for fields in csv.rows {
        // The reader gives an empty line as a row of empty fields.
        if !fields.allSatisfy(\.isEmpty) { rows.append(Line(number: number, fields: fields)) }
        number += Self.lines(fields)
      }
      self.rows = rows
    } catch {
      throw .importing(.file(path: path, reason: "its quotation marks do not match"))
    }
  }

  /// Lines that a row takes: one and those within its quoted fields.
  private static func lines(_ fields: [String]) -> Int {
    1 + fields.reduce(0) { $0 + $1.count { $0.isNewline } }
  }
}

extension TextEncoding {
  /// Nil where the bytes are not in this encoding.
  fileprivate func text(of bytes: Data) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .utf16: String(data: bytes, encoding: .utf16)
    case .windows1252: String(data: bytes, encoding: .windowsCP1252)
    case .latin1: String(data: bytes, encoding: .isoLatin1)
    }
  }
}
