import Testing
@testable import Answering
@Test func smoke() { #expect(JSONValue.number(600).text() == "600") }
