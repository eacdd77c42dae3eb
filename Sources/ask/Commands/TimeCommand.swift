import Answering
import ArgumentParser
import AskService
import Foundation
import IntentParser
import QueryPlanner

/// `ask time "…"`: how a time expression is read.
struct TimeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time", abstract: "Show how a time expression is read.",
    discussion: "Without --site days start at 00:00 in the zone of --zone and no database is asked.")

  @OptionGroup var options: GlobalOptions

  @Option(help: "Site whose zone, production day and shifts are used, by its code.")
  var site: String?

  @Option(help: "IANA time zone where no site is named.")
  var zone = "Asia/Ho_Chi_Minh"

  @Flag(help: "One JSON object: from, to, grain, reading.")
  var json = false

  @Argument(help: "The time expression.")
  var words: [String]

  func run() async throws {
    let workplace = try Workplace(options)
    let text = words.joined(separator: " ")
    let now = try workplace.now()
    let grammar = try workplace.timeGrammar()
    let messages = try workplace.messages()
    let lookup = TimeLookup(grammar: grammar, messages: messages, now: now)
    let outcome =
      if let site {
        try await lookup.report(of: text, site: site, service: try workplace.service())
      } else {
        try lookup.report(of: text, zone: zone)
      }
    guard let (report, calendar) = outcome else {
      Console.complain("No time was found in \u{201C}\(text)\u{201D}.")
      throw ProgramExit.notAnswered
    }
    let reading = messages.reading(of: report.match.expression)
    Console.write(json ? report.json(calendar, reading: reading) : Self.text(report, calendar, reading))
  }

  private static func text(_ report: TimeReport, _ calendar: SiteCalendar, _ reading: String) -> String {
    let from = report.time.from.map(calendar.rfc3339) ?? "open"
    let to = report.time.to.map(calendar.rfc3339) ?? "open"
    return "\(report.words): \(reading)\n\(from) to \(to), \(report.time.grain.rawValue)"
  }
}

extension Workplace {
  /// The time grammar of the language that is set, English where none is.
  func timeGrammar() throws -> TimeGrammar {
    let language = settings.language ?? "en"
    let folder = try resources().grammars.appending(path: language.split(separator: "-").first.map(String.init) ?? "en")
    let times: TimeGrammar?
    do { times = try Grammar.times(directory: folder.path, locale: language) } catch {
      throw ServiceError.unreadableGrammar(detail: "\(error)")
    }
    guard let times else { throw ServiceError.unknownLanguage(language, known: []) }
    return times
  }
}

extension Workplace {
  /// The words of answers in the language that is set, without its region.
  func messages() throws -> Messages {
    let language = settings.language?.split(separator: "-").first.map(String.init)
    return try AnswerLanguages(try resources()).messages(in: language ?? AnswerLanguages.fallback)
  }
}

/// Reads one time expression at one clock.
struct TimeLookup {
  var grammar: TimeGrammar
  /// Words for times that cannot be.
  var messages: Messages
  var now: Instant

  /// - Throws: `ProgramExit.notAnswered` where the time contradicts itself or does not exist, after saying so.
  func report(of text: String, zone: String) throws(ProgramExit) -> (TimeReport, SiteCalendar)? {
    do throws(CalendarError) {
      let calendar = try SiteCalendar(timeZone: zone, dayStart: 0)
      return try TimeReport.read(text, grammar: grammar, calendar: calendar, at: now).map { ($0, calendar) }
    } catch {
      Console.complain(messages.text(for: error))
      throw ProgramExit.notAnswered
    }
  }

  /// With the shifts of the site around the time: which ones are needed shows only when the time was read once.
  func report(
    of text: String, site code: String, service: AskService
  ) async throws -> (TimeReport, SiteCalendar)? {
    let factory = try await service.factory().factory
    guard let site = factory.sites.first(where: { $0.code.lowercased() == code.lowercased() }) else {
      Console.complain("There is no site \(code); there are \(factory.sites.map(\.code).joined(separator: ", ")).")
      throw ProgramExit.usage
    }
    let names = factory.shifts.map { ShiftName($0.name, aliases: [$0.letter], part: $0.part) }
    let grammar = grammar.naming(shifts: names)
    do {
      let bare = try SiteCalendar(timeZone: site.timeZone, dayStart: site.dayStart)
      let expressions = grammar.matches(in: Tokenizer().tokens(in: text)).map(\.expression)
      let windows = expressions.compactMap { bare.shiftRange(needed: $0, at: now) }
      guard !windows.isEmpty else {
        return try TimeReport.read(text, grammar: grammar, calendar: bare, at: now).map { ($0, bare) }
      }
      let window = TimeWindow(from: windows.compactMap(\.from).min(), to: windows.compactMap(\.to).max())
      let lines = Set(factory.lines.filter { $0.site == site.code }.map(\.code))
      let shifts = try await service.shifts(in: window).filter { lines.contains($0.line) }
      let calendar = bare.with(shifts: shifts)
      return try TimeReport.read(text, grammar: grammar, calendar: calendar, at: now).map { ($0, calendar) }
    } catch let error as CalendarError {
      Console.complain(messages.text(for: error))
      throw ProgramExit.notAnswered
    }
  }
}
