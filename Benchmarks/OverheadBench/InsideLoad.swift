import AskService
import Answering
import Logging
import QueryPlanner

/// Asks the pipeline in this process, from question to JSON.
struct InsideLoad {
  let question: String
  let asOf: Instant

  init(question: String, asOf: String) throws {
    self.question = question
    self.asOf = try Instant(rfc3339: asOf)
  }

  func run(clients: Int, seconds: Int) async throws -> Latencies {
    let (service, _) = try OverheadBench.service()
    // Connections and what they keep are made before anything is timed.
    for number in 0..<(8 * clients) { _ = try await service.answer(request(-number - 1)) }
    let clock = ContinuousClock()
    let start = clock.now
    let end = start + .seconds(seconds)
    var all = await withTaskGroup(of: Latencies.self) { group in
      for client in 0..<clients {
        group.addTask {
          var own = Latencies()
          var number = client
          while clock.now < end {
            let before = clock.now
            do {
              let answer = try await service.answer(self.request(number))
              _ = answer.json.text()
              own.add(clock.now - before)
            } catch {
              own.fail()
            }
            number += clients
          }
          return own
        }
      }
      return await group.reduce(into: Latencies()) { $0.add($1) }
    }
    all.elapsed = clock.now - start
    await service.close()
    return all
  }

  /// The service's own times of its stages, in milliseconds, over a thousand questions; and that of writing JSON.
  func printStages() async throws {
    let times = StageLog()
    var logger = Logger(label: "bench") { _ in StageHandler(log: times) }
    logger.logLevel = .debug
    let (service, _) = try OverheadBench.service(logger: logger)
    let clock = ContinuousClock()
    for number in 0..<1200 {
      if number == 200 { times.clear() }
      let answer = try await service.answer(request(number))
      let before = clock.now
      let text = answer.json.text()
      times.add("json of \(text.utf8.count / 1000) kB", (clock.now - before) / .milliseconds(1))
    }
    for (stage, median) in times.medians { print("\(stage): \(median) ms") }
    await service.close()
  }

  private func request(_ number: Int) -> AskRequest {
    AskRequest(question: question, asOf: Instant(microseconds: asOf.microseconds + Int64(number)))
  }
}
