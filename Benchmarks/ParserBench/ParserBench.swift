import Foundation
import IntentParser
import ParserTrials

/// `ParserBench` prints how long questions take; `ParserBench fuzz [COUNT] [SEED]` reads mutated ones and exits 1 where
/// an interpretation breaks an invariant; `ParserBench readings [COUNT] [SEED]` prints how every fixture and mutated ones
/// are read, to compare two builds; `ParserBench variants [SEED]` writes the fixtures' questions otherwise and tells how
/// many of those are read otherwise; `ParserBench sentences FILE` prints one median a line of a file, as JSON. All run in
/// the repository's folder.
@main enum ParserBench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "fuzz" {
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      let holds = try FuzzRun(seed: UInt64(numbers.count > 1 ? numbers[1] : 1)).run(count: numbers.first ?? 1_000_000)
      if !holds { exit(1) }
    } else if arguments.first == "readings" {
      let numbers = arguments.dropFirst().compactMap { Int($0) }
      try ReadingList(seed: UInt64(numbers.count > 1 ? numbers[1] : 1)).printAll(mutated: numbers.first ?? 10_000)
    } else if arguments.first == "variants" {
      try VariantRun(seed: arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1).printTable()
    } else if arguments.first == "sentences", let path = arguments.dropFirst().first {
      print(try SpeedTable.medians(ofSentencesIn: path))
    } else {
      try SpeedTable.printAll()
    }
  }
}
