import Foundation
import Testing

@testable import AskService

struct ErrorCodeTests {
  @Test func codesAreUnique() {
    #expect(Set(ErrorCode.allCases.map(\.rawValue)).count == ErrorCode.allCases.count)
  }

  @Test func codesHaveTheirShape() {
    for code in ErrorCode.allCases { #expect(code.rawValue.wholeMatch(of: /ASK[1-4]\d\d/) != nil) }
  }

  /// docs/errors.md is what users read: it lists every code once, and none that there is not.
  @Test func theTableListsEveryCode() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/errors.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let listed = text.matches(of: /(?m)^\| (ASK\d{3}) \|/).map { String($0.output.1) }
    #expect(listed == ErrorCode.allCases.map(\.rawValue).sorted())
  }

  /// A log may see `description`; names and questions are in the detail only.
  @Test func theDescriptionCarriesNoData() {
    let error = ServiceError.unreadableInstant("secret")
    #expect(!"\(error)".contains("secret"))
    #expect(error.debugDescription.contains("secret"))
  }
}
